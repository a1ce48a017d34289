"""Invites in the admin panel: links to the site, or into any room."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chat.actions import invites
from chat.actions.audit import record
from chat.admin.acting import ActionForm, Once, Secret
from chat.journal import write_now
from chat.models import Invite
from chat.models.access import digest


class NewInvite(ActionForm):
    """A link; without a room it leads to the site alone."""

    days = forms.IntegerField(label=_("days"), min_value=1, max_value=365, initial=invites.DAYS)
    most = forms.IntegerField(
        label=_("most uses"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("empty: any number"),
    )

    class Meta:
        model = Invite
        fields = ("room",)

    def act(self, data):
        much = data["days"], data["most"]
        if room := data["room"]:
            made = write_now(invites.make_room_invite, self.actor, room.pk, *much)
        else:
            made = write_now(invites.make_site_invite, self.actor, *much)
        link = settings.SITE_URL + reverse("join", args=[made.invite])
        self.secret = Secret(link, _("The new link:"), drawn=True)
        return Invite.objects.get(digest=digest(made.invite or "")).pk


class Invites(Once):
    """The links by which people come in. To delete one is to make it void."""

    form = NewInvite
    list_display = ("where", "made_by", "created", "expires", "uses", "most_uses")
    list_select_related = ("room", "made_by")
    search_fields = ("room", "made_by")
    autocomplete_fields = ("room",)
    along = ("room", "made_by")
    shown = ("room", "made_by", "created", "expires", "uses", "most_uses")

    def get_fields(self, request, obj=None):
        return self.shown if obj else ("room", "days", "most")

    @admin.display(description=_("room"))
    def where(self, invite):
        return invite.room or _("the whole site")

    def has_change_permission(self, request, obj=None):
        return False

    def delete_model(self, request, invite):
        record(request.user.pk, "invite.revoke", invite.room, invite, uses=invite.uses)
        super().delete_model(request, invite)
