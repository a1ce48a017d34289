"""What we stand on is not older than the fixes that we need."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.servers import TOP

# The first versions with the fixes; of Django, for each release that the lock may have.
FLOORS = {
    "daphne": ["4.2.2"],  # CVE-2026-44545, CVE-2026-44546
    "autobahn": ["26.10.1"],  # CVE-2026-77528, CVE-2026-116579
    "twisted": ["26.4"],  # CVE-2026-42304
    "redis": ["4.6"],
    "django": ["5.2.19", "6.1.3"],
}
LOCKED = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)


def locked(name):
    """The versions of a package in the lock: one for each Python, where they differ."""
    found = LOCKED.findall((TOP / "requirements.txt").read_text())
    return sorted(Version(version) for each, version in found if each.lower() == name)


@pytest.mark.parametrize("name", FLOORS)
def test_the_lock_has_the_fixes(name):
    floors = [Version(floor) for floor in FLOORS[name]]
    versions = locked(name)
    assert len(versions) == len(floors), "the premise: one floor for each version"
    for version, floor in zip(versions, floors, strict=True):
        assert version >= floor
        assert name != "django" or version.release[:2] == floor.release[:2], "write down its floor"


@pytest.mark.parametrize("name", ["daphne", "autobahn", "twisted"])
def test_whoever_makes_the_lock_anew_gets_nothing_older(name):
    lines = (TOP / "requirements.in").read_text().splitlines()
    asked = [Requirement(re.split(r"\s+#", line)[0]) for line in lines if line.startswith(name)]
    assert [each.specifier.contains("1.0") for each in asked] == [False]
    assert asked[0].specifier.contains(FLOORS[name][0])
    older = Version(FLOORS[name][0]).release[0] - 1
    assert not asked[0].specifier.contains(f"{older}.0")


def test_every_file_of_the_lock_is_known_by_its_hash():
    entries = re.split(r"\n(?=[\w.-]+==)", (TOP / "requirements.txt").read_text())[1:]
    assert len(entries) > 20
    assert all("--hash=sha256:" in entry for entry in entries)
