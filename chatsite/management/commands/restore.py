"""manage.py restore FILE: this site becomes what a backup says."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chat.models import Token
from chatsite.backup.archive import Unusable
from chatsite.backup.restoring import restore, valid_tokens
from chatsite.management.commands.backup import summary


class Command(BaseCommand):
    help = (
        "Puts the site of a backup in place of this one, which must not run meanwhile. A backup of "
        "an older version is brought up to date; the database may be another kind than the one "
        "that was backed up. Everybody signs in anew, and every client takes up each room afresh."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--force", action="store_true", help="replace people and messages that are here"
        )
        parser.add_argument(
            "--revoke-tokens",
            action="store_true",
            help="let no access token of the backup in: some may have been revoked since",
        )

    def handle(self, *, file, force, revoke_tokens, verbosity, **options):
        say = self.stderr.write if verbosity > 1 else lambda _: None
        try:
            told = restore(file, force, say)
        except (OSError, Unusable) as error:
            raise CommandError(f"Nothing was restored: {error}") from None
        if revoke_tokens:
            Token.objects.filter(revoked=None).update(revoked=timezone.now())
        if verbosity:
            self.stdout.write(f"Restored: {summary(told)}.")
            self.stdout.write(since(told["made"]))


def since(made):
    """What nobody can know who reads a backup, and somebody has to look after."""
    text = f"What was decided after {made} is undone: bans, revoked tokens, erased people."
    if tokens := valid_tokens():
        text += f" {tokens} access tokens let people in (--revoke-tokens ends all of them)."
    return text
