"""manage.py createaccount: somebody new, until people can sign up by themselves."""

import secrets

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from chat.actions.audit import record
from chat.lines import one_line
from chat.models import User


class Command(BaseCommand):
    help = "Makes an account and prints its password, which is shown only now. A bot has none."

    def add_arguments(self, parser):
        parser.add_argument("username", help="as in @username")
        parser.add_argument("--name", default="", help="what others see (default: the username)")
        parser.add_argument("--bot", action="store_true", help="a program: it signs in by token")

    def handle(self, *, username, name, bot, **options):
        password = None if bot else secrets.token_urlsafe(12)
        user = User(username=username, display_name=one_line(name), is_bot=bot)
        user.set_password(password)
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        with transaction.atomic():
            user.save()
            record(None, "user.make", None, username, user=user.pk, bot=bot)
        self.stdout.write(password or f"Now: manage.py createtoken {username}")
