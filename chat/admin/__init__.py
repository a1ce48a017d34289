"""The admin panel."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from chat.admin.announcements import Announcements
from chat.admin.audit import Entries
from chat.admin.groups import Groups
from chat.admin.invites import Invites
from chat.admin.measures import Bans, Mutes
from chat.admin.messages import Messages
from chat.admin.reports import Reports
from chat.admin.rooms import Members, Rooms
from chat.admin.tokens import Tokens
from chat.admin.users import Users
from chat.admin.webhooks import Webhooks
from chat.models import (
    Announcement,
    Audit,
    Ban,
    Invite,
    Member,
    Message,
    Mute,
    Report,
    Room,
    Token,
    User,
    Webhook,
)

admin.site.site_header = admin.site.site_title = _("Chatsite administration")
admin.site.index_title = _("Overview")
admin.site.disable_action("delete_selected")  # it deletes by the thousand and tells nobody
admin.site.register(Announcement, Announcements)
admin.site.register(Audit, Entries)
admin.site.register(Ban, Bans)
admin.site.register(Invite, Invites)
admin.site.register(Member, Members)
admin.site.register(Message, Messages)
admin.site.register(Mute, Mutes)
admin.site.register(Report, Reports)
admin.site.register(Room, Rooms)
admin.site.register(Token, Tokens)
admin.site.register(User, Users)
admin.site.register(Webhook, Webhooks)
admin.site.unregister(Group)
admin.site.register(Group, Groups)
