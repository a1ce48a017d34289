"""Counts that stop: what is shown as "100" is not counted to a million."""

from django.db import models


class BoundedCount(models.Subquery):
    """How many rows a sliced subquery has: `BoundedCount(rows[:100])` reads 100 of them at most."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()
