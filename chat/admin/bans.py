"""Bans in the admin panel: of a room, or of the whole site."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.actions import measures
from chat.admin.acting import Acting, ActionForm
from chat.journal import write_now
from chat.models import Ban


class NewBan(ActionForm):
    """Who is kept out of what, why, and until when."""

    class Meta:
        model = Ban
        fields = ("user", "room", "reason", "ends")
        help_texts = {
            "room": _("empty: of the whole site"),
            "reason": _("Whoever is kept out reads this."),
            "ends": _("empty: until you end it"),
        }

    def clean_ends(self):
        ends = self.cleaned_data["ends"]
        if ends and ends <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Choose a later one, or none."))
        return ends

    def act(self, data):
        user, room = data["user"].pk, data["room"] and data["room"].pk
        write_now(measures.ban, self.actor, user, room, data["reason"], data["ends"])
        return Ban.objects.get(user=user, room=room).pk


class Bans(Acting):
    """Who is kept out of a room, or of the whole site. To delete a ban is to end it."""

    form = NewBan
    list_display = ("user", "where", "reason", "by", "created", "ends")
    list_select_related = ("user", "room", "by")
    search_fields = ("user", "room", "by", "reason")
    autocomplete_fields = ("user", "room")
    along = ("user", "room", "by")

    def get_fields(self, request, obj=None):
        return ("user", "room", "reason", "by", "created", "ends") if obj else NewBan.Meta.fields

    @admin.display(description=_("room"))
    def where(self, ban):
        return ban.room or _("the whole site")

    def has_change_permission(self, request, obj=None):
        return False

    def delete_model(self, request, ban):
        write_now(measures.unban, request.user.pk, ban.pk)
