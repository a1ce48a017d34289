"""What the processes of a site do by themselves, one of them for all."""

from datetime import timedelta

from django.db import models
from django.utils import timezone


class ChoreQuerySet(models.QuerySet["Chore"]):
    """Questions about chores."""

    def claim(self, name: str, every: timedelta) -> bool:
        """Whether it is due, and this caller's alone until it is due again."""
        now = timezone.now()
        self.get_or_create(name=name, defaults={"due": now})
        return self.filter(name=name, due__lte=now).update(due=now + every) == 1


class Chore(models.Model):
    """Something that is to be done now and then. Who fails at it has it done at the next time."""

    name = models.CharField(max_length=40, primary_key=True)
    due = models.DateTimeField()

    objects = ChoreQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
