"""When a crowd has gone its memory is given back, and not at every step of a person."""

import pytest

from chatsite.wss.memory import CROWD, Memory


@pytest.mark.parametrize(
    ("sockets", "times"),
    [
        ([0, 5000, 4000, 2600, 2500], 1),
        ([5000, 0, 0, 0], 1),
        ([5000, 0, 5000, 0], 2),
        ([5000, 2000, 1900, 1000], 2),
        ([CROWD - 1, 0], 0),
        ([5000, 4000, 5000, 4000], 0),
    ],
    ids=["half of it", "all of it", "two crowds", "in two parts", "a few", "to and fro"],
)
def test_it_is_given_back_when_a_crowd_has_left(sockets, times):
    given = []
    memory = Memory(lambda: given.append(1))
    for number in sockets:
        memory.look(number)
    assert len(given) == times
