"""How much somebody may do, and how often. Pure: the caller brings the time."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What the chat allows: the setting CHAT_LIMITS, told to each client in its welcome."""

    body: int = 4000  # characters of a message
    posts: int = 10  # messages that a person may post at once …
    posts_per_second: float = 1.0  # … and for long; 0: no limit
    commands: int = 50  # commands of a socket within ten seconds; 0: no limit
    sockets: int = 20  # of a person, on one process; 0: no limit
    attachments: int = 10  # of a message
    attachment_bytes: int = 25_000_000


class Bucket:
    """Lets `rate` things a second pass, and after a rest `burst` at once.

    A rate of 0 lets everything pass.
    """

    __slots__ = ("burst", "rate", "refused", "seen", "tokens")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self.rate, self.burst = rate, max(burst, 1.0)
        self.tokens = self.burst
        self.seen = now
        self.refused = 0  # in a row

    def take(self, now: float) -> float:
        """Seconds until the next one may pass: 0 when this one does, at monotonic time `now`."""
        if not self.rate:
            return 0.0
        self.tokens = self.filled(now)
        self.seen = now
        if self.tokens < 1:
            self.refused += 1
            return math.ceil((1 - self.tokens) / self.rate * 1000) / 1000
        self.tokens -= 1
        self.refused = 0
        return 0.0

    def filled(self, now: float) -> float:
        """How many may pass at once at this time."""
        return min(self.burst, self.tokens + (now - self.seen) * self.rate)
