"""`manage.py asyncapi`: the socket's document, for docs/asyncapi.json and for tools."""

import json

from django.core.management.base import BaseCommand

from chat.protocol.asyncapi import document


class Command(BaseCommand):
    help = "Print the AsyncAPI document of chat.v1, as docs/asyncapi.json has it."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        self.stdout.write(json.dumps(document(), indent=1, ensure_ascii=False))
