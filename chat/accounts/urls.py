"""The addresses of accounts. Allauth looks for its pages by their names, which are these."""

from allauth.account import views as account
from allauth.socialaccount import views as others
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from chat.accounts import sessions, views
from chat.accounts.conditions import by_mail, by_others, own

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/", account.login, name="login"),
    path("logout/", account.logout, name="account_logout"),
    path("logout/", account.logout, name="logout"),
    path("signup/", views.SignUp.as_view(), name="account_signup"),
    path("guest/", views.Guest.as_view(), name="guest"),
    path("account/", RedirectView.as_view(pattern_name="sessions"), name="account"),
    path("account/sessions/", sessions.Sessions.as_view(), name="sessions"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", own(account.password_change), name="account_change_password"),
    path("account/password/set/", own(account.password_set), name="account_set_password"),
    path("account/factors/", include("allauth.mfa.urls")),
]


def mailed(way, view, name):
    """A page of a site that can send mail."""
    return path(f"account/{way}", by_mail(view), name=name)


urlpatterns += [
    mailed("email/", own(account.email), "account_email"),
    mailed("email/sent/", account.email_verification_sent, "account_email_verification_sent"),
    mailed("email/<str:key>/", account.confirm_email, "account_confirm_email"),
    mailed("reset/", account.password_reset, "account_reset_password"),
    mailed("reset/sent/", account.password_reset_done, "account_reset_password_done"),
    mailed(
        "reset/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    re_path(  # of this shape, since allauth writes both parts at once
        r"^account/reset/(?P<uidb36>\w+)-(?P<key>[^/]+)/$",
        by_mail(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]


def vouched(way, view, name):
    """A page of a site for whose people another one vouches."""
    return path(f"account/{way}", by_others(view), name=name)


urlpatterns += [
    vouched("others/", own(others.connections), "socialaccount_connections"),
    vouched("others/signup/", others.signup, "socialaccount_signup"),
    vouched("others/error/", others.login_error, "socialaccount_login_error"),
    vouched("others/cancelled/", others.login_cancelled, "socialaccount_login_cancelled"),
    vouched("<slug:provider_id>/login/", views.to_provider, "openid_connect_login"),
    vouched("<slug:provider_id>/callback/", oidc.callback, "openid_connect_callback"),
]
