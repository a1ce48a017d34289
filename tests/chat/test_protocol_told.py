"""docs/protocol.md and docs/api.md tell all that there is: who writes a client reads only them."""

import re

import pytest
from msgspec.structs import fields

from chat.protocol import commands, events, frames, replies, things
from chat.protocol.asyncapi import ANSWERS
from chat.protocol.decoding import decode
from chat.wording import TEXTS
from tests.servers import TOP

PROTOCOL = (TOP / "docs/protocol.md").read_text()
API = (TOP / "docs/api.md").read_text()
WORD = re.compile(r"`(\w[\w.]*)\??`")
EXAMPLE = re.compile(r"^ *(\{\"do\".*\})$", re.MULTILINE)
# A refusal or a goodbye, with its text.
SAID = re.compile(r'"(?:error": "\w+|code": \d+)"?, "text": "([^"…]+)"')
# What only a request can meet, and what only a socket can.
BY_REQUEST = {
    *("csrf_failed", "no_such_path", "no_such_method", "only_json", "foreign_host"),
    *("too_big", "no_form", "empty_file", "bad_picture", "too_many_pixels", "too_many_files"),
    *("no_room", "no_picture", "last_admin"),
    *("no_mini_login", "code_void", "locked_out", "account_closed"),
}
BY_SOCKET = {
    *("flooding", "mistaken", "signed_in_as_another", "signed_out", "foreign_origin"),
    *("too_many_sockets", "too_slow", "silent", "restarting", "dismissed", "door_closed"),
}
# What only whoever runs the site can meet, in the admin panel.
BY_PANEL = {"report_closed", "bad_day", "yourself", "above_you", "merged"}
THINGS = {
    "A user, a member": (things.User, things.Member),
    "A room": (things.Room, things.MyRoom),
    "A message": (things.Message,),
    "An attachment": (things.Attachment,),
}


def section(page, title):
    """What stands below a heading, up to the next one of its level."""
    marks, rest = re.search(rf"^(#+) {re.escape(title)}\n(.*)", page, re.DOTALL | re.M).groups()
    return re.split(rf"^#{{1,{len(marks)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text):
    """The rows of the tables: the words of the first cell, and those of all cells."""
    for line in text.splitlines():
        if line.startswith("| `"):
            yield set(WORD.findall(line.split("|")[1])), set(WORD.findall(line))


def row(title, name):
    """The words of the row that tells something."""
    (found,) = [words for first, words in rows(section(PROTOCOL, title)) if name in first]
    return found


def names(struct):
    return {field.encode_name for field in fields(struct)}


def codes(page, title):
    """The refusals that the tables of a section tell."""
    return {word for _, words in rows(section(page, title)) for word in words}


def tag(struct):
    return struct.__struct_config__.tag


@pytest.mark.parametrize("command", commands.COMMANDS, ids=tag)
def test_every_command_is_told_with_its_fields_and_its_reply(command):
    told = row("Commands", tag(command))
    answer = names(ANSWERS[command]) - {"re"}
    if command is commands.MemberSet:
        answer = {"member"}  # the other one is of room.update, which shares this reply
    if command is commands.RoomUpdate:
        answer = {"room"}
    assert names(command) - {"ref"} | answer <= told


@pytest.mark.parametrize("event", [*events.EVENTS, frames.Error], ids=tag)
def test_every_event_is_told_with_its_fields(event):
    assert names(event) <= row("Events", tag(event))


@pytest.mark.parametrize("title", THINGS)
def test_everything_that_is_talked_about_is_told_with_its_fields(title):
    told = set(WORD.findall(section(PROTOCOL, title)))
    for struct in THINGS[title]:
        assert names(struct) <= told, struct


def test_every_limit_is_told():
    assert names(replies.Limits) <= codes(PROTOCOL, "Limits")


def test_whoever_is_refused_on_a_socket_finds_the_code():
    assert TEXTS.keys() - BY_REQUEST - BY_PANEL <= codes(PROTOCOL, "Refusals")


def test_whoever_is_refused_by_http_finds_the_code():
    told = set(WORD.findall(section(API, "What is answered")))
    assert TEXTS.keys() - BY_SOCKET - BY_PANEL <= told


def test_no_refusal_is_told_that_there_is_not():
    told = {code for first, _ in rows(section(PROTOCOL, "Refusals")) for code in first} - {"error"}
    assert told <= TEXTS.keys()


def test_every_close_code_is_told():
    told = section(PROTOCOL, "Close codes")
    assert all(f"| {code.value} |" in told for code in frames.Close)


def test_every_command_that_is_printed_is_understood():
    printed = [example for example in EXAMPLE.findall(PROTOCOL) if "…" not in example]
    assert len(printed) > 5
    for example in printed:
        assert decode(example)


def test_every_text_that_is_printed_is_one_that_is_said():
    printed = SAID.findall(PROTOCOL + API)
    said = [str(text).split("%(")[0] for text in TEXTS.values()]
    assert len(printed) > 2
    for text in printed:
        assert text.startswith(tuple(filter(None, said))), text
