"""People who can sign in, and programs that speak for themselves."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from chat import text

NAMES = {"username", "display_name"}
FLAGS = ("is_active", "is_bot", "is_guest", "is_staff")  # by which accounts are listed


class Handle(models.CharField):  # type: ignore[type-arg]  # no type has arguments at run time
    """The username in lower case, kept in step with it: the LOWER of SQLite knows ASCII only."""

    def pre_save(self, instance: Any, add: bool) -> str:
        handle: str = instance.username.lower()
        setattr(instance, self.attname, handle)
        return handle


class User(AbstractUser):
    """A person with an account, or a bot. Ours from the first migration on: it cannot be swapped
    in later.
    """

    display_name = models.CharField(_("display name"), max_length=80, blank=True)
    is_bot = models.BooleanField(_("bot"), default=False)
    # Whoever came in by a name alone, where the site lets such people in.
    is_guest = models.BooleanField(_("guest"), default=False, editable=False)
    # The name of a file of ours, in which the user's id stands; empty without a picture.
    avatar = models.CharField(_("picture"), max_length=60, default="", editable=False)
    handle = Handle(max_length=300, default="", editable=False)  # İ in lower case is two

    # Sessions that began before are over: this is a part of what each of them is checked against.
    signed_out = models.DateTimeField(_("signed out everywhere"), null=True, editable=False)
    # Whoever has what was this account's; who was merged cannot sign in.
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("merged into"),
    )

    class Meta(AbstractUser.Meta):
        indexes = [
            models.Index(fields=["handle"], name="user_handle"),
            models.Index(Lower("email"), name="user_email"),
            *(models.Index(fields=[name, "id"], name=f"user_{name}") for name in FLAGS),
        ]
        permissions = [("merge_user", _("Can merge accounts"))]

    @property
    def name(self) -> str:
        """What others see."""
        return self.display_name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of this account must know, or be over."""
        known: str = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        if self.signed_out is None:
            return known
        said = f"{known} {self.signed_out}"
        sign = salted_hmac("chat.User.signed_out", said, secret, algorithm="sha256")
        return sign.hexdigest()

    def save(self, *args: Any, **options: Any) -> None:
        """Write it, and the words by which others find somebody who is called so."""
        fields = options.get("update_fields")
        with transaction.atomic():
            super().save(*args, **options)
            if fields is None or not NAMES.isdisjoint(fields):
                self.keep_words()

    def keep_words(self) -> None:
        """Be found by the names that there are now, and by no others."""
        words = text.beginnings(self.username, self.display_name)
        known = {*self.nameword_set.values_list("word", flat=True)}
        self.nameword_set.filter(word__in=known - words).delete()
        NameWord.objects.bulk_create(NameWord(user=self, word=word) for word in words - known)


class NameWord(models.Model):
    """A word of somebody's names, by the beginning of which others find them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    # Compared byte by byte on PostgreSQL, too (migration 0004): so an index finds beginnings.
    word = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["word", "user"], name="name_word")]
