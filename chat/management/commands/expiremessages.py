"""manage.py expiremessages: what the server also does by itself once an hour."""

from django.core.management.base import BaseCommand

from chat.chores import expire_rooms_now


class Command(BaseCommand):
    help = (
        "Purges the messages that are older than their rooms keep them, with their files. The "
        "server does it by itself once an hour; it may run at the same time."
    )

    def handle(self, *, verbosity, **options):
        gone = expire_rooms_now()
        if verbosity:
            self.stdout.write(f"{gone} messages are gone.")
