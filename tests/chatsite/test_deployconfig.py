"""`manage.py deployconfig`: what it prints, and what it says where it cannot."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.servers import TOP, environment


@pytest.fixture
def ask(capsys):
    """What the command prints, and what it says beside."""

    def asked(*words):
        call_command("deployconfig", *words)
        return capsys.readouterr()

    return asked


def test_it_prints_the_file_and_nothing_else(pki, tmp_path):
    env = environment(tmp_path, pki, SITE_URL="https://chat.example.com:8443")
    command = [sys.executable, "manage.py", "deployconfig", "nginx"]
    done = subprocess.run(command, cwd=TOP, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("# nginx ") and done.stdout.endswith("}\n")
    assert "server_name chat.example.com;" in done.stdout and "listen *:8443 ssl" in done.stdout
    assert f"ssl_certificate     {pki.cert};" in done.stdout
    assert f"alias {tmp_path}/static/;" in done.stdout
    assert done.stderr == ""


def test_it_says_what_the_site_must_know(ask):
    printed = ask("caddy", "--domain", "chat.example.com")
    assert "set SITE_URL=https://chat.example.com in" in printed.err
    assert "/etc/letsencrypt/live/chat.example.com/" not in printed.out, "Caddy gets its own"


def test_a_certificate_is_named_where_somebody_has_one(ask):
    pair = ("--cert", "/etc/a.pem", "--key", "/etc/a-key.pem")
    assert "\ttls /etc/a.pem /etc/a-key.pem {\n" in ask("caddy", "--domain", "a.example", *pair).out


def test_it_writes_a_file(ask, tmp_path):
    words = ("haproxy", "--domain", "a.example")
    assert ask(*words, "--output", str(tmp_path / "a.cfg")).out == ""
    assert (tmp_path / "a.cfg").read_text() == ask(*words).out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], r"Which name do people type\? Give --domain"),
        (["--domain", "10.0.0.7"], "--domain: expected a domain .* certificates are for names"),
        (
            ["--domain", "a.example", "--upstream", "8282"],
            "--upstream: expected an address such as",
        ),
        (["--domain", "a.example", "--cert", "/a"], "--cert and --key: expected both"),
        (["--domain", "a.example", "--static", "/a b"], "--static: expected an absolute path"),
        (["--domain", "a.example", "--https-port", "0"], "--https-port: expected a port from 1 to"),
        (["--domain", "a.example", "--http-port", "443"], "--https-port and --http-port: expected"),
        (["--domain", "a.example", "--output", "/none/a"], "/none/a cannot be written: No such"),
    ],
)
def test_what_it_cannot_use_is_told_in_a_sentence(ask, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        ask("nginx", *words)
