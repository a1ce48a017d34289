"""What this process has done since it began: `counts`, written wherever something is done.

Nothing here is ever reset: whoever wants to know of a minute looks twice (`Counts.since`).
"""

from chat.metrics.counts import Counts
from chat.metrics.histogram import Histogram

__all__ = ["Counts", "Histogram", "counts"]

counts = Counts()
