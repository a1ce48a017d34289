"""The terminal, file or pipe that a report goes to: what it can show, how its reader leaves."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.core.management.base import CommandError

from chatsite.wss.doctor.catalogue import Check
from chatsite.wss.doctor.report.columns import wrap
from chatsite.wss.doctor.report.rows import MARKS
from chatsite.wss.doctor.report.text import ARROW, Report

WIDEST = 100  # columns that are still read with ease
NOT_WRITTEN = 2
INTERRUPTED, CLOSED = 130, 141  # as shells have it: 128 and the number of the signal
CLEAR = "\r\x1b[K"


class Terminal:
    """Where lines are written at once, and on a real terminal also what runs at the moment."""

    def __init__(self, stream, no_color=False, force_color=False):
        self.stream = stream
        self.live = stream.isatty() and os.environ.get("TERM") != "dumb"
        silent = no_color or os.environ.get("NO_COLOR")  # https://no-color.org
        self.colored = force_color or (self.live and not silent)
        with suppress(AttributeError):  # of a stream in memory
            stream.reconfigure(errors="replace")

    def report(self):
        """An empty report that suits this terminal."""
        room = min(shutil.get_terminal_size().columns, WIDEST)
        return Report(room=room, colored=self.colored, plain=not self.shows(ARROW, *MARKS.values()))

    def shows(self, *characters: str) -> bool:
        """Whether these can be written in the terminal's encoding."""
        try:
            "".join(characters).encode(getattr(self.stream, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return False
        return True

    def say(self, lines: Iterable[str]) -> None:
        self.stream.write("".join(f"{line}\n" for line in lines), ending="")
        self.stream.flush()

    def running(self, check: Check) -> None:
        """Show that this check is being made, until something is said."""
        if self.live:
            room = shutil.get_terminal_size().columns - 5
            title = next(wrap(f"{check.id} {check.title}", room))
            self.stream.write(f"{CLEAR}  … {title}", ending="")
            self.stream.flush()

    def clear(self) -> None:
        """Take away what `running` showed."""
        if self.live:
            self.stream.write(CLEAR, ending="")

    @contextmanager
    def left(self) -> Iterator[None]:
        """Ends the program quietly where its reader presses Ctrl-C or closes the pipe.

        Errors of the network are findings, and never come here.
        """
        try:
            yield
        except KeyboardInterrupt:
            self.clear()
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            forget()
            sys.exit(CLOSED)
        except OSError as error:  # of the disk, of a file that it is written to
            forget()
            reason = f"The report cannot be written: {error.strerror}."
            raise CommandError(reason, returncode=NOT_WRITTEN) from None


def forget() -> None:
    """Drop what is not written yet: Python would try again at its end, and show a traceback."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
