"""Who may come in, by what, and who may not, in the admin panel. Secrets are never shown."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.actions.audit import record
from chat.actions.log import locked
from chat.actions.members import let_go
from chat.actions.moderation import find, put_out
from chat.admin.bounded import Bounded, ReadOnly
from chat.journal import tell_later
from chat.models import Room


class Tokens(ReadOnly):
    """All access tokens; `manage.py createtoken` makes them for others."""

    list_display = ("user", "name", "start", "created", "expires", "used", "revoked")
    list_select_related = ("user",)
    search_fields = ("user__username", "name", "start")
    ordering = ("-pk",)
    fields = ("user", "name", "start", "scopes", "created", "expires", "used", "revoked")
    actions = ("revoke",)

    def has_revoke_permission(self, request):
        return request.user.has_perm("chat.change_token")

    @admin.action(description=_("Revoke the selected access tokens"), permissions=["revoke"])
    def revoke(self, request, queryset):
        """They let nobody in from now on."""
        for token in queryset.filter(revoked=None).select_related("user"):
            token.revoked = timezone.now()
            token.save(update_fields=["revoked"])
            record(request.user.pk, "token.revoke", None, token.user.username, token=token.pk)


class Revocable(ReadOnly):
    """What is made elsewhere and can only be ended here."""

    def has_delete_permission(self, request, obj=None):
        return super(ReadOnly, self).has_delete_permission(request, obj)


class Invites(Revocable):
    """The links that lead into rooms. To delete one is to make it void."""

    list_display = ("room", "made_by", "created", "expires", "uses", "most_uses")
    list_select_related = ("room", "made_by")
    search_fields = ("room__title", "room__slug", "made_by__username")
    ordering = ("-pk",)

    def delete_model(self, request, invite):
        record(request.user.pk, "invite.revoke", invite.room, invite, uses=invite.uses)
        super().delete_model(request, invite)


class Webhooks(Revocable):
    """The addresses at which programs post. To delete one is to make it void; its bot leaves."""

    list_display = ("name", "room", "bot", "made_by", "created", "used")
    list_select_related = ("room", "bot", "made_by")
    search_fields = ("name", "room__title", "room__slug")
    ordering = ("-pk",)

    def delete_model(self, request, webhook):
        room = locked({webhook.room_id})[webhook.room_id]
        record(request.user.pk, "webhook.drop", room, webhook, bot=webhook.bot_id)
        super().delete_model(request, webhook)
        member = find(room, webhook.bot_id)
        tell_later(let_go(member) if member else [])


class Bans(Bounded):
    """Who is kept out of a room, or of the whole site. To delete a ban is to end it."""

    list_display = ("user", "room", "reason", "by", "created", "ends")
    list_select_related = ("user", "room", "by")
    search_fields = ("user__username", "room__title", "room__slug", "reason")
    autocomplete_fields = ("user", "room")
    ordering = ("-pk",)
    fields = ("user", "room", "reason", "ends")

    def has_change_permission(self, request, obj=None):
        return False

    def formfield_for_foreignkey(self, db_field, request, **options):
        if db_field.name == "room":
            options["queryset"] = Room.objects.exclude(kind=Room.Kind.DIRECT)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def save_model(self, request, ban, form, change):
        """Whom it keeps out is put out, too."""
        ban.by = request.user
        ban.save()
        named = {"user": ban.user_id, "reason": ban.reason}
        record(request.user.pk, "member.ban", ban.room, ban.user.username, **named)
        if ban.room:
            room = locked({ban.room_id})[ban.room_id]
            tell_later(put_out(room, ban.user, find(room, ban.user_id)))

    def delete_model(self, request, ban):
        named = {"user": ban.user_id, "reason": ban.reason}
        record(request.user.pk, "member.unban", ban.room, ban.user.username, **named)
        super().delete_model(request, ban)
