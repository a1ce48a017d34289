"""Nobody keeps more ways in open than one may."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from chat.actions import allowance, invites, tokens, webhooks
from chat.models import Invite, Token
from chat.protocol.commands import RoomInvite
from tests.chat.doing import do, refused


@pytest.fixture(autouse=True)
def two(monkeypatch):
    monkeypatch.setattr(allowance, "MOST", 2)


def test_one_token_too_many_is_refused_until_another_ends(tom, person):
    first = do(tokens.make, tom, "1").reply.token
    do(tokens.make, tom, "2")
    assert refused(tokens.make, tom, "3") == "too_many"
    with pytest.raises(CommandError, match="You have 2 of these already"):
        call_command("createtoken", "tom")
    do(tokens.make, person("ann"), "hers")
    do(tokens.revoke, tom, first.id)
    do(tokens.make, tom, "3")
    Token.objects.filter(user=tom).update(expires=timezone.now() - timedelta(days=1))
    do(tokens.make, tom, "4")


def test_one_link_too_many_is_refused_until_another_ends(tom, room):
    link = RoomInvite(ref=1, room=room.pk, uses=1)
    for _ in range(2):
        do(invites.invite, tom, link)
    assert refused(invites.invite, tom, link) == "too_many"
    Invite.objects.filter(pk=Invite.objects.first().pk).update(uses=1)
    do(invites.invite, tom, link)


def test_one_webhook_too_many_is_refused_until_another_is_dropped(tom, room):
    made = [do(webhooks.make, tom, room.pk, name).reply.webhook for name in ("a", "b")]
    assert refused(webhooks.make, tom, room.pk, "c") == "too_many"
    do(webhooks.drop, tom, made[0].id)
    do(webhooks.make, tom, room.pk, "c")
