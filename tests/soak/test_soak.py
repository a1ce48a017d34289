"""Ten minutes of everything at once: nobody is lost, and nothing is left behind.

SOAK_SECONDS=160 makes it shorter, for a trial. In the first half the workers are replaced in every
round; in the second they stay, since a worker that lives for a minute cannot show what it leaks.
"""

import asyncio
import faulthandler
import os
import resource
import sys

import pytest

from tests.soak.crowd import Crowds
from tests.soak.people import CUT, RESTART, TOO_SLOW, Members, stall
from tests.soak.place import WORKERS, Place

SECONDS = int(os.environ.get("SOAK_SECONDS", "600"))
ROUND = max(40, min(60, SECONDS // 4))  # seconds; a crowd needs ten to come
ROUNDS = max(4, SECONDS // ROUND)
MEMBERS, STALLED, MOST = 100, 50, 5000
SPARE = 1000  # open files of a worker beside the sockets of all, while the other is replaced
LEAVING = 8  # seconds until the last of a crowd has been noted as gone
# What a round leaves in a process is free memory that malloc keeps, another amount each time; a
# leak of 1 kB a socket would be 5 MiB a round. Files come and go with threads and with Redis.
MORE_MEMORY, MORE_FILES = 1.15, 12


@pytest.fixture
def sockets():
    """As many as the limit of open files allows, which is raised as far as it can be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 20_000 if hard == resource.RLIM_INFINITY else min(hard, 20_000)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
    yield min(MOST, max(soft, most) - SPARE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.soak
async def test_nobody_is_lost_and_nothing_is_left_behind(
    tmp_path, data_dir, redis, sockets, monkeypatch, capsys
):
    # pytest ends a run whose test takes five minutes; this one may.
    faulthandler.dump_traceback_later(3 * ROUND * ROUNDS, exit=True, file=sys.__stderr__)
    place = Place(tmp_path, data_dir, redis)
    try:
        place.site.start()
        async with asyncio.timeout(2 * ROUND * ROUNDS):
            await Soak(place, Crowds(tmp_path, monkeypatch, place.site), sockets, capsys).run()
        assert place.site.stop() == 0
        assert "Traceback" not in place.site.output
    finally:
        place.site.end()


class Soak:
    """The rounds, and what each of them must show."""

    def __init__(self, place, crowds, sockets, capsys):
        self.place, self.crowds, self.sockets, self.capsys = place, crowds, sockets, capsys
        self.levels = []

    async def run(self):
        self.members = Members(self.place.site, self.place.authority.client(), MEMBERS)
        renewals = asyncio.create_task(self.renew())
        try:
            for number in range(ROUNDS):
                await self.round(number, rolls=number < ROUNDS // 2)
                assert not renewals.done(), renewals.exception()
        finally:
            renewals.cancel()
            await asyncio.gather(renewals, return_exceptions=True)
            await self.members.leave()
        self.judge()

    async def renew(self):
        while True:
            await asyncio.sleep(ROUND / 2)
            await self.place.renew()

    async def round(self, number, rolls):
        """A crowd comes, talks and goes; half of it is sent away where the workers are replaced."""
        half = self.sockets // 2
        async with asyncio.TaskGroup() as group:
            listeners = group.create_task(self.crowds.listeners(half, ROUND - 10))
            talkers = group.create_task(self.crowds.talkers(self.sockets - half, ROUND // 4))
            stalled = group.create_task(self.stall(number))
            await asyncio.wait({talkers, stalled})
            if rolls:
                await self.place.roll()
        check_talkers(talkers.result())
        check_listeners(listeners.result(), rolls)
        await asyncio.sleep(LEAVING)
        self.tell(number, rolls, talkers.result(), stalled.result())

    async def stall(self, number):
        await asyncio.sleep(ROUND / 4)  # among the crowd
        place = self.place
        ends = await stall(place.site, place.authority.client(), STALLED, f"flood-{number}")
        # Who wakes too late to read the close frame finds the connection cut.
        assert set(ends) <= {TOO_SLOW, CUT}, ends
        return ends

    def tell(self, number, rolls, talkers, stalled):
        """Note the level, and a line for whoever waits."""
        self.levels.append(self.place.level())
        with self.capsys.disabled():
            print(
                f"\nround {number + 1} of {ROUNDS}{', workers replaced' if rolls else ''}: "
                f"{self.sockets} sockets, {talkers['deliveries']} copies, {self.members.words} "
                f"words of members, ends {dict(self.members.ends)}, stalled {dict(stalled)}, "
                f"{self.place.renewals} renewals; {self.levels[-1]}",
                end="",
            )

    def judge(self):
        members, stays, last = self.members, self.levels[ROUNDS // 2], self.levels[-1]
        assert members.faults == []
        assert set(members.ends) == {RESTART}
        # Who is sent away by the first worker may come to the second, which is replaced as well.
        rolls = self.place.rolls
        assert MEMBERS * rolls <= members.ends[RESTART] <= MEMBERS * rolls * WORKERS
        assert rolls == ROUNDS // 2 and self.place.renewals >= ROUNDS
        assert last.memory < stays.memory * MORE_MEMORY, self.levels
        assert last.files < self.levels[0].files + MORE_FILES, self.levels


def check_talkers(crowd):
    """Each of them heard every copy of every message once, in order."""
    assert crowd["ok"] and crowd["lost"] == 0, crowd


def check_listeners(crowd, sent_away):
    """They heard the others, and nothing ended them but a restart."""
    lost = crowd["conns"] if sent_away else 0
    assert crowd["ready"] == crowd["conns"] and crowd["lost"] == lost, crowd
    assert sum(crowd["failed"].values()) == lost, crowd
    assert not lost or "Close 1012" in crowd["first_error"], crowd
    assert crowd["other_messages"] > 0, crowd
