"""Every environment variable that Chatsite reads: the process environment first, then `.env`.

Each may also be given as NAME_FILE, the path of a file that holds the value (Docker and systemd
secrets). A value that cannot be used ends the program with one sentence that names the variable
and says what was expected: a traceback would hide it, and a guess would be worse.
"""

import dataclasses
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from chat.limits import Limits
from chatsite import dotenv
from chatsite.addresses import url_host
from chatsite.wss.entrance.proxies import Trusted

BASE_DIR = Path(__file__).resolve().parent.parent
ENV_FILE = Path(os.environ.get("ENV_FILE") or BASE_DIR / ".env")

# All that `.env` may set, told in docs/settings.md.
VARIABLES = (
    *("SITE_URL", "SITE_ALIASES", "SECRET_KEY", "DATABASE_URL", "CHANNEL_LAYER_URL"),
    *("DATA_DIR", "STATIC_ROOT", "TLS_CERT", "TLS_KEY", "PUSH_KEY", "TRUSTED_PROXIES"),
    *("MINI_LOGIN", "WECHAT_APPID", "WECHAT_SECRET", "WECHAT_URL"),
    *("WSS_RATE", "WSS_OPEN_BROADCAST", "WSS_DRAIN_SECONDS", "CHAT_LIMITS", "KEEP_DAYS"),
    *("SIGN_UP", "GUESTS", "ADMIN_MFA", "EMAIL_URL", "EMAIL_FROM"),
    *("OIDC_NAME", "OIDC_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_SIGN_UP"),
    *("LANGUAGE_CODE", "TIME_ZONE", "LOG_FORMAT", "DEBUG"),
)
NAMES = (*VARIABLES, *(f"{name}_FILE" for name in VARIABLES))

LAYER_SCHEMES = ("redis", "rediss", "unix")
UNFIT = {*"@_%\t\r\n"}  # in a site's address, though urlsplit takes them or takes no notice of them


# What `.env` added to the environment: each process reads it anew, so a reload takes up changes.
added: set[str] = set()


class Refused(ValueError):
    """A value that cannot be used; its text is what was expected instead."""


def load(path):
    """Add to the environment what the file sets and the environment does not.

    A variable that is empty counts as not set, as people leave them in templates of such files.
    """
    if not os.path.lexists(path):
        return
    try:
        lines = dotenv.parse(contents(path), NAMES)
    except dotenv.BadLine as error:
        sys.exit(f"{path}, line {error.number}: expected {error}.")
    except Refused as refusal:
        sys.exit(f"{path} cannot be used: expected {refusal}.")
    told = {name.removesuffix("_FILE") for name, text in os.environ.items() if text.strip()}
    for name, text in lines.items():
        if name.removesuffix("_FILE") not in told:
            os.environ[name] = text
            added.add(name)


def inheritance():
    """The environment for a process of ours, which reads `.env` itself."""
    return {name: text for name, text in os.environ.items() if name not in added}


def contents(path):
    """The text of a file, which people may have written with Windows' mark at its beginning."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("text in UTF-8") from None
    except OSError as error:
        raise Refused(f"a readable file ({error.strerror})") from None


def given(name):
    """The variable's text, or that of the file which NAME_FILE names; empty if there is neither."""
    file = os.environ.get(f"{name}_FILE", "").strip()
    if not file:
        return os.environ.get(name, "").strip()
    try:
        text = contents(path(file)).strip()
        if not text or "\0" in text:
            raise Refused("a file with the value in it")
    except Refused as refusal:
        sys.exit(f"{name}_FILE names {file}, which cannot be used: expected {refusal}.")
    return text


def read(name, parse, default):
    """The variable's value as `parse` understands it, or `default` where it is absent or empty."""
    text = given(name)
    try:
        return parse(text) if text else default
    except Refused as refusal:
        sys.exit(f"{name} in {ENV_FILE} or the environment cannot be used: expected {refusal}.")


def path(text):
    """A file or folder; ~ stands for the home of whoever runs this."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise Refused(f"a path, and nobody here is called {text.split('/')[0][1:]!r}") from None


def choice(text):
    """True or False from 1/0, true/false, yes/no, on/off."""
    answers = {"1": True, "true": True, "yes": True, "on": True}
    answers |= {"0": False, "false": False, "no": False, "off": False}
    try:
        return answers[text.lower()]
    except KeyError:
        raise Refused(f"1 or 0 (also true/false, yes/no, on/off), not {text!r}") from None


def words(text):
    """Several words, with commas or spaces between."""
    return text.replace(",", " ").split()


def number(text):
    """A whole number that is not negative."""
    if not text.isascii() or not text.isdigit():
        raise Refused(f"a whole number that is not negative, such as 200, not {text!r}")
    return int(text)


def days(text):
    """A number of days, a hundred years at most."""
    if number(text) > 36_500:
        raise Refused(f"at most 36500 days, not {text!r}")
    return number(text)


def limits(text):
    """Limits of the chat by the names that clients hear them by: posts=20 body=8000."""
    known = dataclasses.asdict(Limits())
    try:
        told = dict(word.split("=") for word in text.replace(",", " ").split())
        values = {name: type(known[name])(value) for name, value in told.items()}
        if not all(0 <= value < 10**12 for value in values.values()):
            raise ValueError
    except (KeyError, ValueError):
        names = ", ".join(known)
        raise Refused(f"words such as posts=20, of {names}, not {text!r}") from None
    return Limits(**values)


def site_url(text):
    """An address people type, without a path: https://chat.example.org or https://localhost:8282."""
    try:
        parts = urlsplit(text)
        rest = parts.path.removeprefix("/") + parts.query + parts.fragment
        if parts.scheme not in ("http", "https") or rest or parts.port == 0 or UNFIT & {*text}:
            raise ValueError
        host = url_host(parts.hostname or "")
        standard = {"http": 80, "https": 443}[parts.scheme]
        port = f":{parts.port}" if parts.port not in (None, standard) else ""
    except ValueError:
        expected = "an address such as https://chat.example.org, without a path"
        raise Refused(f"{expected}, not {text!r}") from None
    return f"{parts.scheme}://{host}{port}"


def hosts(text):
    """Names as browsers write them, with commas between."""
    try:
        return [url_host(host) for host in text.replace(",", " ").split()]
    except ValueError:
        raise Refused(f"names such as www.example.org, with commas between, not {text!r}") from None


def layer_urls(text):
    """The addresses of the Redis servers of the channel layer: one, or several for shards."""
    urls = [url.strip() for url in text.split(",") if url.strip()]
    for url in urls:
        try:
            parts = urlsplit(url)
            usable = parts.scheme in LAYER_SCHEMES and (parts.hostname or parts.path)
            parts.port  # noqa: B018  raises for a port that is no number
        except ValueError:
            usable = False
        if not usable:
            raise Refused(
                f"redis://host:6379/0, rediss://… or unix:///path/to/redis.sock "
                f"(several with commas between), not {url!r}"
            )
    return urls


def proxies(text):
    """The proxies whose word about their clients counts; `none` stands for none at all."""
    if text == "none":
        return []
    found = text.replace(",", " ").split()
    for entry in found or [text]:
        try:
            Trusted([entry])
        except ValueError:
            raise Refused(
                "addresses such as 127.0.0.1, networks such as 10.0.0.0/8 and the word unix, with "
                f"commas between, or none, not {entry!r}"
            ) from None
    return found


def language(text):
    """One of the languages that the pages speak."""
    tag = text.lower().replace("_", "-")
    if tag not in ("en", "vi", "zh-hans"):
        raise Refused(f"en, vi or zh-hans, not {text!r}")
    return tag


def time_zone(text):
    """A name from the time zone database, such as Asia/Ho_Chi_Minh."""
    from zoneinfo import available_timezones

    if text not in available_timezones():
        raise Refused(f"a name such as Asia/Ho_Chi_Minh or UTC, not {text!r}")
    return text


def secret_key(text):
    """A key of at least 50 characters, so that it cannot be guessed."""
    if len(text) < 50:
        raise Refused(f"at least 50 random characters; this one has {len(text)}")
    return text


load(ENV_FILE)
