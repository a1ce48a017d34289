"""Incoming webhooks in the admin panel: made in any room, ended."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chat.actions import webhooks
from chat.actions.log import locked
from chat.admin.acting import ActionForm, Once, Secret
from chat.journal import write_now
from chat.models import Webhook
from chat.protocol.frames import Refusal


class NewWebhook(ActionForm):
    """An address at which a program says something in a room."""

    class Meta:
        model = Webhook
        fields = ("room", "name")

    def act(self, data):
        made = write_now(make, self.actor, data["room"].pk, data["name"])
        link = settings.SITE_URL + reverse("hook", args=[made.secret])
        self.secret = Secret(link, _("The address of the new webhook:"))
        return made.webhook.id


class Webhooks(Once):
    """The addresses at which programs post. To delete one is to make it void; its bot leaves."""

    form = NewWebhook
    list_display = ("name", "room", "bot", "made_by", "created", "used")
    list_select_related = ("room", "bot", "made_by")
    search_fields = ("name", "room", "bot", "made_by")
    autocomplete_fields = ("room",)
    along = ("room", "bot")
    shown = ("room", "name", "bot", "made_by", "created", "used")

    def get_fields(self, request, obj=None):
        return self.shown if obj else ("room", "name")

    def has_change_permission(self, request, obj=None):
        return False

    def delete_model(self, request, webhook):
        write_now(end, request.user.pk, webhook)


def make(actor, room, name):
    """A webhook in any room that still is there."""
    place = locked({room}).get(room)
    if place is None:
        raise Refusal("not_found")
    return webhooks.equip(actor, place, name)


def end(actor, webhook):
    """Let a webhook lead nowhere, whosever it is."""
    return webhooks.strip(actor, locked({webhook.room_id})[webhook.room_id], webhook)
