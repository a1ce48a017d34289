"""A report is in one language from its first line to its last, whatever is wrong."""

import datetime
import re

import pytest
from django.utils import translation

from chatsite.wss.doctor.examination import examine
from chatsite.wss.doctor.report.result import Result
from chatsite.wss.doctor.report.text import Report
from chatsite.wss.doctor.target import parse
from tests.doctor.broken import context, listening, tls
from tests.ports import free_port
from tests.tls import write

LANGUAGES = ["vi", "zh-hans"]
ENGLISH = re.compile(r"\b(the|is|are|was|and|of|that|with|not|for|this)\b", re.IGNORECASE)


def report(url, language, profile="wechat", **options):
    """What a person reads on the terminal."""
    with translation.override(language):
        result = Result(parse(url, **options), profile)
        paper = Report(room=100)
        lines = list(paper.opening(result))
        for row in result.rows(examine(result.target, profile)):
            lines += paper.lines(row)
        return "\n".join([*lines, *paper.conclusion(result)])


def test_english_is_recognized():
    assert ENGLISH.search(report(f"wss://127.0.0.1:{free_port()}", "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_healthy_server(site, pki, language):
    told = report(f"{site.wss}/wss", language, ca=str(pki.ca), quiet_seconds=1)
    assert "WSS501" in told
    assert not ENGLISH.findall(told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_closed_port_at_an_address(language):
    told = report(f"wss://127.0.0.1:{free_port()}/wss", language)
    assert "ss -ltnp" in told
    assert not ENGLISH.findall(told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_proxy_that_forwards_no_upgrade(nginx, backend, pki, language):
    proxy = nginx(f"location /wss {{ proxy_pass http://127.0.0.1:{backend}; }}", pki)
    told = report(proxy.url, language, ca=str(pki.ca))
    assert "proxy_set_header Upgrade" in told
    ours = told.replace("There is nothing here", "")  # the server's own words, as it said them
    assert not ENGLISH.findall(ours), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_an_expired_certificate_that_nobody_trusts(authority, tmp_path, language):
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    leaf = authority.issue("chat.example.org", not_after=past)
    write(file := tmp_path / "served.pem", leaf.private_key_pem, *leaf.cert_chain_pems)
    with listening(tls(context(file))) as port:
        address = ("127.0.0.1", port)
        told = report(f"wss://chat.example.org:{port}", language, address=address, patience=2)
    assert "certbot renew" in told
    assert not ENGLISH.findall(told), told
