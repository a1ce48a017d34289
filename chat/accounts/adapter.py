"""What allauth asks the chat: who may sign up and as whom, what is said, where people go next."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.email_verification import get_address_for_login
from allauth.account.stages import EmailVerificationStage
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chat.accounts import opening
from chat.models import User

VERIFICATION = "allauth.account.stages.EmailVerificationStage"
# What the page one comes to says by itself.
OBVIOUS = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
WRONG_CODE = _("This code is not right, or no longer. Take the newest one.")
MISMATCH = _("This name and this password do not belong together. Try again.")


def name_of(user: User) -> str:
    """How mails and pages call somebody."""
    return user.name


class VerifyAddress(EmailVerificationStage):
    """An address must be proved before one comes in; who was given an account has none."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if self.login.user and get_address_for_login(self.login) is None:
            return None, True
        return super().handle()


class Adapter(DefaultAccountAdapter):
    """The chat's answers."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "too_many_login_attempts": _("Too many attempts have failed. Wait five minutes."),
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your password. Try again."),
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return opening.may_sign_up(request)

    def new_user(self, request: HttpRequest) -> AbstractBaseUser:
        """Somebody new; a guest who signs up stays who they are, with all that they have said."""
        if opening.is_guest(request.user):
            return User.objects.get(pk=request.user.pk or 0)
        return super().new_user(request)

    def save_user(
        self, request: HttpRequest, user: Any, form: Any, commit: bool = True
    ) -> AbstractBaseUser:
        user.is_guest = False
        return super().save_user(request, user, form, commit)

    def get_login_stages(self) -> list[str]:
        ours = f"{VerifyAddress.__module__}.{VerifyAddress.__name__}"
        return [ours if stage == VERIFICATION else stage for stage in super().get_login_stages()]

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """To where the invite leads by which somebody came."""
        code = request.session.get(opening.INVITE)
        return reverse("join", args=[code]) if code else super().get_signup_redirect_url(request)

    def add_message(self, request: HttpRequest, level: int, *said: Any, **named: Any) -> None:
        template = said[0] if said else named.get("message_template")
        if template not in OBVIOUS:
            super().add_message(request, level, *said, **named)

    def get_client_ip(self, request: HttpRequest) -> str:
        """By the server's word (TRUSTED_PROXIES); nobody in particular on a Unix socket."""
        return request.META.get("REMOTE_ADDR") or "127.0.0.1"
