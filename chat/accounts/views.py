"""Coming in: a new account, also for a guest; and as a guest, by a name alone."""

from http import HTTPStatus
from typing import Any

from allauth.account import views
from allauth.account.mixins import RedirectAuthenticatedUserMixin
from allauth.account.utils import perform_login
from allauth.core.ratelimit import consume_or_429
from allauth.decorators import rate_limit
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from chat.accounts import opening
from chat.accounts.forms import GuestName
from chat.actions import guests
from chat.journal import write_now
from chat.models import User
from chat.protocol.frames import Refusal
from chat.wording import words


class SignUp(views.SignupView):
    """A new account. A guest is signed in already, and is asked nevertheless."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if opening.is_guest(request.user):
            return self.ask_guest(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    @method_decorator(rate_limit(action="signup"))
    @method_decorator(never_cache)
    def ask_guest(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """All that allauth does, but for sending away whoever is signed in."""
        return super(RedirectAuthenticatedUserMixin, self).dispatch(request, *args, **kwargs)


def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Away to the site that vouches for people: by a page, since our policy (`form-action`) lets
    the answer to a form lead to no other site.
    """
    answer: HttpResponse = oidc.login(request, provider_id)
    if answer.status_code != HTTPStatus.FOUND:
        return answer
    about = {"redirect_to": answer["Location"]}
    return render(request, "socialaccount/login_redirect.html", about)


class Guest(FormView):
    """Come in by a name alone, where the site allows it."""

    template_name = "account/guest.html"
    form_class = GuestName

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect("chat")
        if not opening.may_be_guest(request):
            return render(request, "account/signup_closed.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: GuestName) -> HttpResponse:
        if limited := consume_or_429(self.request, action="guest"):
            return limited
        code = opening.code_of(self.request)
        try:
            reply = write_now(guests.come, form.cleaned_data["name"], code)
        except Refusal as refusal:
            form.add_error("name", words(refusal, get_language() or "en"))
            return self.form_invalid(form)
        guest = User.objects.get(pk=reply.user.id)
        way = reverse("join", args=[code]) if code else reverse("chat")
        return perform_login(self.request, guest, email_verification="none", redirect_url=way)
