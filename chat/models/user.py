"""People who can sign in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with an account. Ours from the first migration on: it cannot be swapped in later."""
