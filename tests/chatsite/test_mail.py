"""EMAIL_URL and EMAIL_FROM, as people write them; and a letter to a real server."""

import socket
import threading

import pytest
from django.core import mail as django_mail
from django.test import override_settings

from chatsite import accounts, mail
from chatsite.env import Refused

HOST = "mail.example.org"


@pytest.mark.parametrize(
    ("text", "port", "secured"),
    [
        (f"smtp://{HOST}", 587, "use_tls"),
        (f"smtps://{HOST}", 465, "use_ssl"),
        (f"smtp+plain://{HOST}", 25, None),
        (f"smtp://{HOST}:2525/", 2525, "use_tls"),
    ],
)
def test_a_server_is_known_by_its_address(text, port, secured):
    backend, options = mail.server(text)
    assert backend.endswith("smtp.EmailBackend")
    assert (options["host"], options["port"]) == (HOST, port)
    assert {name for name in ("use_tls", "use_ssl") if options.get(name)} == {secured} - {None}


def test_odd_signs_in_a_password_are_written_as_in_any_address():
    _, options = mail.server(f"smtp://me%40a:p%40ss%2F@{HOST}")
    assert (options["username"], options["password"]) == ("me@a", "p@ss/")


@pytest.mark.parametrize(
    "text",
    ["smtp://", f"http://{HOST}", HOST, f"smtp://{HOST}:x", f"smtp://{HOST}/a", "smtp://[::"],
)
def test_what_is_no_server_is_refused_without_repeating_a_password(text):
    with pytest.raises(Refused, match="smtp://user:password@host:587"):
        mail.server(text)


@pytest.mark.parametrize("text", ["a@b.example", "Chat <a@b.example>"])
def test_mail_comes_from_somebody(text):
    assert mail.sender(text) == text
    with pytest.raises(Refused, match="chat@example.org"):
        mail.sender("nobody")


def test_who_may_sign_up_is_one_of_three():
    assert accounts.opening("invite") == "invite"
    with pytest.raises(Refused, match="open, invite or closed"):
        accounts.opening("yes")


def test_half_a_provider_is_refused_by_the_name_of_what_is_missing(monkeypatch):
    monkeypatch.setenv("OIDC_URL", "https://id.example.org")
    monkeypatch.setenv("OIDC_CLIENT_ID", "chat")
    with pytest.raises(SystemExit, match="OIDC_CLIENT_SECRET must be set"):
        accounts.providers()
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "x")
    assert accounts.providers()[0]["settings"]["server_url"] == "https://id.example.org"
    monkeypatch.setenv("OIDC_URL", "http://id.example.org")
    with pytest.raises(SystemExit, match="OIDC_URL .* issuer"):
        accounts.providers()


def test_a_letter_reaches_a_real_server(relay):
    found = mail.server(f"smtp+plain://127.0.0.1:{relay.port}")
    with override_settings(**mail.configuration(found)):
        django_mail.send_mail("Hello", "from the chat", "chat@a.example", ["tom@a.example"])
    assert "rcpt to:<tom@a.example>" in map(str.lower, relay.heard)
    assert "from the chat" in relay.heard


class Relay:
    """An SMTP server that takes one letter, and says yes to everything."""

    def __init__(self):
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.heard = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        peer, _ = self.door.accept()
        with peer, peer.makefile("rwb", 0) as wire:
            wire.write(b"220 here\r\n")
            for line in wire:
                self.heard.append(line.decode().strip())
                if answer := self.answer(self.heard[-1]):
                    wire.write(answer)

    def answer(self, line):
        """What is said to a line; nothing within a letter."""
        within = "data" in self.heard and "." not in self.heard
        replies = {"data": b"354 go on\r\n", "quit": b"221 bye\r\n"}
        return replies.get(line, b"" if within else b"250 yes\r\n")


@pytest.fixture
def relay():
    server = Relay()
    yield server
    server.door.close()
