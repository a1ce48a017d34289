"""The audit log in the admin panel."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.admin.bounded import ReadOnly
from chat.admin.exporting import Export

# Every power, as it is called in the log; kept complete by tests/chat/admin/test_powers.py.
ACTIONS = {
    "announcement.change": _("changed an announcement"),
    "announcement.delete": _("took an announcement back"),
    "announcement.make": _("made an announcement"),
    "audit.export": _("exported the audit log"),
    "group.change": _("changed a group"),
    "group.delete": _("deleted a group"),
    "group.make": _("made a group"),
    "invite.make": _("made an invite"),
    "invite.revoke": _("revoked an invite"),
    "member.add": _("brought somebody into a room"),
    "member.ban": _("banned somebody from a room"),
    "member.mute": _("muted somebody in a room"),
    "member.remove": _("put somebody out of a room"),
    "member.role": _("gave a member another role"),
    "member.unban": _("ended a ban from a room"),
    "member.unmute": _("lifted a mute in a room"),
    "message.delete": _("deleted a message"),
    "message.export": _("exported messages"),
    "message.pin": _("pinned a message"),
    "message.purge": _("removed a message for good"),
    "message.restore": _("restored a message"),
    "message.unpin": _("unpinned a message"),
    "report.close": _("dealt with a report"),
    "room.delete": _("deleted a room"),
    "room.make": _("made a room"),
    "room.update": _("changed a room"),
    "socket.close": _("closed a connection"),
    "token.make": _("made an access token"),
    "token.revoke": _("revoked an access token"),
    "user.ban": _("banned somebody from the site"),
    "user.change": _("changed an account"),
    "user.delete": _("deleted an account"),
    "user.erase": _("erased a person"),
    "user.export": _("exported what is kept of somebody"),
    "user.factors": _("took somebody's second factors away"),
    "user.make": _("made an account"),
    "user.merge": _("merged two accounts"),
    "user.mute": _("muted somebody everywhere"),
    "user.password": _("gave somebody a password"),
    "user.picture": _("removed a picture"),
    "user.sign_out": _("signed somebody out everywhere"),
    "user.unban": _("ended a ban from the site"),
    "user.unmute": _("lifted a mute of the site"),
    "webhook.drop": _("ended a webhook"),
    "webhook.make": _("made a webhook"),
}
DAYS = (("1", _("Today")), ("7", _("Past 7 days")), ("30", _("Past 30 days")))


class Action(admin.SimpleListFilter):
    """Uses of one power."""

    title, parameter_name = _("action"), "action"

    def lookups(self, request, model_admin):
        return ACTIONS.items()

    def queryset(self, request, queryset):
        return queryset.filter(action=self.value()) if self.value() else queryset


class When(admin.SimpleListFilter):
    """Uses within the last days."""

    title, parameter_name = _("time"), "days"

    def lookups(self, request, model_admin):
        return DAYS

    def queryset(self, request, queryset):
        if self.value() not in dict(DAYS):
            return queryset
        begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return queryset.filter(at__gte=begin - timedelta(days=int(self.value() or 1) - 1))


class Entries(Export, ReadOnly):
    """What was done with a power over others, the latest first; nobody changes it."""

    list_display = ("at", "who", "told", "target", "room")
    list_select_related = ("actor", "room")
    list_filter = (Action, When)
    search_fields = ("actor", "room", "target")
    along = ("actor", "room")
    actions = ("export_jsonl", "export_csv")
    exports = "chat.view_audit"
    fields = ("at", "who", "told", "target", "room", "details")

    @admin.display(description=_("who did it"))
    def who(self, entry):
        """Without an account: by a command on the server, or by an account that is no more."""
        return entry.actor or _("the server")

    @admin.display(description=_("action"))
    def told(self, entry):
        """In words; one that is no power of ours any more by its name."""
        return ACTIONS.get(entry.action, entry.action)

    def row_of(self, entry):
        return {
            "id": entry.pk,
            "at": entry.at,
            "actor": entry.actor.username if entry.actor else None,
            "actor_id": entry.actor_id,
            "action": entry.action,
            "target": entry.target,
            "room": str(entry.room) if entry.room else None,
            "room_id": entry.room_id,
            "details": entry.details,
        }
