"""A page that asks into which account another one is merged, and does it."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from chat.actions import merging
from chat.admin.acting import asked
from chat.journal import write_now
from chat.models import User
from chat.protocol.frames import Refusal
from chat.wording import words as said


class Into(forms.Form):
    """Whoever has everything afterwards, said twice: it is not undone."""

    into = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        label=gettext_lazy("Merge into"),
        widget=AutocompleteSelect(User._meta.get_field("merged_into"), admin.site),
    )
    username = forms.CharField(label=gettext_lazy("Username of the account that ends"))

    def __init__(self, source, *args):
        super().__init__(*args)
        self.source = source

    def clean_username(self):
        if self.cleaned_data["username"] != self.source.username:
            raise forms.ValidationError(_("Type %s, the account that ends.") % self.source.username)
        return self.cleaned_data["username"]


def page(model_admin, request, pk):
    """The form, what is wrong with it, or what has become of it."""
    source = get_object_or_404(User, pk=pk)
    if not model_admin.has_merge_permission(request):
        raise PermissionDenied
    form = Into(source, request.POST or None)
    if request.POST and form.is_valid():
        try:
            merge(request.user.pk, source.pk, form.cleaned_data["into"].pk)
        except Refusal as refusal:
            form.add_error(None, said(refusal, get_language()))
        else:
            messages.success(request, _("Done: the accounts are one."))
            return redirect(reverse("admin:chat_user_change", args=[form.cleaned_data["into"].pk]))
    question = _(
        "Everything that %(name)s has said and been becomes the other account's: messages, "
        "reactions, mentions, rooms, files, bans. %(name)s is signed out everywhere, its access "
        "tokens are revoked, and it can never sign in again. This is not undone."
    ) % {"name": source.username}
    words = {"title": _("Merge %s into another account") % source.username, "submit": _("Merge")}
    return asked(model_admin, request, form, question=question, crumb=source, **words)


def merge(actor, source, target):
    """Let one account have all that was another's: at once, or a great deal in portions."""
    with transaction.atomic():
        begun = write_now(merging.begin, actor, source, target)
        if begun.few:
            return carry_all(source, target, few=True)
    rooms = carry_all(source, target, few=False)
    write_now(merging.begin_anew, target, rooms)
    return rooms


def carry_all(source, target, few):
    """The rooms in which something was the source's, once nothing is any more."""
    rooms, more = set(), True
    while more:
        carried = write_now(merging.carry, source, target, few)
        rooms.update(carried.rooms)
        more = carried.more
    return rooms
