"""A page that makes a bot with its first access token, which is shown once."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from chat.actions import accounts
from chat.admin.acting import ActionForm, Secret, asked, shown
from chat.admin.tokens import SCOPES, days
from chat.journal import write_now
from chat.lines import one_line
from chat.models import User


class NewBot(ActionForm):
    """How a bot is called, and what its token allows."""

    scope = forms.ChoiceField(choices=SCOPES, label=_("scopes"))
    days = days()

    class Meta:
        model = User
        fields = ("username", "display_name")

    def act(self, data):
        bot = User(username=data["username"], display_name=one_line(data["display_name"]))
        write_now(accounts.make_bot, self.actor, bot)
        asked = self.actor, bot.pk, bot.username, data["days"], [data["scope"]]
        made = write_now(accounts.give_token, *asked)
        self.secret = Secret(made.secret, _("The bot's access token:"))
        return bot.pk


def page(model_admin, request):
    """The form, what is wrong with it, or the token of the bot that was made."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = NewBot(request.POST or None)
    form.actor = request.user.pk
    if request.POST and form.is_valid():
        return shown(model_admin, request, form.instance.username, form.secret)
    title = _("Add a bot")
    return asked(model_admin, request, form, title=title, crumb=title, submit=title)
