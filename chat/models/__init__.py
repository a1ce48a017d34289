"""What is stored."""

from chat.models.access import Ban, Invite, Token, Webhook
from chat.models.attachment import Attachment
from chat.models.audit import Audit
from chat.models.message import Edit, Mention, Message, Reaction
from chat.models.push import PushSubscription
from chat.models.room import Member, Room
from chat.models.user import NameWord, User

__all__ = [
    "Attachment",
    "Audit",
    "Ban",
    "Edit",
    "Invite",
    "Member",
    "Mention",
    "Message",
    "NameWord",
    "PushSubscription",
    "Reaction",
    "Room",
    "Token",
    "User",
    "Webhook",
]
