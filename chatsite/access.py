"""What the site adds to its server: the form of the access log, words for what is too big."""

import logging
import re
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, parse_cookie

from chat import chores
from chat.actions import tokens, webhooks
from chat.metrics import counts
from chat.protocol.frames import Refusal
from chat.refusals import refused
from chatsite.logs import json_formatter
from chatsite.wss.requests import TOO_LARGE
from chatsite.wss.server import Server
from chatsite.wss.transport import refusal

FIELDS = ("client", "method", "path", "status", "size", "time_taken")
# Of webhooks and invites, which stand in addresses; of tokens, which must not but once will.
SECRET = re.compile(rf"({webhooks.PREFIX}|{tokens.PREFIX}|/join/)[\w-]{{20,}}")
WISHES = (b"accept-language", b"cookie")


class LoggedServer(Server):
    """Our server, whose access log is JSON where the log is, and which refuses as the chat does."""

    def __init__(self, application, *, action_logger=None, **options):
        if action_logger and settings.LOG_FORMAT == "json":
            action_logger = AccessLog(action_logger.stream)
        super().__init__(application, action_logger=action_logger, **options)

    def serve(self):
        """Serve until it ends, and do meanwhile what a site does by itself."""
        self.chores = self.loop.create_task(chores.follow())
        super().serve()

    def refusal_of_body(self, status, headers):
        too_big = Refusal("too_big", limit=self.largest_body)
        why = too_big if status == TOO_LARGE else Refusal("no_room")
        told = refused(request_with(headers), why)
        line = f"{told.status_code} {told.reason_phrase}"
        return refusal(line, told.content.decode(), "application/json")

    def log_action(self, protocol, action, details):
        if "time_taken" in details:
            counts.request.add(details["time_taken"])
        path = without_secrets(details["path"])
        super().log_action(protocol, action, {**details, "path": path})


def request_with(headers):
    """A request of whoever sent these headers, as far as it tells their language."""
    request = HttpRequest()
    first = {name: headers.getRawHeaders(name, [b""])[0].decode("latin-1") for name in WISHES}
    request.META["HTTP_ACCEPT_LANGUAGE"] = first[b"accept-language"]
    request.COOKIES = parse_cookie(first[b"cookie"])
    return request


def without_secrets(path):
    """A path as it may be logged: the address of a webhook or an invite is all that it takes."""
    plain = unquote(path)
    return quote(SECRET.sub(r"\1***", plain), "/?&=*") if SECRET.search(plain) else path


class AccessLog:
    """Writes each request that is answered, and each step of a socket, as an event."""

    def __init__(self, stream):
        self.stream = stream
        self.formatter = json_formatter()

    def __call__(self, protocol, action, details):
        fields = {name: details[name] for name in FIELDS if name in details}
        record = logging.makeLogRecord(
            {"name": "access", "levelname": "INFO", "msg": f"{protocol} {action}", **fields}
        )
        self.stream.write(self.formatter.format(record) + "\n")
