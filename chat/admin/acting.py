"""Forms that do something: an action writes, and what it refuses stands in the form."""

import base64
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import get_language

from chat.admin.bounded import Bounded
from chat.protocol.frames import Refusal
from chat.views.codes import draw
from chat.wording import words


class ActionForm(forms.ModelForm):
    """Valid once its action is done, in the transaction of the page: nothing typed is lost by a
    refusal. `actor` is whoever sends it.
    """

    actor = 0

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def act(self, data):
        """Do it; the row that was written, if there is one; raises Refusal."""
        raise NotImplementedError

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            with transaction.atomic():
                self.instance.pk = self.act(self.cleaned_data)
        except Refusal as refusal:
            self.add_error(None, words(refusal, get_language()))

    def save(self, commit=True):
        return type(self.instance)._default_manager.get(pk=self.instance.pk)


class Acting(Bounded):
    """A list whose form is an `ActionForm`."""

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        return type(form.__name__, (form,), {"actor": request.user.pk})

    def save_form(self, request, form, change):
        return form.save()

    def save_model(self, request, obj, form, change):
        """It is written already."""

    def save_related(self, request, form, formsets, change):
        """Nothing is."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What is shown only now."""

    text: str
    about: Any  # lazy
    drawn: bool = False  # as a QR code, too

    @property
    def picture(self):
        """The QR code as an address of its own, which no log sees."""
        if not self.drawn:
            return None
        return "data:image/svg+xml;base64," + base64.b64encode(draw(self.text.encode())).decode()


class Once(Acting):
    """What is made here has a secret, which its form keeps as `secret` until it is shown, once."""

    def add_view(self, request, form_url="", extra_context=None):
        """One at a time: its secret is shown next."""
        alone = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, alone)

    def save_form(self, request, form, change):
        made = super().save_form(request, form, change)
        made.secret = form.secret
        return made

    def response_add(self, request, obj, post_url_continue=None):
        return shown(self, request, str(obj), obj.secret)


def shown(model_admin, request, title, secret):
    """The page on which a secret is shown, once."""
    context = model_admin.admin_site.each_context(request) | {
        "title": title,
        "secret": secret,
        "opts": model_admin.opts,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/chat/secret.html", context)


def asked(model_admin, request, form, **words):
    """A page with a form: its `title`, `crumb` and `submit`, and a `question` above it."""
    context = model_admin.admin_site.each_context(request) | {
        "form": form,
        "media": model_admin.media + form.media,
        "opts": model_admin.opts,
        **words,
    }
    return TemplateResponse(request, "admin/chat/form.html", context)
