"""What the pages of accounts offer on this site, and to this browser."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django import template
from django.conf import settings

from chat.accounts import opening

register = template.Library()


@register.simple_tag(takes_context=True)
def ways(context: dict[str, Any]) -> dict[str, Any]:
    """Which ways in there are, and which pages one's own account has."""
    request = context["request"]
    return {
        "signs_up": opening.may_sign_up(request),
        "as_guest": opening.may_be_guest(request),
        "by_invite": settings.SIGN_UP == "invite",
        "by_mail": settings.MAIL_SERVER is not None,
        "others": settings.OIDC_PROVIDERS,
        "guest": opening.is_guest(request.user),
    }


@register.simple_tag(takes_context=True)
def protected(context: dict[str, Any]) -> bool:
    """Whether whoever looks needs more than a password to sign in."""
    return bool(is_mfa_enabled(context["request"].user))
