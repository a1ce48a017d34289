"""Emoji, and the shortcodes for which they stand."""

import functools
import re

SHORTCODE = re.compile(r":[^\s:]+:")


@functools.cache
def table() -> dict[str, str]:
    """The emoji of each shortcode.

    Made here, since emoji.emojize goes through all 5,000 emoji for each shortcode that is none:
    a message full of them kept a process busy for two seconds.
    """
    from emoji import EMOJI_DATA, STATUS  # late: 0.1 seconds that no start should wait for

    emojis: dict[str, str] = {}
    usual = {
        sign: of for sign, of in EMOJI_DATA.items() if of["status"] <= STATUS["fully_qualified"]
    }
    for sign, of in usual.items():
        for name in of.get("alias", ()):
            emojis.setdefault(name, sign)
    for sign, of in usual.items():
        emojis.setdefault(of["en"], sign)
    return emojis


def put(text: str) -> str:
    """The text with emoji in place of :tada: and its like."""
    return SHORTCODE.sub(lambda found: table().get(found[0], found[0]), text)


def single(sign: str) -> str | None:
    """The one emoji that this is, in the form that Unicode calls fully qualified, so that ❤ and ❤️
    are the same; None for anything else.
    """
    import emoji  # late, as above

    return emoji.emojize(emoji.demojize(sign)) if emoji.is_emoji(sign) else None
