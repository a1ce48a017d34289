"""Tom, and a room of his."""

import pytest


@pytest.fixture
def tom(person):
    return person("tom")


@pytest.fixture
def lobby(room_of, tom):
    return room_of(tom)
