"""manage.py serve: everything a site needs, then Daphne. The one command, for laptop and server."""

import logging
import os
import shlex
import sys
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from chatsite import env, first_run, logs
from chatsite.layer import open_layer
from chatsite.wss.entrance import listening as sockets
from chatsite.wss.entrance.endpoints import EndpointError, parse
from chatsite.wss.management.commands.makecert import trust_here
from chatsite.wss.tls import certificates
from chatsite.wss.workers.supervisor import Supervisor
from chatsite.wss.workers.systemd import listen_fds

APPLICATION = "chatsite.asgi:application"
NEW_ADMIN = """
  Admin panel: /admin/   user: admin   password: {password}
  This password is shown only now. Lost? python3 manage.py changepassword admin
"""
TRUST = """\
  Browsers warn until they trust this machine's CA; here that is
    {way}
  and for phones and others: docs/certificates.md"""


class Command(BaseCommand):
    help = "Prepares the site (.env, certificate, database, static files, admin) and serves it."
    requires_system_checks = []  # they run below, once there is something to check

    def add_arguments(self, parser):
        parser.add_argument(
            *("-e", "--endpoint"),
            action="append",
            metavar="ENDPOINT",
            help="where to listen, as for daphne: ssl:8282:privateKey=key.pem:certKey=cert.pem or "
            "tcp:8000:interface=127.0.0.1, for example; may be given several times",
        )
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count(), help="processes (default: one a core)"
        )
        parser.add_argument("--access-log", metavar="FILE", help="as for daphne; - is the terminal")

    def handle(self, *, endpoint, workers, access_log, **options):
        logs.begin(settings.LOG_FORMAT, logging.INFO, self)
        if made := self.attempt(first_run.make_files_once):
            self.stdout.write(f"Made {', '.join(made)}.")
            self.stdout.flush()
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606  they are settings
        self.check()
        endpoints = endpoint or [default_endpoint()]
        given = self.attempt(partial(bind, endpoints, max(1, workers)))
        password = self.attempt(first_run.prepare)
        if password:  # at once: whatever happens next, it is never told again
            self.say(NEW_ADMIN.format(password=password))
        command = daphne(endpoints, access_log or os.devnull)
        if not settings.CHANNEL_LAYER_URLS:
            open_layer([], settings.DATA_DIR)  # here, so that it outlives each single worker
        welcome = partial(self.welcome, endpoints, first=bool(password))
        sys.exit(Supervisor(command, given, len(given), os.environ, welcome).run())

    def attempt(self, step):
        """Do a step; what goes wrong with files, ports or the database is said in a sentence."""
        try:
            return step()
        except EndpointError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise CommandError(f"{where}{error.strerror}. Make room or rights there.") from None
        except DatabaseError as error:
            place = settings.DATABASES["default"]["NAME"]
            raise CommandError(f"The database {place} cannot be used: {error}.") from None

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def welcome(self, endpoints, first):
        """Say where the site is, how browsers come to trust it, and what runs."""
        lines = [f"  {self.style.SUCCESS(url)}" for url in urls(endpoints)]
        ca = settings.BASE_DIR / "ca.pem"
        if first and ca.exists() and any(url.startswith("https:") for url in urls(endpoints)):
            lines += ["", TRUST.format(way=trust_here(shlex.quote(str(ca))))]
        lines += ["", f"  The same by hand:  {by_hand(endpoints)}", "  Ctrl-C stops it."]
        self.say("\n" + "\n".join(lines) + "\n")


def daphne(endpoints, access_log):
    """The command of a worker: Daphne's own, as one would type it."""
    words = [word for endpoint in endpoints for word in ("-e", endpoint)]
    return [sys.executable, "-m", "daphne", *words, "--access-log", access_log, APPLICATION]


def bind(endpoints, workers):
    """For each worker the listening sockets of each endpoint; EndpointError where they are taken.

    Every worker has TCP sockets of its own (SO_REUSEPORT), between which the kernel divides who
    comes. Any program of ours could join them, so first we see that nobody else has the port.
    """
    activated = listen_fds()  # systemd's, in the order of the endpoints
    given: list[dict] = [{} for _ in range(workers)]
    for endpoint in filter(None, map(parse, endpoints)):
        found = [activated.pop(0)] if activated else None
        for own, listeners in zip(given, found_or_bound(endpoint, found, workers), strict=True):
            own[endpoint.description] = listeners
    return given


def found_or_bound(endpoint, found, workers):
    """The listening sockets of an endpoint for each worker, where there is one: those found."""
    first = found or sockets.listen(endpoint)
    if found or endpoint.kind in ("unix", "fd"):
        return [first] * workers
    for sock in first:
        sock.close()
    return [sockets.listen(endpoint, reuse_port=True) for _ in range(workers)]


def default_endpoint():
    """The endpoint of the document: TLS in the server itself, on port 8282."""
    key, cert = (short(path) for path in (settings.TLS_KEY, settings.TLS_CERT))
    return f"ssl:8282:privateKey={key}:certKey={cert}"


def short(path):
    """The path as one would type it here."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def by_hand(endpoints):
    """The daphne command that does the same, for a shell in this folder."""
    words = [str(short(env.BASE_DIR / ".venv/bin/daphne"))]
    words += [word for endpoint in endpoints for word in ("-e", endpoint)]
    go = "" if Path.cwd() == env.BASE_DIR else f"cd {shlex.quote(str(env.BASE_DIR))} && "
    return go + shlex.join([*words, APPLICATION])


def urls(endpoints):
    """The addresses people can open, the site's own first; of what is no address, the endpoint."""
    if not settings.SITE_IS_LOCAL:
        return [f"{settings.SITE_URL}/"]
    found = []
    for endpoint in filter(None, map(parse, endpoints)):
        if endpoint.kind not in ("ssl", "tcp"):
            continue
        scheme = "https" if endpoint.secure else "http"
        found += [f"{scheme}://{h}:{endpoint.options['port']}/" for h in hosts(endpoint)]
    return found or endpoints


def hosts(endpoint):
    """The names and addresses by which people reach an endpoint."""
    interface = endpoint.options.get("interface")
    if interface:
        local = {"127.0.0.1": "localhost", "::1": "localhost"}
        return [local.get(interface, f"[{interface}]" if ":" in interface else interface)]
    named = ["localhost", *certificates.names(settings.TLS_CERT)]
    return [h for h in dict.fromkeys(named) if h not in ("127.0.0.1", "[::1]")]
