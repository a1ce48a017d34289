"""What is stored."""

from chat.models.access import Invite, Token, Webhook
from chat.models.announcement import Announcement
from chat.models.attachment import Attachment
from chat.models.audit import Audit
from chat.models.chore import Chore
from chat.models.erasure import Erasure
from chat.models.message import Edit, Mention, Message, Reaction
from chat.models.moderation import Ban, Mute, Report
from chat.models.platform import PlatformAccount
from chat.models.push import PushSubscription
from chat.models.room import Member, Room
from chat.models.sample import Sample
from chat.models.user import NameWord, User

__all__ = [
    "Announcement",
    "Attachment",
    "Audit",
    "Ban",
    "Chore",
    "Edit",
    "Erasure",
    "Invite",
    "Member",
    "Mention",
    "Message",
    "Mute",
    "NameWord",
    "PlatformAccount",
    "PushSubscription",
    "Reaction",
    "Report",
    "Room",
    "Sample",
    "Token",
    "User",
    "Webhook",
]
