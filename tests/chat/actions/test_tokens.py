"""Access tokens: how programs sign in."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from chat.actions import tokens
from chat.models import Token, mine
from tests.chat.doing import do, refused


def test_a_secret_is_shown_once_and_not_stored(person):
    tom = person("tom")
    made = do(tokens.make, tom, name="phone").reply
    assert made.secret.startswith("chat_") and made.secret.startswith(made.token.start)
    row = Token.objects.get()
    assert made.secret not in map(str, Token.objects.values_list().get())
    assert Token.objects.by_secret(made.secret) == row and row.user == tom
    assert Token.objects.by_secret(made.secret[:-1]) is None


def test_a_token_ends_when_it_expires(person, time_machine):
    tom = person("tom")
    secret = do(tokens.make, tom, name="phone", days=1).reply.secret
    assert Token.objects.by_secret(secret)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert Token.objects.by_secret(secret) is None


def test_a_token_ends_with_its_owner_s_account(person):
    tom = person("tom")
    secret = do(tokens.make, tom, name="phone").reply.secret
    tom.is_active = False
    tom.save()
    assert Token.objects.by_secret(secret) is None


def test_a_token_is_revoked_by_its_owner_and_nobody_else(person):
    tom, eve = person("tom"), person("eve")
    made = do(tokens.make, tom, name="phone", scopes=["read"]).reply
    assert made.token.scopes == ["read"]
    assert refused(tokens.revoke, eve, made.token.id) == "not_found"
    assert [token.name for token in mine.tokens_of(tom.pk)] == ["phone"]
    for _ in range(2):
        do(tokens.revoke, tom, made.token.id)
    assert Token.objects.by_secret(made.secret) is None and mine.tokens_of(tom.pk) == []


def test_an_operator_makes_one_and_reads_its_secret(person, capsys):
    tom = person("tom")
    call_command("createtoken", "tom", name="robot", days=3)
    secret = capsys.readouterr().out.strip()
    token = Token.objects.by_secret(secret)
    assert (token.user, token.name) == (tom, "robot") and token.expires
    with pytest.raises(CommandError, match="nobody is called ann"):
        call_command("createtoken", "ann")
    with pytest.raises(CommandError, match="1 to 3650 days"):
        call_command("createtoken", "tom", days=0)
