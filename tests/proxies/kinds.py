"""What is particular to each proxy: the file around ours, and its commands."""

import json
import re
import shutil
import signal
from pathlib import Path

from tests.proxies.daemons import ROOT, SOMEBODY, Proxy

MODULES = (
    "/usr/lib/apache2/modules",
    "/usr/lib64/httpd/modules",
    "/opt/homebrew/lib/httpd/modules",
)
# What Debian's Apache has from the beginning, and what comes along with those it is told to enable.
USUAL = "mpm_event authz_core authz_host alias mime setenvif env filter reqtimeout unixd"
BROUGHT = "socache_shmcb proxy slotmem_shm"


class Nginx(Proxy):
    program = "nginx"

    def take(self, printed):
        super().take(printed)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        main = self.main(
            f"user {SOMEBODY};" * ROOT,
            f"daemon off; worker_processes 2; pid {self.folder}/pid;",
            f"error_log {self.folder}/error.log; events {{ worker_connections 500; }}",
            "http { include /etc/nginx/mime.types; access_log off;",
            *(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds),
            f"include {self.file}; }}",
        )
        self.command = [self.binary, "-c", main, "-e", self.folder / "error.log"]

    def check(self):
        return self.run(*self.command, "-t")

    def reload(self):
        self.send(signal.SIGHUP)


class Apache(Proxy):
    program = "apache"

    def take(self, printed):
        super().take(printed)
        enabled = " ".join(re.findall(r"sudo a2enmod ([\w ]+)", printed))
        assert "http2" in enabled, "the premise: the file says what to enable"
        folder = next(filter(Path.is_dir, map(Path, MODULES)))
        main = self.main(
            *modules(folder, f"{USUAL} {BROUGHT} {enabled}"),
            f"User {SOMEBODY}\nGroup {SOMEBODY}" * ROOT,
            f"ServerName localhost\nServerRoot {self.folder}\nDefaultRuntimeDir {self.folder}",
            f"PidFile {self.folder}/pid\nErrorLog {self.folder}/error.log",
            f"TypesConfig /etc/mime.types\nSSLSessionCache shmcb:{self.folder}/sessions(512000)",
            f"Listen 127.0.0.1:{self.port}\nListen 127.0.0.1:{self.http_port}",
            f"<Directory />\nRequire all denied\n</Directory>\nInclude {self.file}",
        )
        self.command = [self.binary, "-f", main, "-DFOREGROUND"]

    def check(self):
        return self.run(*self.command[:-1], "-t")

    def reload(self):
        """As `apachectl graceful` does: by itself Apache would end where the file is broken."""
        done, said = self.check()
        assert done, said
        self.send(signal.SIGUSR1)


def modules(folder, names):
    """The lines that load these modules of Apache, unless they are built in."""
    for name in dict.fromkeys(names.split()):
        if (path := folder / f"mod_{name}.so").exists():
            yield f"LoadModule {name}_module {path}"


class Haproxy(Proxy):
    program = "haproxy"

    def take(self, printed):
        if not ROOT:  # nobody else can become another user
            printed = re.sub(r"(?m)^ *(user|group) .*\n", "", printed)
        super().take(printed)
        for link in re.findall(r"(?m)^# +sudo (ln -s .*)", printed):
            assert self.run(*link.split())[0]
        self.command = [self.binary, "-W", "-db", "-f", self.file]

    def check(self):
        return self.run(self.binary, "-c", "-f", self.file)

    def reload(self):
        self.send(signal.SIGUSR2)


class Caddy(Proxy):
    """As Debian runs it: with a user of its own from the beginning."""

    program = "caddy"
    identity = {"user": SOMEBODY, "group": SOMEBODY, "extra_groups": []} if ROOT else {}

    def take(self, printed):
        super().take(printed)
        self.env |= {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)}
        for path in (self.folder, self.cert, self.key) * ROOT:
            shutil.chown(path, SOMEBODY, SOMEBODY)
        self.command = [self.binary, "run", "--config", self.adapted()]

    def adapted(self):
        """The file in Caddy's own form, with another admin address than every Caddy here has."""
        done, said = self.run(self.binary, "adapt", "--adapter", "caddyfile", "--config", self.file)
        assert done, said
        config = json.loads(said.splitlines()[0])
        config["admin"] = {"listen": f"unix/{self.folder}/admin.sock"}
        return self.main(json.dumps(config))

    def check(self):
        return self.run(self.binary, "validate", "--adapter", "caddyfile", "--config", self.file)

    def reload(self):
        words = ["--config", self.adapted(), "--address", f"unix/{self.folder}/admin.sock"]
        done, said = self.run(self.binary, "reload", "--force", *words)
        assert done, said


KINDS = {
    "nginx": Nginx,
    "apache": Apache,
    "haproxy": Haproxy,
    "haproxy-tcp": Haproxy,
    "caddy": Caddy,
}
WHOLE_SITES = [name for name in KINDS if name != "haproxy-tcp"]
