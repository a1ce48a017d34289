"""The door of the admin panel: people sign in where everybody does, with all that guards that."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse


class Site(AdminSite):
    """The admin panel, for staff; with ADMIN_MFA only for who has a second factor."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Show what is the chat's: the pages of allauth are meant for its developers."""
        if not (admin_class and admin_class.__module__.startswith("allauth.")):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not lacks_factor(request)

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """Away to where one signs in, or to what is missing."""
        if self.has_permission(request):
            return redirect("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not super().has_permission(request):
            raise PermissionDenied
        return render(request, "account/second_factor.html", status=403)


def lacks_factor(request: HttpRequest) -> bool:
    """Whether this site asks for a second factor that the account has not."""
    return settings.ADMIN_MFA and not is_mfa_enabled(request.user)
