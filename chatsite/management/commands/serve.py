"""manage.py serve: everything a site needs, then Daphne. The one command, for laptop and server."""

import logging
import os
import sys
from dataclasses import fields
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from chatsite import env, first_run, logs
from chatsite.layer import open_layer
from chatsite.serving import flags
from chatsite.serving.plan import Plan, PlanError
from chatsite.serving.welcome import APPLICATION, NEW_ADMIN, news, welcome
from chatsite.wss.acme import background
from chatsite.wss.checks import OF_CERTIFICATE
from chatsite.wss.entrance.endpoints import EndpointError
from chatsite.wss.workers import systemd
from chatsite.wss.workers.binding import bind
from chatsite.wss.workers.supervisor import Supervisor


class Command(BaseCommand):
    help = "Prepares the site (.env, certificate, database, static files, admin) and serves it."
    requires_system_checks = []  # they run below, once there is something to check

    def add_arguments(self, parser):
        flags.add(parser)
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count(), help="processes (default: one a core)"
        )
        parser.add_argument("--access-log", metavar="FILE", help="as for daphne; - is the terminal")

    def handle(self, *, workers, access_log, **options):
        logs.begin(settings.LOG_FORMAT, logging.INFO, self)
        plan = self.attempt(partial(Plan, **{f.name: options[f.name] for f in fields(Plan)}))
        variables = self.attempt(partial(self.settle, plan))
        if wanted := plan.wanted(settings.DATA_DIR):
            self.attempt(partial(first_run.make_stand_in, wanted))
        if not plan.secure:  # a proxy has the certificate that people see
            settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, *OF_CERTIFICATE]
        self.check()
        endpoints = self.attempt(partial(self.listening, plan, wanted))
        given = self.attempt(partial(bind, endpoints, max(1, workers)))
        password = self.attempt(first_run.prepare)
        if password:  # at once: whatever happens next, it is never told again
            self.say(NEW_ADMIN.format(password=password))
        command = daphne(endpoints, access_log or os.devnull)
        if not settings.CHANNEL_LAYER_URLS:
            open_layer([], settings.DATA_DIR)  # here, so that it outlives each single worker
        text = welcome(
            endpoints, news(plan, wanted, endpoints, bool(password)), variables, self.style.SUCCESS
        )
        announce = partial(self.announce, text, wanted)
        sys.exit(Supervisor(command, given, len(given), env.inheritance(), announce).run())

    def settle(self, plan):
        """Return with the variables and the files that the settings are made from as they must be.

        Where something was missing the command starts afresh.
        """
        site_url = settings.SITE_URL if env.given("SITE_URL") else ""
        variables = plan.variables(site_url, settings.DATA_DIR)
        if any(os.environ.get(name) != text for name, text in variables.items()):
            start_afresh(variables)
        if made := first_run.make_files_once(certificate=plan.secure):
            self.say(f"Made {', '.join(made)}.")
            start_afresh({})
        return variables

    def listening(self, plan, wanted):
        port = urlsplit(settings.SITE_URL).port or 443
        webroot = wanted and wanted.webroot
        return plan.listening(settings.TLS_KEY, settings.TLS_CERT, webroot, port)

    def announce(self, text, wanted):
        """Say that all serve; from now on an authority finds what it asks for."""
        self.say(text)
        if wanted:
            background.start(wanted)

    def attempt(self, step):
        """Do a step; what goes wrong with flags, files, ports or the database is one sentence."""
        try:
            return step()
        except (PlanError, EndpointError) as error:
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


def daphne(endpoints, access_log):
    """The command of a worker: Daphne's own, as one would type it."""
    words = [word for endpoint in endpoints for word in ("-e", endpoint)]
    return [sys.executable, "-m", "daphne", *words, "--access-log", access_log, APPLICATION]


def start_afresh(variables):
    """Become the same command again, with these variables."""
    systemd.hand_on()
    environment = env.inheritance() | variables
    for name in variables:
        environment.pop(f"{name}_FILE", None)  # it would win
    os.execve(sys.executable, [sys.executable, *sys.argv], environment)  # noqa: S606
