"""Access tokens in the admin panel: made for bots, revoked for everybody."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from chat.actions import accounts
from chat.admin.acting import ActionForm, Once, Secret
from chat.admin.confirming import Deed
from chat.journal import write_now
from chat.models import Token

SCOPES = [("chat", _("all that the bot may")), ("read", _("reading only"))]

revoke = Deed(
    accounts.revoke_tokens,
    _("Revoke the selected access tokens"),
    _("They let nobody in from now on, and sockets that they opened close at once."),
)


def days():
    """A field for how long a token is good."""
    return forms.IntegerField(
        label=_("days"), required=False, min_value=1, max_value=3650, help_text=_("empty: for ever")
    )


class BotToken(ActionForm):
    """A token of a bot's."""

    scope = forms.ChoiceField(label=_("scopes"), choices=SCOPES)
    days = days()

    class Meta:
        model = Token
        fields = ("user", "name")

    def act(self, data):
        asked = self.actor, data["user"].pk, data["name"], data["days"], [data["scope"]]
        made = write_now(accounts.give_token, *asked)
        self.secret = Secret(made.secret, _("The new access token:"))
        return made.token.id


class Tokens(Once):
    """All access tokens. Those of people are made by themselves."""

    form = BotToken
    list_display = ("user", "name", "start", "created", "expires", "used", "revoked")
    list_select_related = ("user",)
    search_fields = ("user", "name")
    autocomplete_fields = ("user",)
    along = ("user",)
    actions = ("revoke",)
    shown = ("user", "name", "start", "scopes", "created", "expires", "used", "revoked")

    def get_fields(self, request, obj=None):
        return self.shown if obj else ("user", "name", "scope", "days")

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_revoke_permission(self, request):
        return request.user.has_perm("chat.change_token")

    @admin.action(description=revoke.title, permissions=["revoke"])
    def revoke(self, request, queryset):
        return revoke.ask_or_do(self, request, queryset)
