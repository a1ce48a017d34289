"""Messages: the log of a room, and what hangs on a message."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.models.room import Room
from chat.models.user import User


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about a room's log."""

    def whole(self) -> "MessageQuerySet":
        """With everything that `protocol.Message` tells, in a fixed number of queries."""
        related = ("reaction_set", "attachment_set", "mention_set")
        return self.select_related("author").defer("words").prefetch_related(*related)

    def changed_after(self, rev: int) -> "MessageQuerySet":
        """The messages that changed after this position, in the order of their latest change."""
        return self.filter(rev__gt=rev).order_by("rev")

    def before(self, seq: int) -> "MessageQuerySet":
        """The messages posted before this position, the newest first."""
        return self.filter(seq__lt=seq).order_by("-seq")

    def after(self, seq: int) -> "MessageQuerySet":
        """The messages posted after this position, the oldest first."""
        return self.filter(seq__gt=seq).order_by("seq")


class Message(models.Model):
    """What somebody said: known by the position at which it was posted, `seq`; `rev` is that of its
    latest change. A deleted message keeps its position and loses its content.
    """

    # message_position begins so
    room = models.ForeignKey(Room, models.CASCADE, db_index=False, verbose_name=_("room"))
    seq = models.BigIntegerField(_("position"))
    rev = models.BigIntegerField()
    # message_by_author begins so
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        db_index=False,
        verbose_name=_("author"),
    )
    client_id = models.UUIDField()
    body = models.TextField(_("text"))
    html = models.TextField(editable=False)
    words = models.TextField(editable=False)  # what the search looks at: `text.searchable(body)`
    reply_to = models.BigIntegerField(_("reply to"), null=True, editable=False)
    created = models.DateTimeField(_("created"))
    edited = models.DateTimeField(_("edited"), null=True, editable=False)
    deleted = models.DateTimeField(_("deleted"), null=True, editable=False)
    pinned = models.DateTimeField(_("pinned"), null=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("message"), _("messages")
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="message_position"),
            # In this order: the ids of a batch are looked up without trying each with each author.
            models.UniqueConstraint(fields=["client_id", "author"], name="message_said_once"),
        ]
        indexes = [
            models.Index(fields=["room", "rev"], name="message_changes"),
            models.Index(
                fields=["room", "reply_to", "seq"],
                condition=models.Q(reply_to__isnull=False),
                name="message_replies",
            ),
            models.Index(
                fields=["room", "pinned"],
                condition=models.Q(pinned__isnull=False),
                name="message_pins",
            ),
            models.Index(fields=["author", "id"], name="message_by_author"),
            models.Index(
                fields=["id"],
                condition=models.Q(deleted__isnull=False),
                name="message_deleted",
            ),
        ]
        permissions = [
            ("purge_message", _("Can remove messages for good")),
            ("export_message", _("Can export messages")),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.seq}"


class Edit(models.Model):
    """What a message said before it was edited or deleted."""

    message = models.ForeignKey(Message, models.CASCADE)
    body = models.TextField(_("text"))
    at = models.DateTimeField(_("replaced"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("earlier text"), _("earlier texts")


class Reaction(models.Model):
    """An emoji that somebody gave to a message."""

    message = models.ForeignKey(Message, models.CASCADE, db_index=False)  # reaction_once begins so
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    emoji = models.CharField(_("emoji"), max_length=64)

    class Meta:
        verbose_name, verbose_name_plural = _("reaction"), _("reactions")
        constraints = [
            models.UniqueConstraint(fields=["message", "user", "emoji"], name="reaction_once")
        ]


class Mention(models.Model):
    """A member whom a message names; room and seq are the message's, to count without joining."""

    message = models.ForeignKey(Message, models.CASCADE, db_index=False)  # mention_once begins so
    # mention_unread begins so
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    room = models.ForeignKey(Room, models.CASCADE)
    seq = models.BigIntegerField()

    class Meta:
        verbose_name, verbose_name_plural = _("mention"), _("mentions")
        constraints = [models.UniqueConstraint(fields=["message", "user"], name="mention_once")]
        indexes = [models.Index(fields=["user", "room", "seq"], name="mention_unread")]


def has_spoken(user: User) -> bool:
    """Whether something of this user's is in the log of a room."""
    said = Message.objects.filter(author=user), Reaction.objects.filter(user=user)
    return any(rows.exists() for rows in said)
