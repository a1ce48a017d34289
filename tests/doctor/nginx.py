"""The real nginx, with the `server` block of a test."""

import os

from tests import requisites
from tests.ports import free_port
from tests.servers import Process

CONFIGURATION = """
daemon off;
master_process off;
{user}
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} {listen};
    server_name localhost;
    {server}
  }}
}}
"""
# The document's own, with the port of the test.
SEED = """
    location /wss
    {
      proxy_pass http://127.0.0.1:%(port)d;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "Upgrade";
      proxy_set_header X-Real-IP $remote_addr;
    }
"""


class Nginx(Process):
    """nginx on a port of its own: wss with a `pki`, else ws."""

    def __init__(self, folder, server, pki=None):
        self.port = free_port()
        self.url = f"{'wss' if pki else 'ws'}://127.0.0.1:{self.port}/wss"
        if pki:
            server += f"\nssl_certificate {pki.cert}; ssl_certificate_key {pki.key};"
        facts = {"port": self.port, "listen": "ssl" if pki else "", "server": server}
        user = "user root;" if os.geteuid() == 0 else ""
        file = folder / f"nginx-{self.port}.conf"
        file.write_text(CONFIGURATION.format(folder=folder, user=user, **facts))
        command = [requisites.find("nginx"), "-p", folder, "-c", file, "-e", "stderr"]
        super().__init__(command, folder / f"nginx-{self.port}.log")

    def start(self):
        return super().start().wait_for(self.port)
