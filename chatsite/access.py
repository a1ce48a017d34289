"""The access log of Daphne's --access-log, in the format of all else that the site logs."""

import logging

from django.conf import settings

from chatsite.logs import json_formatter
from chatsite.wss.server import Server

FIELDS = ("client", "method", "path", "status", "size", "time_taken")


class LoggedServer(Server):
    """Our server, whose access log is JSON where the log is."""

    def __init__(self, application, *, action_logger=None, **options):
        if action_logger and settings.LOG_FORMAT == "json":
            action_logger = AccessLog(action_logger.stream)
        super().__init__(application, action_logger=action_logger, **options)


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
