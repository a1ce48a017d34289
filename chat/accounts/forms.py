"""What is asked of people: who they are, or want to be."""

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chat.accounts import opening
from chat.actions.invites import admit
from chat.actions.profile import heard
from chat.journal import tell_later
from chat.models import User
from chat.protocol.frames import Refusal
from chat.views.refused import refused


class SignIn(LoginForm):
    """Who somebody is."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["login"].label = _("Username or e-mail address")
        self.fields["login"].widget.attrs["autofocus"] = True


class AddPasskey(AddWebAuthnForm):
    """A passkey, which is meant to replace the password unless somebody wants less."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["passwordless"]
        field.initial = True
        field.label = _("Sign in with it alone, without a password")
        field.help_text = _("It then asks for your fingerprint, your face or a PIN.")


class SignUp(SignupForm):
    """A new account, or that of a guest from now on."""

    def save(self, request: HttpRequest) -> AbstractBaseUser:
        """Store it and use up the invite by which somebody came: both, or neither."""
        try:
            with transaction.atomic():
                user = super().save(request)
                settle(request, user)
        except Refusal as refusal:
            raise ImmediateHttpResponse(refused(request, refusal)) from None
        return user


def settle(request: HttpRequest, user: Any) -> None:
    """Let somebody who has just got an account in to where they were invited; raises Refusal."""
    if opening.is_guest(request.user):  # who was let in before
        tell_later(heard(user))
    elif code := request.session.get(opening.INVITE):
        tell_later(admit(user, code))


class GuestName(forms.Form):
    """How a guest wants to be called."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=User._meta.get_field("display_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "autofocus": True}),
    )
