"""manage.py clearguests: guests who stayed away are forgotten."""

from django.core.management.base import BaseCommand

from chat.actions import guests
from chat.journal import write_now


class Command(BaseCommand):
    help = (
        "Forgets guests who have not come for a month: they leave their rooms. What they have said "
        "stays, under their name; who has said nothing leaves no trace. The server does it by "
        "itself once a day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=guests.DAYS, help="instead of %(default)s")

    def handle(self, *, days, verbosity, **options):
        stale = guests.stale(days)
        for guest in stale:  # each alone: it locks all of their rooms
            write_now(guests.forget, guest)
        if verbosity:
            self.stdout.write(f"{len(stale)} guests are forgotten.")
