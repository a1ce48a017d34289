"""People who can sign in, and programs that speak for themselves."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account, or a bot. Ours from the first migration on: it cannot be swapped
    in later.
    """

    display_name = models.CharField(_("display name"), max_length=80, blank=True)
    is_bot = models.BooleanField(_("bot"), default=False)

    @property
    def name(self) -> str:
        """What others see."""
        return self.display_name or self.username
