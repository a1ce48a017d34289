"""In which language somebody is refused."""

from django.conf import settings
from django.http.cookie import parse_cookie
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def spoken(wish):
    """The language of ours that comes nearest to this one, or None."""
    try:
        return get_supported_language_variant(wish.replace("_", "-"))  # WeChat says zh_CN
    except (LookupError, ValueError):  # none of ours, or too long to be one
        return None


def of_handshake(headers):
    """What the page was read in, else the browser's languages, else the site's."""
    wishes = [cookie(headers, settings.LANGUAGE_COOKIE_NAME)]
    accepted = headers.get(b"accept-language", b"").decode("latin-1")
    wishes += [wish for wish, _ in parse_accept_lang_header(accepted)]
    return next(filter(None, (spoken(wish) for wish in wishes if wish)), settings.LANGUAGE_CODE)


def cookie(headers, name):
    """The value of a cookie, or None."""
    return parse_cookie(headers.get(b"cookie", b"").decode("latin-1")).get(name)
