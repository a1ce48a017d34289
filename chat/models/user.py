"""People who can sign in, and programs that speak for themselves."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


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
    handle = Handle(max_length=300, default="", editable=False)  # İ in lower case is two

    class Meta(AbstractUser.Meta):
        indexes = [models.Index(fields=["handle"], name="user_handle")]

    @property
    def name(self) -> str:
        """What others see."""
        return self.display_name or self.username
