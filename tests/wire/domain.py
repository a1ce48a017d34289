"""`manage.py serve --domain`, and a client that asks for its names though they lead to loopback."""

import asyncio
import os
import socket
import ssl
import sys

import websockets

from tests.ports import free_port
from tests.servers import Process, link_static
from tests.waiting import PATIENCE, wait_until


class Domain(Process):
    """`manage.py serve --domain chat.test` on ports of ours, which pebble knows for 443 and 80."""

    def __init__(self, clone, folder, prepared, authority, http, *flags):
        self.port, self.data, self.local_ca = free_port(), folder / "data", clone / "ca.pem"
        command = [sys.executable, "manage.py", "serve", "--workers", "1", "--domain", "chat.test"]
        command += ["-e", f"ssl:{self.port}:interface=127.0.0.1"]
        command += ["-e", f"redirect:{http}:interface=127.0.0.1", *flags]
        command += ["--acme-directory", authority.directory, "--acme-ca", authority.ca]
        env = {n: os.environ[n] for n in ("PATH", "LANG") if n in os.environ}
        env |= {"HOME": str(clone), "PYTHONUNBUFFERED": "1", "DATA_DIR": str(self.data)}
        env["STATIC_ROOT"] = str(prepared / "static")
        if not self.data.exists():
            self.data.mkdir()
            link_static(prepared, self.data)
        super().__init__(command, folder / "serve.log", cwd=clone, env=env)

    def start(self):
        super().start().wait_for(self.port)
        return self.says("Ctrl-C stops it")

    def says(self, text):
        wait_until(lambda: text in self.output, f"{text!r}:\n{self.output}")
        return self

    def gets_it(self):
        """Return when the authority's certificate is there."""
        return self.says("It is renewed from")

    def shows(self, ca, name="chat.test"):
        """The certificate's serial number, for a client that trusts this CA alone."""
        context = ssl.create_default_context(cafile=ca)
        with (
            socket.create_connection(("127.0.0.1", self.port), 10) as tcp,
            context.wrap_socket(tcp, server_hostname=name) as tls,
        ):
            return tls.getpeercert()["serialNumber"]

    def is_trusted(self, ca, name="chat.test"):
        try:
            return bool(self.shows(ca, name))
        except ssl.SSLCertVerificationError:
            return False

    def open(self, ca, name="chat.test"):
        """A socket of such a client."""
        context = ssl.create_default_context(cafile=ca)
        url = f"wss://{name}:{self.port}/wss"
        return websockets.connect(url, host="127.0.0.1", ssl=context, ping_interval=None)

    async def echoes(self, ca, name="chat.test"):
        """Whether such a client gets back what it says."""
        async with self.open(ca, name) as tom:
            return await answers(tom)


async def answers(tom):
    await tom.send("tom")
    return await asyncio.wait_for(tom.recv(), PATIENCE) == "tom"
