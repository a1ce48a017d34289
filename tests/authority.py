"""A certificate authority as Let's Encrypt is one: Debian's pebble, and a DNS in which it looks."""

import json
import ssl
import urllib.request

import trustme

from tests import requisites
from tests.ports import free_port
from tests.servers import BIN, Process
from tests.waiting import wait_until

TRY = 5  # seconds for one of several answers that are waited for


class Dns(Process):
    """A name server of these names, by Twisted; it looks into its file at each question."""

    def __init__(self, folder):
        self.port = free_port()
        self.hosts = folder / "hosts"
        self.say(**{"chat.test": "127.0.0.1"})
        command = [BIN / "twistd", "--nodaemon", "--pidfile=", "dns", "-i", "127.0.0.1"]
        command += ["-p", self.port, "--hosts-file", self.hosts]
        super().__init__(command, folder / "dns.log", cwd=folder)

    def say(self, **addresses):
        """From now on these names have these addresses, and no other name has any."""
        self.hosts.write_text("".join(f"{a} {name}\n" for name, a in addresses.items()))

    def start(self):
        return super().start().wait_for(self.port)


class Pebble(Process):
    """An authority that looks at `http_port` of the names that it finds in our DNS."""

    def __init__(self, folder, dns, http_port, seconds=90 * 24 * 3600, **variables):
        self.port, self.management = free_port(), free_port()
        self.directory = f"https://localhost:{self.port}/dir"
        self.ca, self.root = folder / "pebble-ca.pem", folder / "pebble-root.pem"
        own = trustme.CA()
        own.cert_pem.write_to_path(self.ca)
        leaf = own.issue_cert("localhost")
        key, cert = folder / "pebble-key.pem", folder / "pebble-cert.pem"
        leaf.private_key_pem.write_to_path(key)
        leaf.cert_chain_pems[0].write_to_path(cert)
        settings = {
            "listenAddress": f"127.0.0.1:{self.port}",
            "managementListenAddress": f"127.0.0.1:{self.management}",
            "certificate": str(cert),
            "privateKey": str(key),
            "httpPort": http_port,
            "tlsPort": free_port(),
            "certificateValidityPeriod": seconds,
        }
        config = folder / "pebble.json"
        config.write_text(json.dumps({"pebble": settings}))
        command = [requisites.find("pebble"), "-strict", "-config", config]
        command += ["-dnsserver", f"127.0.0.1:{dns.port}"]
        # It sleeps up to 15 s before it looks, unless it is told not to.
        env = {"PEBBLE_VA_NOSLEEP": "1", "PEBBLE_AUTHZREUSE": "0", **variables}
        super().__init__(command, folder / "pebble.log", cwd=folder, env=env)

    def start(self):
        super().start().wait_for(self.port)
        wait_until(lambda: self.fetch_root(), "pebble tells its root")
        return self

    def fetch_root(self):
        """Write the root that clients are to trust, which is another one after each start."""
        context = ssl.create_default_context(cafile=self.ca)
        url = f"https://localhost:{self.management}/roots/0"
        try:
            with urllib.request.urlopen(url, context=context, timeout=TRY) as answer:
                self.root.write_bytes(answer.read())
        except OSError:
            return False
        return True

    @property
    def orders(self):
        """How many certificates it has issued."""
        return self.output.count("Issued certificate")
