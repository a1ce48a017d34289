"""What is stored."""

from chat.models.user import User

__all__ = ["User"]
