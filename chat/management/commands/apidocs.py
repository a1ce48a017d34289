"""manage.py apidocs: writes docs/openapi.json anew."""

from django.conf import settings
from django.core.management.base import BaseCommand

from chat.api.document import encoded


class Command(BaseCommand):
    help = "Writes the OpenAPI document of the HTTP API to docs/openapi.json."

    def handle(self, *args, **options):
        file = settings.BASE_DIR / "docs" / "openapi.json"
        file.write_text(encoded())
        self.stdout.write(f"Written: {file}")
