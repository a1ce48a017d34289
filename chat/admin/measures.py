"""Bans and mutes in the admin panel: of a room, or of the whole site."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.actions import measures
from chat.admin.acting import Acting, ActionForm
from chat.journal import write_now
from chat.models import Ban, Mute

FIELDS = ("user", "room", "reason", "ends")
EMPTY = {"room": _("empty: of the whole site"), "ends": _("empty: until you end it")}


class NewMeasure(ActionForm):
    """Who may not do what any more, where, why, and until when."""

    impose = staticmethod(measures.ban)

    def clean_ends(self):
        ends = self.cleaned_data["ends"]
        if ends and ends <= timezone.now():
            raise forms.ValidationError(_("This time has passed. Choose a later one, or none."))
        return ends

    def act(self, data):
        user, room = data["user"].pk, data["room"] and data["room"].pk
        write_now(self.impose, self.actor, user, room, data["reason"], data["ends"])
        return type(self.instance).objects.get(user=user, room=room).pk


class NewBan(NewMeasure):
    """Who is kept out."""

    class Meta:
        model = Ban
        fields = FIELDS
        help_texts = EMPTY | {"reason": _("Whoever is kept out reads this.")}


class NewMute(NewMeasure):
    """Who is to say nothing."""

    impose = staticmethod(measures.mute)

    class Meta:
        model = Mute
        fields = FIELDS
        help_texts = EMPTY


class Measures(Acting):
    """What was decided against people. To delete it is to end it; nothing is changed."""

    list_display = ("user", "where", "reason", "by", "created", "ends")
    list_select_related = ("user", "room", "by")
    search_fields = ("user", "room", "by", "reason")
    autocomplete_fields = ("user", "room")
    along = ("user", "room", "by")

    def get_fields(self, request, obj=None):
        return ("user", "room", "reason", "by", "created", "ends") if obj else FIELDS

    @admin.display(description=_("room"))
    def where(self, measure):
        return measure.room or _("the whole site")

    def has_change_permission(self, request, obj=None):
        return False


class Bans(Measures):
    """Who is kept out of a room, or of the whole site."""

    form = NewBan

    def delete_model(self, request, ban):
        write_now(measures.unban, request.user.pk, ban.pk)


class Mutes(Measures):
    """Who reads and writes nothing, in a room or on the whole site."""

    form = NewMute

    def delete_model(self, request, mute):
        write_now(measures.unmute, request.user.pk, mute.pk)
