"""What the site adds to its server: the form of the access log, words for what is too big."""

import logging
from http import HTTPStatus

import msgspec
from django.conf import settings
from django.http import HttpRequest, parse_cookie
from django.utils.translation import get_language_from_request

from chat.protocol.frames import Refusal
from chat.protocol.replies import Refused
from chat.wording import words
from chatsite.logs import json_formatter
from chatsite.wss.requests import TOO_LARGE
from chatsite.wss.server import Server
from chatsite.wss.transport import refusal

FIELDS = ("client", "method", "path", "status", "size", "time_taken")
WISHES = (b"accept-language", b"cookie")


class LoggedServer(Server):
    """Our server, whose access log is JSON where the log is, and which refuses as the chat does."""

    def __init__(self, application, *, action_logger=None, **options):
        if action_logger and settings.LOG_FORMAT == "json":
            action_logger = AccessLog(action_logger.stream)
        super().__init__(application, action_logger=action_logger, **options)

    def refusal_of_body(self, status, headers):
        too_big = Refusal("too_big", limit=self.largest_body)
        refused = too_big if status == TOO_LARGE else Refusal("no_room")
        text = words(refused, language(headers))
        body = msgspec.json.encode(Refused(error=refused.code, text=text)).decode()
        return refusal(f"{status} {HTTPStatus(status).phrase}", body, "application/json")


def language(headers):
    """The language of whoever sent these headers."""
    request = HttpRequest()
    first = {name: headers.getRawHeaders(name, [b""])[0].decode("latin-1") for name in WISHES}
    request.META["HTTP_ACCEPT_LANGUAGE"] = first[b"accept-language"]
    request.COOKIES = parse_cookie(first[b"cookie"])
    return get_language_from_request(request)


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
