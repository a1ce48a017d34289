"""Every failure is told in a sentence that names the cure."""

import errno
from pathlib import Path

import pytest
import requests
from acme import errors, messages

from chatsite.wss.acme.account import Unusable
from chatsite.wss.acme.problems import problem
from chatsite.wss.acme.wanted import Wanted

WANTED = Wanted(("chat.example.org", "www.example.org"), Path("/data/acme/chat.example.org.pem"))
PREFIX = "urn:ietf:params:acme:error:"


def of_a_name(code, detail="203.0.113.5: so it is."):
    """What comes of an authorization that failed for this reason, as Let's Encrypt tells it."""
    answer = {
        "identifier": {"type": "dns", "value": "www.example.org"},
        "status": "invalid",
        "challenges": [
            {"type": "dns-01", "status": "pending", "url": "https://ca/2", "token": "A" * 22},
            {
                "type": "http-01",
                "status": "invalid",
                "url": "https://ca/1",
                "token": "A" * 22,
                "error": {"type": PREFIX + code, "detail": detail},
            },
        ],
    }
    body = messages.Authorization.from_json(answer)
    failed = messages.AuthorizationResource(body=body, uri="https://ca/authz")
    return problem(errors.ValidationError([failed]), WANTED)


def of_a_request(code, detail="so it is."):
    return problem(messages.Error(typ=PREFIX + code, detail=detail), WANTED)


@pytest.mark.parametrize(
    ("code", "cure"),
    [
        ("dns", "Add an A or AAAA record"),
        ("connection", "open TCP port 80"),
        ("unauthorized", "Somebody else answers for www.example.org"),
        ("incorrectResponse", "Somebody else answers for www.example.org"),
        ("caa", '0 issue "letsencrypt.org"'),
        ("rejectedIdentifier", "Use a public domain"),
        ("rateLimited", "A limit of Let's Encrypt is reached"),
    ],
)
def test_what_an_authority_finds_out_about_a_name(code, cure):
    found = of_a_name(code)
    assert cure in found.text and "so it is" in found.text
    assert "chat.example.org" not in found.text, "it is the other name that fails"
    assert found.counted


@pytest.mark.parametrize("said", ["dial tcp: lookup x: no such host", "could not resolve URL"])
def test_an_authority_that_calls_a_missing_record_a_failed_connection(said):
    assert "Add an A or AAAA record" in of_a_name("connection", said).text


@pytest.mark.parametrize(
    ("code", "cure"),
    [
        ("rateLimited", "A limit of Let's Encrypt is reached (so it is). It is honoured"),
        ("invalidContact", "Correct --email"),
        ("userActionRequired", "Open the address it names and agree"),
        ("unauthorized", "Remove /data/acme/account-acme-v02.api.letsencrypt.org.pem"),
        ("externalAccountRequired", "--cert and --key"),
        ("rejectedIdentifier", "Use a public domain"),
        ("aNewOne", "Let's Encrypt refuses (so it is) (aNewOne)."),
    ],
)
def test_what_an_authority_says_to_a_request(code, cure):
    assert cure in of_a_request(code).text and of_a_request(code).counted


def test_what_is_said_of_each_name_is_told():
    names = [messages.Error(detail=f"{name} is forbidden") for name in ("a.org", "b.org")]
    error = messages.Error(typ=PREFIX + "rejectedIdentifier", subproblems=tuple(names))
    assert "(a.org is forbidden b.org is forbidden)" in problem(error, WANTED).text


def test_a_fault_of_the_authority_is_not_counted_by_it():
    assert not of_a_request("serverInternal", None).counted
    assert of_a_request("serverInternal", None).text.startswith("Let's Encrypt is out of order. ")


def test_a_caa_record_that_is_met_only_when_the_order_is_finished():
    error = messages.Error(typ=PREFIX + "caa", detail="CAA forbids it")
    found = problem(errors.IssuanceError(error), WANTED)
    assert "The CAA record of chat.example.org, www.example.org" in found.text and found.counted


@pytest.mark.parametrize(
    ("error", "cure"),
    [
        (requests.exceptions.SSLError("[SSL: CERTIFICATE_VERIFY_FAILED] …"), "--acme-ca"),
        (requests.exceptions.SSLError("[SSL: UNEXPECTED_EOF] …"), "network, DNS and firewall"),
        (requests.ConnectionError("<object at 0x7f>"), "network, DNS and firewall"),
        (requests.Timeout("x"), "network, DNS and firewall"),
    ],
)
def test_an_authority_that_is_not_reached_counts_nothing(error, cure):
    found = problem(error, WANTED)
    assert cure in found.text and not found.counted and "0x" not in found.text


@pytest.mark.parametrize(
    ("error", "cure"),
    [
        (errors.TimeoutError(), "Nothing is to do but wait"),
        (errors.ClientError("a certificate for other names"), "Nothing is to do but wait"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device. Make room"),
    ],
)
def test_an_order_may_be_used_up_by_what_comes_after_it(error, cure):
    """Five certificates a week are all that Let's Encrypt gives for the same names."""
    found = problem(error, WANTED)
    assert cure in found.text and found.counted


def test_what_has_a_sentence_of_its_own_keeps_it():
    assert problem(Unusable("Remove it."), WANTED).text == "Remove it."


def test_what_should_not_be_is_left_to_whoever_mends_the_code():
    assert problem(AssertionError(), WANTED) is None
