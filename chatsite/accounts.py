"""How people sign up and in: what allauth is told, by names of its settings."""

import sys

from chatsite import env
from chatsite.env import Refused

APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
OPENINGS = ("open", "invite", "closed")
PROVIDER = "oidc"  # the one other site by which people sign in, in addresses


def opening(text):
    """Who may make an account by themselves."""
    if text not in OPENINGS:
        raise Refused(f"{', '.join(OPENINGS[:-1])} or {OPENINGS[-1]}, not {text!r}")
    return text


def configuration(by_mail, secure, others):
    """The settings of allauth. `by_mail`: a mail server is there; `secure`: people come by https;
    `others`: the sites by which they sign in.

    Without a mail server nobody is asked for an address: nothing could be sent to it.
    """
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "ACCOUNT_ADAPTER": "chat.accounts.adapter.Adapter",
        "ACCOUNT_FORMS": {
            "login": "chat.accounts.forms.SignIn",
            "signup": "chat.accounts.forms.SignUp",
        },
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", *(["email*"] * by_mail), "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory" if by_mail else "none",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,  # nobody is mailed who has no account
        "ACCOUNT_EMAIL_NOTIFICATIONS": by_mail,
        "ACCOUNT_CHANGE_EMAIL": True,  # one address a person
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if secure else "http",
        "ACCOUNT_USERNAME_MIN_LENGTH": 2,
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,  # all other sessions end by themselves
        "ACCOUNT_RATE_LIMITS": {"guest": "10/h/ip"},
        "ACCOUNT_USER_DISPLAY": "chat.accounts.adapter.name_of",
        "ACCOUNT_REAUTHENTICATION_METHODS": ("password", "mfa"),
        "MFA_ADAPTER": "chat.accounts.factors.Adapter",
        "MFA_FORMS": {"add_webauthn": "chat.accounts.forms.AddPasskey"},
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_TOLERANCE": 1,  # codes before and after, as RFC 6238 has it
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not secure,
        "SOCIALACCOUNT_ADAPTER": "chat.accounts.providers.Adapter",
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": others}},
        "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
        "SOCIALACCOUNT_EMAIL_REQUIRED": False,
        # Whoever runs this site has chosen the provider: an address that it vouches for counts.
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
    }


def providers():
    """The OpenID Connect provider that the environment names, if it names one."""
    found = {
        "OIDC_URL": env.read("OIDC_URL", address, ""),
        "OIDC_CLIENT_ID": env.given("OIDC_CLIENT_ID"),
        "OIDC_CLIENT_SECRET": env.given("OIDC_CLIENT_SECRET"),
    }
    if not any(found.values()):
        return []
    if missing := [name for name, value in found.items() if not value]:
        sys.exit(f"{' and '.join(missing)} must be set, too: docs/accounts.md tells about OIDC_….")
    return [
        {
            "provider_id": PROVIDER,
            "name": env.given("OIDC_NAME") or "OpenID",
            "client_id": found["OIDC_CLIENT_ID"],
            "secret": found["OIDC_CLIENT_SECRET"],
            "settings": {
                "server_url": found["OIDC_URL"],
                "oauth_pkce_enabled": True,
            },
        }
    ]


def address(text):
    """The issuer of an OpenID Connect provider."""
    local = text.startswith(("http://localhost", "http://127.0.0.1"))
    if not text.startswith("https://") and not local:
        raise Refused(f"the provider's issuer, such as https://id.example.org, not {text!r}")
    return text.rstrip("/")
