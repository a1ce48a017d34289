"""manage.py clearfiles: what the server also does by itself once a day."""

from django.core.management.base import BaseCommand

from chat.attachments.clearing import clear


class Command(BaseCommand):
    help = (
        "Deletes files that were uploaded more than a day ago and are in no message, those of "
        "deleted messages, and pictures of people that are nobody's any more. The server does it "
        "by itself once a day."
    )

    def handle(self, *, verbosity, **options):
        cleared = clear()
        if verbosity:
            self.stdout.write(f"{cleared.rows} uploads and {cleared.files} files are gone.")
