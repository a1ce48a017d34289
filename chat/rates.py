"""How fast each person may post: over all their sockets and the HTTP API of this process."""

import time

from django.conf import settings

from chat.limits import Bucket
from chat.protocol.frames import Refusal

FEW = 1000  # people who may be remembered before those who rest are forgotten


class Posts:
    """A bucket for each person who has posted lately."""

    def __init__(self) -> None:
        self.buckets: dict[int, Bucket] = {}
        self.most = FEW

    def take(self, user: int) -> None:
        """Count a post; raises Refusal for one too many."""
        limits, now = settings.CHAT_LIMITS, time.monotonic()
        if not limits.posts_per_second:
            return
        bucket = self.buckets.get(user)
        if bucket is None:
            bucket = self.buckets[user] = Bucket(limits.posts_per_second, limits.posts, now)
            self.forget(now)
        if wait := bucket.take(now):
            raise Refusal("too_fast", wait)

    def forget(self, now: float) -> None:
        """Forget those who might post as much as anybody new."""
        if len(self.buckets) > self.most:
            rest = self.buckets.items()
            self.buckets = {user: each for user, each in rest if each.filled(now) < each.burst}
            self.most = FEW + 2 * len(self.buckets)


posts = Posts()
