"""What the tests of the server's own programs share."""

import logging

import pytest

from tests.chatsite.workers import Crew
from tests.tls import Authority


@pytest.fixture
def authority(tmp_path):
    """A certificate authority whose files are the test's own."""
    return Authority(tmp_path)


@pytest.fixture
def pair(authority):
    """The certificate and the key of a server that is called localhost."""
    return authority.pair("localhost")


@pytest.fixture
def log(caplog):
    """What the wss server says of itself."""
    caplog.set_level(logging.INFO, "chatsite.wss")
    return caplog


@pytest.fixture
def new_crew(tmp_path):
    """Makes a supervisor: `new_crew()`, `new_crew(count=3, SUBREAPER="1")`."""
    made = []

    def make(**options):
        made.append(Crew(tmp_path, **options))
        return made[-1]

    yield make
    for crew in made:
        crew.end()
