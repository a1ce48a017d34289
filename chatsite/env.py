"""Every environment variable that Chatsite reads: the process environment first, then `.env`.

Each may also be given as NAME_FILE, the path of a file that holds the value (Docker and systemd
secrets). A value that cannot be used ends the program with one sentence that names the variable
and says what was expected: a traceback would hide it, and a guess would be worse.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ

from chatsite.wss.proxies import Trusted

BASE_DIR = Path(__file__).resolve().parent.parent
ENV_FILE = Path(os.environ.get("ENV_FILE", BASE_DIR / ".env"))

environment = environ.FileAwareEnv()
if ENV_FILE.is_file():
    environment.read_env(ENV_FILE)

LAYER_SCHEMES = ("redis", "rediss", "unix")


class Refused(ValueError):
    """A value that cannot be used; its text is what was expected instead."""


def read(name, parse, default):
    """The variable's value as `parse` understands it, or `default` where it is absent or empty."""
    try:
        text = environment.str(name, default="").strip()
        return parse(text) if text else default
    except (Refused, OSError) as error:
        expected = error if isinstance(error, Refused) else f"a readable file: {error.strerror}"
        sys.exit(f"{name} in {ENV_FILE} or the environment cannot be used: expected {expected}.")


def choice(text):
    """True or False from 1/0, true/false, yes/no, on/off."""
    answers = {"1": True, "true": True, "yes": True, "on": True}
    answers |= {"0": False, "false": False, "no": False, "off": False}
    try:
        return answers[text.lower()]
    except KeyError:
        raise Refused(f"1 or 0 (also true/false, yes/no, on/off), not {text!r}") from None


def number(text):
    """A whole number that is not negative."""
    if not text.isascii() or not text.isdigit():
        raise Refused(f"a whole number that is not negative, such as 200, not {text!r}")
    return int(text)


def site_url(text):
    """An address people type, without a path: https://chat.example.org or https://localhost:8282."""
    example = "an address such as https://chat.example.org, without a path"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Refused(f"{example}, not {text!r}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"{example}, not {text!r}")
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise Refused(f"{example}, not {text!r}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    standard = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != standard else "")


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
    if text not in ("en", "vi", "zh-hans"):
        raise Refused(f"en, vi or zh-hans, not {text!r}")
    return text


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
