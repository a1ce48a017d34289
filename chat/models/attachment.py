"""Files that people send along with a message."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.models.message import Message
from chat.models.room import Room


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Questions about files."""

    def open_to(self, user: int) -> "AttachmentQuerySet":
        """The files that this user may have: those of the messages in their rooms, and their own
        that are in no message yet.
        """
        posted = models.Q(message__isnull=False, message__deleted=None)
        mine = models.Q(message=None, owner=user)
        return self.filter(posted | mine, room__member__user=user)

    def unposted_of(self, user: int) -> "AttachmentQuerySet":
        """This user's that are in no message yet."""
        return self.filter(owner=user, message=None)

    def needless(self, before: datetime) -> "AttachmentQuerySet":
        """Those that came before this time and are in no message, or whose message was deleted
        before it: until then, that can be undone.
        """
        never = models.Q(message=None, created__lt=before)
        return self.filter(never | models.Q(message__deleted__lt=before))


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

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("attachment"), _("attachments")
        indexes = [
            # Those that never became a part of a message are cleared away.
            models.Index(
                fields=["created"],
                condition=models.Q(message=None),
                name="attachment_unposted",
            ),
            # How much somebody has sent within the last hour.
            models.Index(fields=["owner", "created"], name="attachment_recent"),
        ]

    def __str__(self) -> str:
        return self.name
