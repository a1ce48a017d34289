"""The emoji that the page offers are those that the server knows, by the same names."""

import re
from pathlib import Path

import emoji

from chat.actions.reactions import one_emoji

LIST = Path(__file__).resolve().parents[2] / "static/chat/js/lib/emoji.js"
LINE = re.compile(
    r"^(?:  \[.*`)?(?P<sign>[^\s*`]+)(?P<toned>\*?) (?P<names>[\w+ -]+)(?:`\],)?$", re.MULTILINE
)
OFFERED = [
    (found["sign"], found["names"].split(), bool(found["toned"]))
    for found in LINE.finditer(LIST.read_text().partition("Object.freeze([")[2])
]
TONES = "🏻🏼🏽🏾🏿"


def test_the_list_is_read():
    assert len(OFFERED) > 1800
    assert ("👍", ["+1", "thumbsup", "thumbs_up"], True) in OFFERED


def test_every_name_is_the_same_emoji_in_a_message():
    for sign, names, _ in OFFERED:
        assert {emoji.emojize(f":{name}:", language="alias") for name in names} == {sign}


def test_every_sign_may_be_a_reaction_in_all_its_tones():
    for sign, _, toned in OFFERED:
        tones = [sign[0] + tone + sign[1:].removeprefix("\ufe0f") for tone in TONES if toned]
        for each in (sign, *tones):
            assert one_emoji(each) == each
