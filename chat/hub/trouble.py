"""Trouble that goes on is logged when it begins, when it changes its kind, and when it is over."""

import logging

from chat.protocol.frames import Refusal


class Trouble:
    """One thing that may go wrong again and again."""

    def __init__(self, logger: logging.Logger, what: str) -> None:
        self.logger, self.what = logger, what
        self.kind: str | None = None

    def met(self, error: Exception) -> None:
        """It has gone wrong."""
        expected = isinstance(error, Refusal)  # the database is away; anything else is a fault
        source = error.__cause__ or error
        kind = f"{type(source).__name__}: {source}".strip()
        if kind != self.kind:
            trace = None if expected else error
            self.logger.error("%s: %s. Trying again.", self.what, kind, exc_info=trace)
        self.kind = kind

    def over(self) -> None:
        """It went well."""
        if self.kind:
            self.logger.warning("That is over: %s.", self.kind)
        self.kind = None
