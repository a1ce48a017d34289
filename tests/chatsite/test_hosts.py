"""Whoever asks for this site by a name it does not know is refused, and the operator knows why."""

import logging

import pytest

from chatsite import hosts


@pytest.fixture
def refused(client, caplog):
    """The page and the log line for such a Host."""

    def get(host):
        page = client.get("/test/", headers={"host": host})
        assert page.status_code == 400
        return page.content.decode(), caplog.text

    return get


def test_the_page_names_the_host_and_what_the_site_is_called(refused):
    page, _ = refused("192.168.1.5:8282")
    assert "Host: 192.168.1.5:8282" in page and "SITE_URL=https://localhost:8282" in page


def test_the_log_has_one_line_with_the_cure_and_no_traceback(refused):
    _, log = refused("chat.example.org:8282")
    assert log.count("\n") == 1 and "Traceback" not in log
    assert "set SITE_URL=https://chat.example.org:8282 in .env" in log
    assert logging.getLevelName(logging.WARNING) in log


def test_what_somebody_writes_for_a_host_is_text_and_nothing_else(refused):
    page, log = refused("<script>alert(1)</script>" + "a" * 1000)
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    assert "a" * 200 not in page + log and "set SITE_URL" not in log


def test_another_mistake_is_answered_without_names(rf):
    page = hosts.bad_request(rf.get("/"), ValueError("no")).content.decode()
    assert "Host:" not in page and "SITE_URL=" not in page
