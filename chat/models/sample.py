"""What the processes of the site have counted, minute by minute; older minutes together."""

from django.db import models

from chat.metrics.counts import NUMBERS, TIMES, Counts


class Sample(models.Model):
    """So many minutes of one process; of all processes where older ones were put together."""

    at = models.DateTimeField(db_index=True)  # the beginning
    minutes = models.PositiveSmallIntegerField(default=1)
    process = models.CharField(max_length=100, blank=True)  # the name of its link
    posts = models.BigIntegerField(default=0)
    refusals = models.BigIntegerField(default=0)
    deliveries = models.BigIntegerField(default=0)
    sockets = models.BigIntegerField(default=0)  # that were opened
    socket_minutes = models.BigIntegerField(default=0)  # how many were open, for how long
    times = models.JSONField(default=dict)  # the buckets of histograms, by their names

    class Meta:
        default_permissions = ["view"]
        permissions = [
            ("view_sockets", "Can see all open sockets"),
            ("close_sockets", "Can close open sockets"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.process}".strip()

    def take(self, counts: Counts) -> "Sample":
        """Hold what was counted."""
        for name in NUMBERS:
            setattr(self, name, getattr(counts, name))
        self.times = {name: getattr(counts, name).buckets for name in TIMES}
        return self
