"""How fast each person may do what others hear of, and each address what lets somebody in: over all
sockets and the HTTP API of this process.
"""

import time
from collections.abc import Callable, Hashable

from django.conf import settings

from chat.limits import Bucket
from chat.protocol.frames import Refusal

FEW = 1000  # people who may be remembered before those who rest are forgotten


class Rates:
    """A bucket for each who has done it lately, by id or address; `allowed` gives how often a
    second, and how often at once.
    """

    def __init__(self, allowed: Callable[[], tuple[float, float]]) -> None:
        self.allowed = allowed
        self.buckets: dict[Hashable, Bucket] = {}
        self.most = FEW

    def take(self, who: Hashable) -> None:
        """Count one; raises Refusal for one too many."""
        (rate, burst), now = self.allowed(), time.monotonic()
        if not rate:
            return
        bucket = self.buckets.get(who)
        if bucket is None:
            bucket = self.buckets[who] = Bucket(rate, burst, now)
            self.forget(now)
        if wait := bucket.take(now):
            raise Refusal("too_fast", wait)

    def forget(self, now: float) -> None:
        """Forget those who might do it as often as anybody new."""
        if len(self.buckets) > self.most:
            rest = self.buckets.items()
            self.buckets = {who: each for who, each in rest if each.filled(now) < each.burst}
            self.most = FEW + 2 * len(self.buckets)


posts = Rates(lambda: (settings.CHAT_LIMITS.posts_per_second, settings.CHAT_LIMITS.posts))
profiles = Rates(lambda: (1 / 60, 10))  # names and pictures: all of somebody's rooms hear of each
passwords = Rates(lambda: (1 / 60, 5))  # tries of who has come in by one already
logins = Rates(lambda: (0.5, 30))  # of mini-programs: a phone network has few addresses
