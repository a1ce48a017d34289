"""manage.py doctor: why a wss client cannot connect, and the cure."""

import json
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from chatsite.wss.doctor import options as typed
from chatsite.wss.doctor.catalogue import CATALOGUE
from chatsite.wss.doctor.examination import examine
from chatsite.wss.doctor.report.language import language, of_terminal
from chatsite.wss.doctor.report.result import Result
from chatsite.wss.doctor.report.terminal import Terminal
from chatsite.wss.doctor.target import TargetError

FAULTS, NOT_RUN = 1, 2  # exit codes
WHICH = "Which server? Type its address: manage.py doctor wss://chat.example.org/wss"


class Command(BaseCommand):
    help = (
        "Examines a wss server, this site's or any other, and says why clients cannot connect, and "
        "the cure. Exit code 0: no fault; 1: faults; 2: nothing could be examined."
    )
    requires_system_checks = []  # it is for sites that do not run yet, too

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:
            parser.error = self.refuse  # type: ignore[method-assign]
        return parser

    def refuse(self, reason):
        """End with what is wrong in a sentence; argparse would tell the usage of all options."""
        self.stderr.write(reason)
        sys.exit(NOT_RUN)

    def add_arguments(self, parser):
        typed.declare(parser)

    def handle(self, *, url, profile, **options):
        spoken = language(options["language"], of_terminal(), settings.LANGUAGE_CODE)
        terminal = Terminal(self.stdout, options["no_color"], options["force_color"])
        say = tell_program if options["json"] else tell
        try:
            with translation.override(spoken), terminal.left():
                result = Result(typed.target(url or own_url(), options), profile)
                say(result, terminal)
        except TargetError as error:
            raise CommandError(str(error), returncode=NOT_RUN) from None
        if not result.healthy:
            sys.exit(FAULTS)


def own_url():
    """The address of this site's own door."""
    site = getattr(settings, "SITE_URL", None)
    if not site:
        raise CommandError(WHICH, returncode=NOT_RUN)
    return f"{site}/wss"


def tell_program(result, terminal):
    """Examine, and say all of it in one piece."""
    list(result.rows(examine(result.target, result.profile)))
    told = result.as_json(translation.get_language())
    terminal.say([json.dumps(told, indent=2)])


def tell(result, terminal):
    """Examine, and say what is found at once."""
    report = terminal.report()
    terminal.say(report.opening(result))
    for row in result.rows(watched(result, terminal)):
        terminal.say(report.lines(row))
    terminal.say(report.conclusion(result))


def watched(result, terminal):
    """The examination, each check shown on the terminal while it runs."""
    examination = examine(result.target, result.profile)
    for id in sorted(CATALOGUE):  # as they run
        terminal.running(CATALOGUE[id])
        found = next(examination)
        terminal.clear()
        yield found
