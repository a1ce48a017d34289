"""What is typed after `serve` is understood together, or refused in a sentence."""

from pathlib import Path

import pytest

from chatsite.serving.plan import Plan, PlanError
from chatsite.wss.acme.wanted import LETS_ENCRYPT
from chatsite.wss.entrance.endpoints import EndpointError, parse

KEY, CERT, DATA = Path("/k.pem"), Path("/c.pem"), Path("/data")
BOTH, WEBROOT = Path("/data/acme/chat.example.org.pem"), Path("/data/acme/webroot")
DOMAIN = ["chat.example.org"]


def listening(key=KEY, cert=CERT, **flags):
    return Plan(**flags).listening(key, cert, WEBROOT)


@pytest.mark.parametrize(
    ("flags", "endpoints"),
    [
        ({}, ["ssl:8282:privateKey=/k.pem:certKey=/c.pem"]),
        ({"endpoints": ["ssl:9000"]}, ["ssl:9000:privateKey=/k.pem:certKey=/c.pem"]),
        ({"endpoints": ["ssl:9000:certKey=/o.pem"]}, ["ssl:9000:certKey=/o.pem"]),
        ({"endpoints": ["tcp:80"]}, ["tcp:80"]),
        ({"endpoints": ["redirect:80"]}, ["redirect:80"]),
        ({"endpoints": ["onion:80"]}, ["onion:80"]),
        ({"behind_proxy": True}, ["tcp:8282:interface=127.0.0.1"]),
        ({"behind_proxy": True, "endpoints": ["unix:/run/x"]}, ["unix:/run/x"]),
    ],
)
def test_where_a_site_without_a_domain_listens(flags, endpoints):
    assert listening(**flags) == endpoints


def test_a_domain_is_served_on_443_and_proved_on_80():
    assert listening(BOTH, BOTH, domains=DOMAIN) == [
        f"ssl:443:privateKey={BOTH}",
        f"redirect:80:acme={WEBROOT}",
    ]


def test_behind_nat_the_endpoints_of_the_domain_may_be_others():
    given = ["redirect:8080", "ssl:8443:interface=10.0.0.7"]
    assert listening(BOTH, BOTH, domains=DOMAIN, endpoints=given) == [
        f"redirect:8080:acme={WEBROOT}",
        f"ssl:8443:interface=10.0.0.7:privateKey={BOTH}",
    ]


def test_an_endpoint_beside_those_of_the_domain():
    found = listening(BOTH, BOTH, domains=DOMAIN, endpoints=["unix:/run/x"])
    assert [parse(endpoint).kind for endpoint in found] == ["unix", "ssl", "redirect"]


def test_people_are_sent_to_the_port_of_the_sites_address():
    found = Plan(domains=DOMAIN).listening(BOTH, BOTH, WEBROOT, https_port=8443)
    assert parse(found[1]).options["to"] == "8443"


def test_a_colon_in_a_path_belongs_to_the_path():
    (endpoint,) = listening(Path("/a:b/k.pem"), CERT)
    assert parse(endpoint).options["privateKey"] == "/a:b/k.pem"


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        ({"domains": DOMAIN, "behind_proxy": True}, "give one of them"),
        ({"domains": DOMAIN, "cert": CERT, "key": KEY}, "give one of them"),
        ({"behind_proxy": True, "cert": CERT, "key": KEY}, "give it the certificate"),
        ({"behind_proxy": True, "endpoints": ["ssl:8443"]}, "or no --behind-proxy"),
        ({"cert": CERT}, "give both"),
        ({"key": KEY}, "give both"),
        ({"email": "you@example.org"}, "go with --domain"),
        ({"acme_directory": "https://ca.lan/dir"}, "go with --domain"),
        ({"acme_ca": CERT}, "go with --domain"),
        ({"domains": ["10.0.0.7"]}, "--domain 10.0.0.7: a certificate is for a name"),
    ],
)
def test_what_contradicts_itself_is_refused_with_the_way_out(flags, sentence):
    with pytest.raises(PlanError, match=sentence):
        Plan(**flags)


def test_an_endpoint_that_cannot_be_understood_is_refused():
    with pytest.raises(EndpointError):
        Plan(endpoints=["tcp:80:nonsense=1"])


def test_the_domain_becomes_the_sites_address():
    plan = Plan(domains=["Chat.example.org", "www.example.org", "chat.example.org."])
    assert plan.variables("", DATA) == {
        "SITE_URL": "https://chat.example.org",
        "SITE_ALIASES": "www.example.org",
        "TLS_CERT": str(BOTH),
        "TLS_KEY": str(BOTH),
    }


def test_an_address_with_a_port_of_its_own_stays():
    given = "https://chat.example.org:8443"
    assert Plan(domains=DOMAIN).variables(given, DATA)["SITE_URL"] == given


@pytest.mark.parametrize(
    "given", ["https://other.example.org", "http://chat.example.org", "https://localhost:8282"]
)
def test_an_address_that_says_otherwise_is_refused(given):
    with pytest.raises(PlanError, match="Take SITE_URL out of .env"):
        Plan(domains=DOMAIN).variables(given, DATA)


def test_files_and_seconds_become_variables_and_nothing_else_does():
    assert Plan().variables("", DATA) == {}
    assert Plan(cert=CERT, key=KEY).variables("", DATA) == {
        "TLS_CERT": "/c.pem",
        "TLS_KEY": "/k.pem",
    }
    assert Plan(drain_seconds=0).variables("", DATA) == {"WSS_DRAIN_SECONDS": "0"}


def test_lets_encrypt_is_asked_unless_another_is_named():
    assert Plan(domains=DOMAIN).wanted(DATA).directory == LETS_ENCRYPT
    own = Plan(domains=["chat.lan"], acme_directory="https://ca.lan/dir").wanted(DATA)
    assert own.directory == "https://ca.lan/dir" and own.authority == "ca.lan"
    assert Plan().wanted(DATA) is None
