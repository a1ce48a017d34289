"""Characters that need care: unseen ones, those that turn others around, scripts of no spaces."""

import re
import unicodedata

# Scripts that put no space between words: Thai to Myanmar, Khmer, Chinese, Japanese, Korean (whose
# particles cling to their words). Ranges of a character class.
DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7af\ud7b0-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Zero-width characters, joiners and marks of direction: legal in text, tricks in an address.
UNSEEN = "\u00ad\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\ufeff"
# Embeddings, overrides and isolates make "exe.gpj" read "jpg.exe" (CVE-2021-42574).
TURNING = "\u202a-\u202e\u2066-\u2069"
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that are drawn as nothing

is_dense = re.compile(f"[{DENSE}]").match
unseen = re.compile(f"[{UNSEEN}{TURNING}]")
turning = re.compile(f"[{TURNING}]")
impossible = re.compile("[\0\ud800-\udfff]")  # in no document of HTML, in no UTF-8


def shown(body: str) -> str:
    """The body without what would turn its neighbours around; what cannot be written is U+FFFD."""
    return impossible.sub("\ufffd", turning.sub("", body))


def is_blank(body: str) -> bool:
    """Whether there is nothing to see in it."""
    return not any(map(is_visible, body))


def is_visible(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] != "Z" and category not in ("Cc", "Cf", "Cs") and sign not in BLANKS
