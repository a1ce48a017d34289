"""When a session was last used: what its owner sees of it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from chat import uses
from tests.chat.accounts.conftest import Browser

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_that_is_opened_again_is_seen_again_and_not_each_time(known):
    known("tom")
    visitor = Browser()
    visitor.sign_in("tom")
    long_ago = timezone.now() - timedelta(days=3)
    for seen in (True, False):
        UserSession.objects.update(last_seen_at=long_ago)
        visitor.get("/")
        assert (UserSession.objects.get().last_seen_at > long_ago) == seen
    uses.noted.clear()
    visitor.get("/")
    assert UserSession.objects.get().last_seen_at > long_ago
