"""What is logged: at a terminal lines of text for people, elsewhere JSON, one event a line.

In JSON nothing of another form stands between: what a library prints, a warning, a traceback and
the sentence of a refused start are events, too.
"""

import io
import json
import logging
import sys
import threading

from django.core.management.base import OutputWrapper
from structlog import dev, processors, stdlib

from chatsite.env import Refused

ALWAYS = ("time", "level", "logger", "event")

logger = logging.getLogger(__name__)


def fitting():
    """The format for whoever reads standard error: `text` at a terminal, `json` elsewhere."""
    return "text" if sys.stderr and sys.stderr.isatty() else "json"


def form(text):
    """The format that LOG_FORMAT asks for."""
    if text not in ("json", "text"):
        raise Refused(f"json or text, not {text!r}")
    return text


def configuration(form):
    """Django's LOGGING in this format; the level is left to the command that runs."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"told_in_a_line": {"()": "chatsite.hosts.ToldInALine"}},
        "formatters": {"ours": {"()": json_formatter if form == "json" else text_formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "ours"}},
        "root": {"handlers": ["stderr"]},
        "loggers": {
            "django": {"level": "INFO"},  # without handlers of its own, which say all twice
            # The hub says once that the channel layer is away; these would say it every second.
            "channels_redis.pubsub": {"level": "CRITICAL"},
            "django.security.DisallowedHost": {"filters": ["told_in_a_line"]},
        },
    }


# ---- The two formats -----------------------------------------------------------------------------


def json_formatter():
    """Objects with time (UTC), level, logger, event; `exception` and extra fields where given."""
    return stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            stdlib.ExtraAdder(),
            processors.TimeStamper(fmt="iso", utc=True, key="time"),
            stdlib.add_log_level,
            stdlib.add_logger_name,
        ],
        processors=[
            stdlib.ProcessorFormatter.remove_processors_meta,
            processors.StackInfoRenderer(),
            processors.format_exc_info,
            ordered,
            processors.JSONRenderer(serializer=line),
        ],
    )


def ordered(_logger, _method, event):
    """What every event has comes first, for the eye of whoever reads the raw lines."""
    return {name: event.pop(name) for name in ALWAYS} | event


def line(event, default):
    """ASCII, which can be written whatever the stream's encoding is and a client has sent."""
    return json.dumps(event, default=repr, skipkeys=True)


def text_formatter():
    """Time, level and sentence: coloured and short at a terminal, with the date in a file."""
    terminal = bool(sys.stderr) and sys.stderr.isatty()
    stamp = "%H:%M:%S" if terminal else "%Y-%m-%d %H:%M:%S"
    return stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            processors.TimeStamper(fmt=stamp, utc=False),
            stdlib.add_log_level,
        ],
        processors=[
            stdlib.ProcessorFormatter.remove_processors_meta,
            dev.ConsoleRenderer(
                colors=terminal, pad_event_to=0, exception_formatter=dev.plain_traceback
            ),
        ],
    )


# ---- A server's whole output ---------------------------------------------------------------------


def begin(form, level=None, command=None):
    """From now on all that this process says has one form; `command` is Django's that runs it."""
    if level is not None:
        logging.getLogger().setLevel(level)
    if form != "json" or isinstance(sys.stderr, Lines):
        return
    logging.captureWarnings(True)
    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, in_thread, unraisable
    sys.stdout, sys.stderr = Lines(sys.stdout, logging.INFO), Lines(sys.stderr, logging.ERROR)
    if command:
        wrapped = map(OutputWrapper, (sys.stdout, sys.stderr))  # type: ignore[arg-type]
        command.stdout, command.stderr = wrapped


def uncaught(kind, error, trace):
    logger.critical("The program ends: %s", kind.__name__, exc_info=(kind, error, trace))


def in_thread(args):
    error = (args.exc_type, args.exc_value, args.exc_traceback)
    logger.critical("A thread ends: %s", args.exc_type.__name__, exc_info=error)


def unraisable(args):
    error = (args.exc_type, args.exc_value, args.exc_traceback)
    logger.error("%s: %r", args.err_msg or "Exception ignored in", args.object, exc_info=error)


class Lines(io.TextIOBase):
    """A standard stream each line of which becomes an event."""

    def __init__(self, stream, level):
        self.stream, self.level = stream, level
        self.rest = ""
        self.here = threading.local()

    def write(self, text):
        if getattr(self.here, "logging", False):  # the log cannot be written, and says so here
            return self.stream.write(text)
        *lines, self.rest = (self.rest + text).split("\n")
        self.here.logging = True
        try:
            for said in filter(None, map(str.strip, lines)):
                logger.log(self.level, "%s", said)
        finally:
            self.here.logging = False
        return len(text)

    def writable(self):
        return True

    def fileno(self):
        return self.stream.fileno()

    def flush(self):
        self.stream.flush()
