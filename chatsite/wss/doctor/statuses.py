"""What each status means in place of 101, and the cure: texts only."""

from django.utils.translation import gettext_lazy

LOGS = gettext_lazy("Look at the log of the application, and at that of the proxy in front of it.")

NOT_FORWARDED = (
    gettext_lazy("The server was not asked to upgrade (%(status)s: %(text)s)."),
    gettext_lazy(
        "A proxy drops the headers Connection and Upgrade, or speaks HTTP/1.0 or HTTP/2 to the "
        "server. Forward them over HTTP/1.1:"
    ),
)
# status: (what is the matter, the cure); %(path)s, %(status)s and %(text)s are filled in
MEANINGS = {
    401: (
        gettext_lazy("The server wants a login before it opens a socket (401)."),
        gettext_lazy(
            "If clients are to come without one, open the path in the application, or in nginx: "
            "location %(path)s { auth_basic off; … }"
        ),
    ),
    403: (
        gettext_lazy("The server refuses the handshake (403: %(text)s), whatever its Origin."),
        gettext_lazy(
            "The application refuses (a login is missing, or no tried Origin is allowed: in Django "
            "ALLOWED_HOSTS and AllowedHostsOriginValidator), or a rule of the proxy or of a "
            "firewall for web applications does. Its log says which."
        ),
    ),
    404: (
        gettext_lazy("The server knows nothing at %(path)s (404: %(text)s)."),
        gettext_lazy(
            "Correct the path in the URL: the usual one is /wss. If it is right, the proxy in "
            "front does not forward the upgrade, and the server looks for a page:"
        ),
    ),
    405: (
        gettext_lazy("At %(path)s files or pages are served, no sockets (405)."),
        gettext_lazy("Correct the path in the URL, or forward it to the WebSocket server:"),
    ),
    426: NOT_FORWARDED,
    429: (
        gettext_lazy("The server takes no more connections from here at the moment (429)."),
        gettext_lazy(
            "Wait a minute and try again. If people see this too, raise the limit of the proxy "
            "(nginx: limit_req, limit_conn) or of the application."
        ),
    ),
    500: (gettext_lazy("The application failed at the handshake (500: %(text)s)."), LOGS),
    502: (
        gettext_lazy("The proxy cannot reach the WebSocket server behind it (502)."),
        gettext_lazy(
            "Start the server, and compare its address with the proxy's: nginx: proxy_pass "
            "http://127.0.0.1:8282; (http, not https, where daphne listens with tcp:). The proxy's "
            "error log names the address it tried."
        ),
    ),
    503: (
        gettext_lazy("Nobody serves behind the proxy, or too many are served (503: %(text)s)."),
        gettext_lazy(
            "Start the WebSocket server behind it. Apache and HAProxy say 503 when it is down: "
            "compare the address in ProxyPass or in the backend with the one it listens on."
        ),
    ),
    504: (
        gettext_lazy("The WebSocket server behind the proxy does not answer in time (504)."),
        gettext_lazy(
            "It hangs, or a firewall swallows what the proxy sends to it. Restart it, look at its "
            "log, and try the doctor on the server itself, without the proxy."
        ),
    ),
    505: NOT_FORWARDED,
}
OTHER = (gettext_lazy("The server answers %(status)s (%(text)s) instead of 101."), LOGS)
CLOUDFLARE = {
    520: gettext_lazy("it answers with something odd, or hangs up"),
    521: gettext_lazy("it refuses the connection: start it, and let Cloudflare's addresses in"),
    522: gettext_lazy("it does not answer: a firewall keeps Cloudflare's addresses out"),
    523: gettext_lazy("its address is wrong: correct the DNS record at Cloudflare"),
    524: gettext_lazy("it takes too long to answer"),
    525: gettext_lazy("TLS fails: give it a certificate, or correct Cloudflare's SSL mode"),
    526: gettext_lazy("its certificate is not valid, and Cloudflare's SSL mode is Full (strict)"),
}
UPGRADE_TOO = (404, 405, 426, 505)  # a proxy that does not forward the upgrade may be behind these
