"""What a line of the log holds, in either format, and that nothing gets past it."""

import io
import json
import logging
import sys

import pytest

from chatsite import env, logs

WHEN = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"


@pytest.fixture
def written(monkeypatch):
    """A logger in this format, and what it has written: `log, text = written("json")`."""
    stream = io.StringIO()
    logger = logging.Logger("chat.hub", logging.INFO)

    def start(form):
        handler = logging.StreamHandler(stream)
        handler.setFormatter(logs.json_formatter() if form == "json" else logs.text_formatter())
        logger.addHandler(handler)
        return logger, stream.getvalue

    return start


def fail():
    raise ValueError("two\nlines")


def test_an_event_tells_when_how_bad_who_and_what(written):
    log, text = written("json")
    log.warning("%s is away", "Redis", extra={"attempt": 3, "of": {"a": b"\xff"}})
    event = json.loads(text())
    assert list(event)[:4] == ["time", "level", "logger", "event"]
    assert event["time"].endswith("Z") and "T" in event["time"]
    assert (event["level"], event["logger"]) == ("warning", "chat.hub")
    assert (event["event"], event["attempt"]) == ("Redis is away", 3)
    assert event["of"] == {"a": "b'\\xff'"}


def test_a_traceback_is_one_field_of_one_line(written):
    log, text = written("json")
    try:
        fail()
    except ValueError:
        log.exception("It failed.")
    assert text().count("\n") == 1
    event = json.loads(text())
    assert event["exception"].startswith("Traceback") and "in fail" in event["exception"]
    assert event["exception"].endswith("ValueError: two\nlines")
    assert not {"exc_info", "_record"} & set(event)


@pytest.mark.parametrize("said", ["\ud800", "Nguyễn\u2028\x00", "a\r\nb", "{}", "%s"])
def test_whatever_a_client_says_stays_one_line_of_ascii(written, said):
    log, text = written("json")
    log.info(said)
    assert text().isascii() and len(text().splitlines()) == 1
    assert json.loads(text())["event"] == said


def test_fields_that_are_called_like_ours_do_not_hide_them(written):
    log, text = written("json")
    log.info("hello", extra={"level": "none", "logger": "nobody", "time": "never"})
    event = json.loads(text())
    assert (event["level"], event["logger"]) == ("info", "chat.hub") and event["time"] != "never"


def test_text_in_a_file_has_a_date_a_level_a_sentence_and_no_colours(written):
    import re

    log, text = written("text")
    log.warning("Redis is away.", extra={"request": object()})
    try:
        fail()
    except ValueError:
        log.exception("It failed.")
    first, second, *trace = text().splitlines()
    assert re.fullmatch(rf"{WHEN} \[warning *\] Redis is away\.", first), first
    assert re.fullmatch(rf"{WHEN} \[error *\] It failed\.", second), second
    assert trace[0].startswith("Traceback")


def test_a_terminal_gets_text_and_a_pipe_json(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    assert logs.fitting() == "text"
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert logs.fitting() == "json"
    monkeypatch.setattr(sys, "stderr", None)  # as with pythonw and some daemons
    assert logs.fitting() == "json"


def test_another_format_is_refused_in_words():
    assert logs.form("json") == "json"
    with pytest.raises(env.Refused, match="json or text, not 'xml'"):
        logs.form("xml")


def test_what_is_printed_becomes_events_line_by_line(caplog):
    stream = logs.Lines(io.StringIO(), logging.ERROR)
    with caplog.at_level(logging.INFO):
        print("one\n\n  two", end="", file=stream)
        assert [r.getMessage() for r in caplog.records] == ["one"]
        print(" and a half", file=stream)
    assert [r.getMessage() for r in caplog.records] == ["one", "two and a half"]
    assert {r.levelname for r in caplog.records} == {"ERROR"}


def test_a_log_that_cannot_be_written_is_told_once_and_not_for_ever(monkeypatch):
    """What logging says of a full disk goes to standard error, which is the log again."""
    behind = io.StringIO()
    lines = logs.Lines(behind, logging.ERROR)

    class Full(logging.Handler):
        def emit(self, record):
            lines.write("No space left\n")

    full = Full()
    logs.logger.addHandler(full)
    try:
        lines.write("hello\n")
    finally:
        logs.logger.removeHandler(full)
    assert behind.getvalue() == "No space left\n"
