"""manage.py serve: everything a site needs, then Daphne. The one command, for laptop and server."""

import os
import sys
from functools import partial
from pathlib import Path

from daphne.cli import CommandLineInterface
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from chatsite import env, first_run
from chatsite.wss import certificates
from chatsite.wss.endpoints import ssl_options
from chatsite.wss.management.commands.makecert import trust_here
from chatsite.wss.server import Server

APPLICATION = "chatsite.asgi:application"


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
        parser.add_argument("--access-log", metavar="FILE", help="as for daphne; - is the terminal")

    def handle(self, *, endpoint, access_log, **options):
        if made := self.attempt(first_run.make_files_once):
            self.stdout.write(f"Made {', '.join(made)}.")
            self.stdout.flush()
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606  they change the settings
        self.check()
        password = self.attempt(first_run.prepare)
        endpoints = endpoint or [default_endpoint()]
        arguments = [part for e in endpoints for part in ("-e", e)]
        arguments += ["--access-log", access_log or os.devnull]
        command_line = CommandLineInterface()
        welcome = partial(self.welcome, endpoints, password)
        command_line.server_class = partial(Server, ready_callable=welcome)
        command_line.run([*arguments, APPLICATION])

    def attempt(self, step):
        """Do a step; what goes wrong with files or the database is said in a sentence."""
        try:
            return step()
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise CommandError(f"{where}{error.strerror}. Make room or rights there.") from None
        except DatabaseError as error:
            place = settings.DATABASES["default"]["NAME"]
            raise CommandError(f"The database {place} cannot be used: {error}.") from None

    def welcome(self, endpoints, password):
        """Say where the site is, how browsers come to trust it, and what runs."""
        lines = ["", *(f"  {self.style.SUCCESS(url)}" for url in urls(endpoints))]
        if password:
            lines += [
                "",
                f"  Admin panel: {urls(endpoints)[0]}admin/   user: admin   password: {password}",
                "  This password is shown only now.",
            ]
        ca = settings.BASE_DIR / "ca.pem"
        if password and ca.exists():
            lines += [
                "",
                "  Browsers warn until they trust this machine's CA; here that is",
                f"    {trust_here(ca)}",
                "  and for phones and others: docs/certificates.md",
            ]
        lines += ["", f"  The same by hand:  {by_hand(endpoints)}", "  Ctrl-C stops it.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


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
    words = " ".join(f"-e {e}" for e in endpoints)
    return f"{short(env.BASE_DIR / '.venv/bin/daphne')} {words} {APPLICATION}"


def urls(endpoints):
    """The addresses people can open, the site's own first."""
    if not settings.SITE_IS_LOCAL:
        return [f"{settings.SITE_URL}/"]
    ports = [ssl_options(e).get("port", "443") for e in endpoints if e.startswith("ssl:")]
    hosts = ["localhost", *certificates.names(settings.TLS_CERT)]
    hosts = [h for h in dict.fromkeys(hosts) if h not in ("127.0.0.1", "[::1]")]
    return [f"https://{host}:{port}/" for port in ports for host in hosts] or endpoints
