"""Who is here is looked at more closely only when something has changed for them."""

import pytest
from django.test import Client

from chat.identity import by_proof
from chat.models import Token
from chat.models.proofs import Proof, stamps


def by_token(user):
    return Proof(digest=Token.objects.create(user=user, digest="d" * 64, scopes=["chat"]).digest)


def by_cookie(user):
    browser = Client()
    browser.force_login(user)
    return Proof(session=browser.session.session_key)


@pytest.mark.parametrize("shown", [by_token, by_cookie])
def test_while_nothing_changes_a_proof_is_what_it_was_when_somebody_came_by_it(tom, shown):
    proof = shown(tom)
    assert stamps({(tom.pk, proof)}) == {(tom.pk, proof): by_proof(proof).stamp}


def test_a_proof_with_other_scopes_or_another_password_is_another(tom):
    token, cookie = by_token(tom), by_cookie(tom)
    before = stamps({(tom.pk, token), (tom.pk, cookie)})
    Token.objects.update(scopes=["read"])
    tom.set_password("another")
    tom.save()
    after = stamps({(tom.pk, token), (tom.pk, cookie)})
    assert all(before[shown] != after[shown] for shown in before)
