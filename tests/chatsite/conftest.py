"""What the tests of the server's own programs share."""

import pytest

from tests.chatsite.workers import Crew


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
