"""manage.py apidocs: writes docs/openapi.json and docs/asyncapi.json anew."""

from django.conf import settings
from django.core.management.base import BaseCommand

from chat.api import document as http
from chat.protocol import asyncapi as socket


class Command(BaseCommand):
    help = "Writes the documents of the HTTP API and of the socket into docs/."

    def handle(self, *args, **options):
        for name, written in (("openapi", http.encoded()), ("asyncapi", socket.encoded())):
            file = settings.BASE_DIR / "docs" / f"{name}.json"
            file.write_text(written)
            self.stdout.write(f"Written: {file}")
