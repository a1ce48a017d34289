"""Whoever runs a site, and a room to look after."""

import pytest
from django.test import Client

from chat.models import Member, Room, User


@pytest.fixture
def boss(db):
    """Who may do everything."""
    return User.objects.create_superuser("boss")


@pytest.fixture
def panel(boss):
    """The admin panel as the boss's browser has it."""
    client = Client(raise_request_exception=True)
    client.force_login(boss)
    return client


@pytest.fixture
def tea(person):
    """A room of tom's, with ann in it."""
    made = Room.objects.create(title="Tea", slug="tea")
    for name, role in (("tom", "owner"), ("ann", "member")):
        Member.objects.create(room=made, user=person(name), role=role)
    return made
