"""The chat door: one socket for all of a person's rooms, by chat.v1."""

from chat.consumers.chat.door import Chat

__all__ = ["Chat"]
