"""manage.py createtoken: an access token for somebody, or for a bot."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import get_language

from chat.actions import tokens
from chat.actions.audit import record
from chat.journal import write_now
from chat.models import User
from chat.protocol.frames import Refusal
from chat.protocol.things import Scope
from chat.wording import words

DAYS = 3650  # at most


class Command(BaseCommand):
    help = "Prints a new access token of an account. It is shown only now."

    def add_arguments(self, parser):
        parser.add_argument("username", help="whose it is")
        parser.add_argument("--name", default="createtoken", help="what it is for")
        parser.add_argument("--read", action="store_true", help="it may only read")
        parser.add_argument("--days", type=int, help="when it expires (default: never)")

    def handle(self, *, username, name, days, read, **options):
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"nobody is called {username}: manage.py createaccount {username}")
        if days is not None and not 1 <= days <= DAYS:
            raise CommandError(f"--days: expected 1 to {DAYS} days, or none for ever.")
        try:
            scopes: list[Scope] = ["read" if read else "chat"]
            with transaction.atomic():
                made = write_now(tokens.make, user.pk, name=name, days=days, scopes=scopes)
                record(None, "token.make", None, username, user=user.pk, token=made.token.id)
        except Refusal as refusal:
            raise CommandError(words(refusal, get_language() or "en")) from None
        self.stdout.write(made.secret)
