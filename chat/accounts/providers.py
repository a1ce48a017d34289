"""Who comes from another site that vouches for them, by OpenID Connect."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from chat import text
from chat.accounts.forms import settle
from chat.lines import one_line
from chat.models import User
from chat.protocol.frames import Refusal
from chat.views.refused import refused


class Adapter(DefaultSocialAccountAdapter):
    """The chat's answers. Whoever has an account with the address that is vouched for comes in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return settings.OIDC_SIGN_UP or super().is_open_for_signup(request, sociallogin)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Their name there is what others see here, until they choose another."""
        user: User = super().populate_user(request, sociallogin, data)
        most = User._meta.get_field("display_name").max_length
        user.display_name = one_line(text.shown(str(data.get("name") or "")))[:most]
        return user

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """Store a new account, and use up the invite by which somebody came: both, or neither."""
        try:
            with transaction.atomic():
                user = super().save_user(request, sociallogin, form)
                settle(request, user)
        except Refusal as refusal:
            raise ImmediateHttpResponse(refused(request, refusal)) from None
        return user
