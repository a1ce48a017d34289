"""manage.py erase USER: somebody is forgotten."""

from django.core.management.base import BaseCommand, CommandError

from chat.actions import erasing
from chat.actions.erasing import Erase
from chat.chores import NOBODY, erase_now
from chat.journal import write_now
from chat.models import User
from chat.protocol.frames import Refusal
from chat.wording import words


class Command(BaseCommand):
    help = (
        "Erases somebody's account for ever: name, picture, files, reactions, tokens, memberships. "
        "What they said stays without their name, or is purged as well. Asks for the username "
        "again. What is cut off the server goes on with, or the same command."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--messages", action="store_true", help="purge what they said, too")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, username, messages, yes, verbosity, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody is called {username!r}.")
        if not yes and input(f"There is no way back. Type {username} to go on: ") != username:
            raise CommandError("That was another name: nothing was done.")
        try:
            write_now(erasing.erase, NOBODY, Erase(user.pk, messages))
        except Refusal as refusal:
            raise CommandError(words(refusal, "en")) from None
        erase_now(user.pk)
        if verbosity:
            self.stdout.write(f"{username} is forgotten.")
