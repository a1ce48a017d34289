"""What people read at the end of an examination, and on the way there."""

import re

import pytest

from chatsite.wss.doctor.report.columns import width
from chatsite.wss.doctor.report.result import Result
from chatsite.wss.doctor.report.text import Report
from tests.doctor.report.findings import APART, BAD, GOOD, LATE, POOR, TARGET, result, waiting

ALL = [GOOD, BAD, *waiting("WSS004", "WSS101", "WSS102")]


def told(*found, profile="browser", **paper):
    """The whole report of these findings."""
    report, taken = Report(**paper), Result(TARGET, profile)
    rows = [line for row in taken.rows(found) for line in report.lines(row)]
    return [*report.opening(taken), *rows, *report.conclusion(taken)]


def test_a_fault_is_read_from_mark_to_cure():
    assert told(*ALL) == [
        "wss://chat.example.org/wss, for a browser",
        "",
        "Reaching the server",
        "  ✓ WSS001 The question",
        "    All is well.",
        "  ✗ WSS003 It is open",
        "    Nobody answers.",
        "    → Start the server.",
        "  – WSS004 to WSS102, 3 checks: WSS003 comes first.",
        "",
        '1 fault: a browser cannot connect. Begin with WSS003, "It is open".',
    ]


def test_groups_stand_apart_under_their_titles():
    lines = told(GOOD, POOR, LATE)
    assert [before == "" for before in lines[lines.index("TLS") - 1 : lines.index("TLS")]] == [True]
    assert lines.index("Reaching the server") < lines.index("TLS") < lines.index("Conversation")


def test_what_makes_no_sense_here_is_one_line():
    lines = told(GOOD, APART, LATE)[5:9]
    assert lines[:3] == ["", "Conversation", "  – WSS407 The question: Only with --long."]
    assert lines[3] == "  ✗ WSS404 A ping", "its group has its title already"


def test_checks_that_are_skipped_for_different_reasons_are_told_apart():
    found = [GOOD, *waiting("WSS004", "WSS101", reason="No TLS."), *waiting("WSS301", "WSS302")]
    assert told(*found)[5:9] == [
        "  – WSS004 to WSS101, 2 checks: No TLS.",
        "",
        "Handshake",
        "  – WSS301 to WSS302, 2 checks: WSS003 comes first.",
    ]


@pytest.mark.parametrize("room", [24, 30, 40, 80, 100])
def test_it_can_be_read_in_a_narrow_window(room):
    assert max(width(line) for line in told(*ALL, POOR, LATE, APART, room=room)[1:]) <= room


def test_colours_are_only_where_they_are_wanted_and_change_no_word():
    plain, colored = told(*ALL), told(*ALL, colored=True)
    assert not any("\x1b" in line for line in plain)
    assert "\x1b[1;31m  ✗ WSS003 It is open\x1b[0m" in colored
    assert [re.sub(r"\x1b\[[\d;]+m", "", line) for line in colored] == plain


def test_a_terminal_without_these_marks_gets_others():
    lines = told(*ALL, plain=True)
    assert all(line.isascii() for line in lines)
    assert "  x WSS003 It is open" in lines and "  + WSS001 The question" in lines


@pytest.mark.parametrize(
    ("found", "profile", "expected"),
    [
        ([GOOD], "browser", "Nothing is wrong: a browser can connect."),
        (
            [GOOD, POOR],
            "cli",
            '1 warning, no fault: a command-line client can connect. Begin with WSS203, "Keys".',
        ),
        (
            [POOR, BAD, LATE],
            "wechat",
            '2 faults: a WeChat mini-program cannot connect. Begin with WSS003, "It is open".',
        ),
        (
            [GOOD, LATE],
            "browser",
            "1 fault: a browser can connect, but gets into trouble then. "
            'Begin with WSS404, "A ping".',
        ),
    ],
)
def test_the_last_line_says_what_it_means_and_what_to_do_first(found, profile, expected):
    assert result(*found, profile=profile).conclusion == expected


def test_programs_get_the_same_under_stable_keys():
    told = result(*ALL, POOR, profile="wechat").as_json("en")
    assert list(told) == ["url", "profile", "language", "healthy", "counts", "findings"]
    assert told["url"] == "wss://chat.example.org/wss"
    assert told["healthy"] is False
    assert told["counts"] == {"ok": 1, "warning": 1, "fault": 1, "skipped": 3}
    assert told["findings"][1] == {
        "id": "WSS003",
        "title": "It is open",
        "verdict": "fault",
        "seen": "Nobody answers.",
        "cure": "Start the server.",
    }
