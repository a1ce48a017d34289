"""How much somebody may do, and how often. Pure: the caller brings the time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What the chat allows: the setting CHAT_LIMITS, told to each client in its welcome."""

    body: int = 4000  # characters of a message
    posts: int = 10  # messages that a person may post at once …
    posts_per_second: float = 1.0  # … and for long; 0: no limit
    commands: int = 50  # commands of a socket within ten seconds; 0: no limit
    sockets: int = 20  # of a person
    attachments: int = 10  # of a message
    attachment_bytes: int = 25_000_000


class Bucket:
    """Lets `rate` things a second pass, and after a rest a burst of ten seconds' worth.

    A rate of 0 lets everything pass.
    """

    SECONDS = 10

    __slots__ = ("rate", "refused", "seen", "tokens")

    def __init__(self, rate: int, now: float) -> None:
        self.rate = rate
        self.tokens = float(rate * self.SECONDS)
        self.seen = now
        self.refused = 0

    def take(self, now: float) -> float:
        """Seconds until the next one may pass: 0 when this one does, at monotonic time `now`."""
        if not self.rate:
            return 0.0
        full = self.rate * self.SECONDS
        self.tokens = min(full, self.tokens + (now - self.seen) * self.rate)
        self.seen = now
        if self.tokens < 1:
            self.refused += 1
            return (1 - self.tokens) / self.rate
        self.tokens -= 1
        self.refused = 0
        return 0.0
