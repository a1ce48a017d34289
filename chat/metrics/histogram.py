"""How long things took: counted in buckets, which add up over minutes and processes."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.5)
# Seconds up to which each bucket goes; the last one has no end.
BOUNDS = (*(step / 10**power for power in (4, 3, 2, 1, 0) for step in STEPS), 10.0, 30.0)
ROUNDING = 1e-6  # of one duration: 7 of 100 are 7, though 0.07 × 100 is more
LONGEST = 60.0  # what the last bucket is taken for


class Histogram:
    """So many durations in each bucket."""

    __slots__ = ("buckets",)

    def __init__(self, buckets: Iterable[int] = ()) -> None:
        self.buckets = list(buckets) or [0] * (len(BOUNDS) + 1)

    def add(self, seconds: float) -> None:
        """Something took so long."""
        self.buckets[bisect_left(BOUNDS, seconds)] += 1

    def merge(self, other: "Histogram") -> None:
        """Count in all that the other one has counted."""
        self.buckets = [a + b for a, b in zip(self.buckets, other.buckets, strict=True)]

    def since(self, earlier: "Histogram") -> "Histogram":
        """What has come after an earlier look at the same one."""
        return Histogram(a - b for a, b in zip(self.buckets, earlier.buckets, strict=True))

    @property
    def total(self) -> int:
        """How many durations there are."""
        return sum(self.buckets)

    def percentile(self, share: float) -> float | None:
        """Seconds within which this share of them was done, as exactly as a bucket is wide."""
        wanted = share * self.total - ROUNDING
        for low, high, count in self.spans():
            if count and wanted <= count:
                return low + (high - low) * max(0.0, wanted) / count
            wanted -= count
        return None

    def spans(self) -> Iterator[tuple[float, float, int]]:
        """Each bucket with its beginning and its end."""
        edges = pairwise((0.0, *BOUNDS, LONGEST))
        for (low, high), count in zip(edges, self.buckets, strict=True):
            yield low, high, count
