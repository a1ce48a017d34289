"""The lines of configuration that cures name. They are the same in any language."""

NGINX_UPGRADE = (
    "nginx: location %(path)s { proxy_pass …; proxy_http_version 1.1; "
    'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; }'
)
APACHE_UPGRADE = (
    "Apache (2.4.47): ProxyPass %(path)s http://127.0.0.1:8282%(path)s upgrade=websocket"
)
UPGRADE = f"{NGINX_UPGRADE}\n{APACHE_UPGRADE}"

HOST = "nginx: proxy_set_header Host $http_host;\nApache: ProxyPreserveHost On"

REAL_IP = (
    "nginx: proxy_set_header X-Real-IP $remote_addr; "
    "proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header Forwarded '';\n"
    "Apache: RequestHeader unset X-Real-IP; RequestHeader unset Forwarded; "
    "RequestHeader unset X-Forwarded-For\n"
    "HAProxy: http-request del-header X-Real-IP; http-request del-header Forwarded; "
    "http-request set-header X-Forwarded-For %[src]"
)

SCHEME = (
    "nginx: proxy_set_header X-Forwarded-Proto $scheme;\n"
    "Apache: RequestHeader set X-Forwarded-Proto https\n"
    "HAProxy: http-request set-header X-Forwarded-Proto https"
)

QUIET = (
    "nginx: proxy_read_timeout 75s; proxy_send_timeout 75s;\n"
    "Apache: ProxyTimeout 75 (ProxyPass … timeout=75)\n"
    "HAProxy: timeout tunnel 1h; AWS, Azure, Google Cloud: idle timeout"
)

REDIRECT = (
    "nginx: server { listen 80; return 308 https://$host$request_uri; }\n"
    "Apache: Redirect permanent / https://%(host)s/\n"
    "daphne, serve: -e redirect:80"
)
