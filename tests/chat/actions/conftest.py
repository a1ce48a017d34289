"""A room for what only its owner may."""

import pytest

from chat.models import Member


@pytest.fixture
def room(tom, room_of):
    """A room that tom owns."""
    made = room_of()
    Member.objects.create(room=made, user=tom, role="owner")
    return made
