"""manage.py dropfactors: who has lost phone and passkeys comes in again."""

from django.core.management.base import BaseCommand, CommandError

from chat.actions import factors
from chat.journal import write_now
from chat.models import User


class Command(BaseCommand):
    help = (
        "Removes the passkeys, the authenticator app and the recovery codes of an account, which "
        "then takes its password alone. Be sure that it is its owner who asks."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody is called {username} here.")
        write_now(factors.drop, None, user)
        self.stdout.write(f"{username} signs in by password alone now.")
