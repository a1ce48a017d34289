"""Rooms: a log of messages, and who may read it."""

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from chat.models.user import User


def new_epoch() -> str:
    """A name for a history, so that another one under the same numbers is told apart."""
    return secrets.token_hex(8)


class RoomQuerySet(models.QuerySet["Room"]):
    """Questions about rooms."""

    def open_to(self, user: int) -> "RoomQuerySet":
        """The rooms whose messages this user may read: those of which they are a member."""
        return self.filter(member__user=user)

    def joinable_by(self, user: int) -> "RoomQuerySet":
        """The public rooms, and those that are open to this user already."""
        mine = models.Exists(Member.objects.filter(room=models.OuterRef("pk"), user=user))
        return self.filter(models.Q(kind=Room.Kind.PUBLIC) | mine)


class Room(models.Model):
    """A place where its members talk: public, private, or direct between a few people.

    `seq` is the position of its log: it grows by 1 with every change of any message in it.
    `version` grows with every change of the room itself or of its members.
    """

    class Kind(models.TextChoices):
        PUBLIC = "public", _("public")
        PRIVATE = "private", _("private")
        DIRECT = "direct", _("direct")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PUBLIC)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, null=True, allow_unicode=True)
    title = models.CharField(_("title"), max_length=100, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    # The ids of the people of a direct room, ascending, as "3:7": one room for the same people.
    people = models.CharField(max_length=200, unique=True, null=True, editable=False)
    everybody = models.BooleanField(_("everybody is a member"), default=False)
    frozen = models.BooleanField(_("frozen"), default=False)  # only who leads it may post
    # How many seconds each member waits between two messages; 0: as fast as the site allows.
    slow_seconds = models.PositiveIntegerField(_("slow mode"), default=0)
    # After how many days messages are purged; empty: never.
    keep_days = models.PositiveIntegerField(_("days that messages are kept"), null=True, blank=True)
    # What was posted at or below this position is purged, and forgotten by clients.
    floor = models.BigIntegerField(default=0, editable=False)
    seq = models.BigIntegerField(_("position"), default=0, editable=False)
    epoch = models.CharField(max_length=16, default=new_epoch, editable=False)
    version = models.BigIntegerField(default=0, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    members: "models.ManyToManyField[User, Member]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Member", related_name="rooms"
    )

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("room"), _("rooms")
        indexes = [
            models.Index(fields=["kind", "slug"], name="room_listed"),
            models.Index(fields=["kind", "id"], name="room_by_kind"),
            # Asked for whenever somebody comes in; there are one or two.
            models.Index(
                fields=["id"], condition=models.Q(everybody=True), name="room_of_everybody"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug or f"#{self.pk}"

    @property
    def kept_days(self) -> int | None:
        """After how many days its messages are purged: never later than the site wants it."""
        return min(filter(None, (self.keep_days, settings.KEEP_DAYS)), default=None)


class Member(models.Model):
    """Somebody in a room: what they may do there, how far they have read, what rings for them."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        MODERATOR = "moderator", _("moderator")
        MEMBER = "member", _("member")

    class Level(models.TextChoices):
        ALL = "all", _("every message")
        MENTIONS = "mentions", _("mentions")
        NOTHING = "nothing", _("nothing")

    room = models.ForeignKey(Room, models.CASCADE, verbose_name=_("room"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    level = models.CharField(_("notifications"), max_length=10, choices=Level, default=Level.ALL)
    read = models.BigIntegerField(_("read up to"), default=0, editable=False)
    joined = models.DateTimeField(_("joined"), auto_now_add=True)
    posted = models.DateTimeField(null=True, editable=False)  # their latest, while the room is slow

    class Meta:
        verbose_name, verbose_name_plural = _("member"), _("members")
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="member_once")]
        indexes = [models.Index(fields=["role", "id"], name="member_by_role")]

    def __str__(self) -> str:
        return f"{self.user} · {self.room}"

    @property
    def leads(self) -> bool:
        """Whether they are owner or moderator."""
        return self.role != self.Role.MEMBER
