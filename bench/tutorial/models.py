"""The message that the tutorial's chat saves here, as its readers would add it."""

from django.db import models


class Message(models.Model):
    """What somebody said in a room."""

    room = models.CharField(max_length=100, db_index=True)
    body = models.TextField()
    created = models.DateTimeField(auto_now_add=True)
