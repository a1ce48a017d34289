"""The language of a report: the one asked for, else that of the terminal, else the site's."""

import locale

LANGUAGES = ("en", "vi", "zh-hans")


def language(*wishes: str | None) -> str:
    """The first of these tags and locale names that the doctor speaks, as Django calls it. Pure."""
    return next(filter(None, map(spoken, wishes)), "en")


def spoken(wish: str | None) -> str | None:
    """Our language for a tag such as `zh-CN` or a locale such as `vi_VN.UTF-8`; None without one.

    Traditional Chinese is none of ours: whoever reads it may well not read the simplified one.
    """
    tag = (wish or "").partition(".")[0].partition("@")[0].lower().replace("_", "-")
    base, *rest = tag.split("-")
    if base == "zh":
        return None if {"tw", "hk", "mo", "hant"} & {*rest} else "zh-hans"
    return base if base in LANGUAGES else None


def of_terminal() -> str:
    """The name of the locale in which the programs of this terminal speak; `C` where there is none.

    It is only asked for, not kept: the texts of the system's errors stay as they are.
    """
    before = locale.setlocale(locale.LC_MESSAGES)
    try:
        return locale.setlocale(locale.LC_MESSAGES, "")
    except locale.Error:  # one that this machine does not have
        return "C"
    finally:
        locale.setlocale(locale.LC_MESSAGES, before)
