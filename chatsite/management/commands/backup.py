"""manage.py backup FILE: the whole site in one file, while it runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from chatsite.backup.archive import Unusable, manifest
from chatsite.backup.saving import save


class Command(BaseCommand):
    help = (
        "Writes the site as it is at this moment to a file that is not there yet: everything in "
        "the database, the files that people have sent, the key for pushing. People may go on. "
        "The file has personal data in it and is readable for its owner alone. Not in it: .env, "
        "certificates, and sessions: everybody signs in anew after a restore."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="as chatsite-2026-11-28.tar.gz")
        parser.add_argument(
            "--verify", action="store_true", help="read this backup and say whether it is whole"
        )

    def handle(self, *, file, verify, verbosity, **options):
        try:
            told = manifest(file) if verify else save(file, self.progress(verbosity))
        except FileExistsError:
            raise CommandError(f"{file} is there already. Give a name that is new.") from None
        except (OSError, Unusable) as error:
            raise CommandError(f"{error}" if verify else f"Nothing was written: {error}") from None
        if verbosity:
            self.stdout.write(f"{file}: {summary(told)}")

    def progress(self, verbosity):
        """Says what is being saved, to whoever wants to hear it."""
        return self.stderr.write if verbosity > 1 else lambda _: None


def summary(told):
    """What there is in a backup, in a line."""
    tables = {name: table["rows"] for name, table in told["tables"].items()}
    counts = f"{tables['chat.user']} people, {tables['chat.room']} rooms"
    counts += f", {tables['chat.message']} messages, {told['files']} files"
    gone = f" ({len(told['gone'])} were deleted meanwhile)" if told["gone"] else ""
    return f"{counts}{gone}, as of {told['made']}"
