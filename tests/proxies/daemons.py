"""The real proxies, each with the file that `deployconfig` prints, as ordinary processes."""

import json
import os
import re
import shutil
import signal
import subprocess
from functools import cached_property
from pathlib import Path

from tests import requisites
from tests.servers import Process, free_port, listens, wait_until

ROOT = os.geteuid() == 0
STARTS = 20
MODULES = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/opt/homebrew/lib/httpd/modules")
# What Debian's Apache has without any a2enmod, and what those of our line bring with them.
USUAL = "mpm_event authz_core authz_host alias mime setenvif env filter reqtimeout unixd log_config"
BROUGHT = "socache_shmcb proxy slotmem_shm"


class Proxy(Process):
    """A daemon in a folder of its own, in which `printed` lies as the file that people install."""

    program = ""  # its name in requisites
    user = ""  # whom it runs as where root starts it

    def __init__(self, folder, pki, https, http):
        self.folder, self.ca, self.pki = folder, pki.ca, pki
        self.port, self.http_port = https, http
        self.https, self.wss = f"https://localhost:{https}", f"wss://localhost:{https}"
        self.http = f"http://localhost:{http}"
        self.binary = requisites.find(self.program)
        folder.mkdir(mode=0o755)
        self.own(shutil.copy(pki.cert, self.cert), shutil.copy(pki.key, self.key))
        super().__init__([], folder / "daemon.log", folder, {"PATH": os.environ["PATH"]})

    def own(self, *paths):
        """Give files to the user that the daemon runs as from its first moment."""

    @property
    def cert(self):
        return self.folder / "cert.pem"

    @property
    def key(self):
        return self.folder / "key.pem"

    @property
    def file(self):
        return self.folder / "chatsite.conf"

    def take(self, printed):
        """Install what was printed, and whatever else its first lines say."""
        self.file.write_text(printed)

    def start(self, **options):
        super().start(**options).wait_for(self.port)
        wait_until(lambda: listens(self.http_port), STARTS, "it listens for http, too")
        return self

    def run(self, *words):
        """A command to its end, as whoever runs the daemon: (succeeded, what it said)."""
        done = subprocess.run(
            list(map(str, words)), cwd=self.folder, env=self.env, capture_output=True, text=True
        )
        return done.returncode == 0, done.stdout + done.stderr

    def main(self, text):
        """The daemon's own file around ours."""
        path = self.folder / "main.conf"
        path.write_text(text)
        return path


class Nginx(Proxy):
    program = "nginx"

    def take(self, printed):
        super().take(printed)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        folders = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in kinds)
        main = self.main(
            ("user www-data;\n" if ROOT else "")
            + f"daemon off; worker_processes 2; pid {self.folder}/pid;\n"
            + f"error_log {self.folder}/error.log;\nevents {{ worker_connections 500; }}\n"
            + f"http {{ include /etc/nginx/mime.types; access_log off;\n{folders}"
            + f"include {self.file}; }}\n"
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
        enabled = " ".join(re.findall(r"sudo a2enmod ([\w ]+)", printed)).split()
        assert "http2" in enabled, "the premise: the file says what to enable"
        modules = Path(next(filter(os.path.isdir, MODULES)))
        names = dict.fromkeys([*USUAL.split(), *BROUGHT.split(), *enabled])
        loaded = "".join(
            f"LoadModule {name}_module {modules}/mod_{name}.so\n"
            for name in names
            if (modules / f"mod_{name}.so").exists()  # some are built in
        )
        main = self.main(
            loaded
            + ("User www-data\nGroup www-data\n" if ROOT else "")
            + f"ServerRoot {self.folder}\nDefaultRuntimeDir {self.folder}\nServerName localhost\n"
            + f"PidFile {self.folder}/pid\nErrorLog {self.folder}/error.log\nTypesConfig /etc/mime.types\n"
            + f"Listen 127.0.0.1:{self.port}\nListen 127.0.0.1:{self.http_port}\n"
            + f"SSLSessionCache shmcb:{self.folder}/sessions(512000)\n"
            + f"<Directory />\nRequire all denied\n</Directory>\nInclude {self.file}\n"
        )
        self.command = [self.binary, "-f", main, "-DFOREGROUND"]

    def check(self):
        return self.run(*self.command[:-1], "-t")

    def reload(self):
        """As `apachectl graceful` does: by itself Apache would end where the file is broken."""
        done, said = self.check()
        assert done, said
        self.send(signal.SIGUSR1)


class Haproxy(Proxy):
    program = "haproxy"

    def take(self, printed):
        if not ROOT:  # only root can become somebody else
            printed = re.sub(r"(?m)^ *(user|group) .*\n", "", printed)
        super().take(printed)
        for link in re.findall(r"(?m)^# +(?:.*: +)?sudo (ln -s .*)", printed):
            assert self.run(*link.split())[0]
        self.command = [self.binary, "-W", "-db", "-f", self.file]

    def check(self):
        return self.run(self.binary, "-c", "-f", self.file)

    def reload(self):
        self.send(signal.SIGUSR2)


class Caddy(Proxy):
    program = "caddy"

    def __init__(self, *about):
        super().__init__(*about)
        self.env |= {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)}

    @cached_property
    def someone(self):
        """Options for a child that is not root: Debian runs Caddy as a user of its own."""
        return {"user": "www-data", "group": "www-data", "extra_groups": []} if ROOT else {}

    def own(self, *paths):
        for path in (self.folder, *paths):
            if ROOT:
                shutil.chown(path, "www-data", "www-data")

    def take(self, printed):
        super().take(printed)
        self.adapt()
        config = self.folder / "main.json"
        self.command = [self.binary, "run", "--config", config]

    def adapt(self):
        """The file as Caddy itself reads it, with another address than all Caddies here have."""
        words = [self.binary, "adapt", "--adapter", "caddyfile", "--config", str(self.file)]
        config = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
        config["admin"] = {"listen": f"unix/{self.folder}/admin.sock"}
        (self.folder / "main.json").write_text(json.dumps(config))

    def start(self):
        return super().start(**self.someone)

    def run(self, *words):
        done = subprocess.run(
            list(map(str, words)),
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            **self.someone,
        )
        return done.returncode == 0, done.stdout + done.stderr

    def check(self):
        return self.run(self.binary, "validate", "--adapter", "caddyfile", "--config", self.file)

    def reload(self):
        main = self.folder / "main.json"
        done, said = self.run(
            *(self.binary, "reload", "--force", "--config", main),
            *("--address", f"unix/{self.folder}/admin.sock"),
        )
        assert done, said


DAEMONS = {"nginx": Nginx, "apache": Apache, "haproxy": Haproxy, "caddy": Caddy}


def ports():
    """Two ports that nobody has."""
    https = free_port()
    while (http := free_port()) == https:
        pass
    return https, http
