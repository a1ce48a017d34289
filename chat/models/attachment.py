"""Files that people send along with a message."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.models.message import Message
from chat.models.room import Room


class Attachment(models.Model):
    """A file in a room: uploaded first, and a part of a message once one is posted with it.

    `file` and `thumbnail` are names of ours in the storage; `name` is what its owner calls it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    room = models.ForeignKey(Room, models.CASCADE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    message = models.ForeignKey(Message, models.CASCADE, null=True)
    name = models.CharField(_("name"), max_length=200)
    type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size"))
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    file = models.CharField(max_length=100, editable=False)
    thumbnail = models.CharField(max_length=100, blank=True, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("attachment"), _("attachments")
        indexes = [
            # Those that never became a part of a message are cleared away.
            models.Index(
                fields=["created"],
                condition=models.Q(message=None),
                name="attachment_unposted",
            )
        ]

    def __str__(self) -> str:
        return self.name
