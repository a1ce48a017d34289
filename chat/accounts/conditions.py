"""What must be so before a page of accounts is shown; asked anew with each request."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from chat.accounts.opening import is_guest

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


def own(view: View) -> View:
    """For an account of one's own: a guest is asked to sign up first."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_guest(request.user):
            return redirect("account_signup")
        return view(request, *args, **kwargs)

    return shown


def by_mail(view: View) -> View:
    """Where the site can send mail; else the page says whom to ask."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.MAIL_SERVER is None:
            return render(request, "account/no_mail.html")
        return view(request, *args, **kwargs)

    return shown


def by_others(view: View) -> View:
    """Where another site vouches for people; one that does not answer is said not to."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.OIDC_PROVIDERS:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except OSError as error:  # what all failures of requests are
            logger.warning("The OpenID Connect provider does not answer: %s", error)
            return render(request, "socialaccount/authentication_error.html", status=502)

    return shown
