"""The counters of a process, and how long what it does takes."""

from copy import deepcopy
from dataclasses import dataclass, field

from chat.metrics.histogram import Histogram

NUMBERS = ("posts", "refusals", "deliveries", "sockets")
TIMES = ("commit", "delivery", "layer", "request")


@dataclass(slots=True)
class Counts:
    """Numbers that only grow, and durations."""

    posts: int = 0  # messages kept
    refusals: int = 0  # of commands and requests
    deliveries: int = 0  # events written to sockets
    sockets: int = 0  # that were opened
    commit: Histogram = field(default_factory=Histogram)  # of a post, until it is on disk
    delivery: Histogram = field(default_factory=Histogram)  # of a post, until all here have it
    layer: Histogram = field(default_factory=Histogram)  # through the channel layer and back
    request: Histogram = field(default_factory=Histogram)  # over HTTP, until it is answered

    def copy(self) -> "Counts":
        """How it stands now."""
        return deepcopy(self)

    def since(self, earlier: "Counts") -> "Counts":
        """What has come after an earlier look at the same ones."""
        numbers = {name: getattr(self, name) - getattr(earlier, name) for name in NUMBERS}
        times = {name: getattr(self, name).since(getattr(earlier, name)) for name in TIMES}
        return Counts(**numbers, **times)
