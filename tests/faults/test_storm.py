"""The fault storm: whatever happens to the servers, nobody loses a message or hears one twice."""

import faulthandler
import os
import sys
from random import SystemRandom

import pytest

from tests.faults import troubles
from tests.faults.place import FAULTY
from tests.faults.storm import Storm

SEED = os.environ.get("STORM_SEED") or str(SystemRandom().randrange(10**6))
SECONDS = int(os.environ.get("STORM_SECONDS", "150"))  # of each of the long ones

SERVERS = [troubles.a_server_is_killed, troubles.a_server_is_replaced]
WORKERS = [troubles.a_worker_is_killed, troubles.all_workers_are_replaced]
AROUND = [troubles.redis_is_killed, troubles.the_database_is_locked, troubles.redis_is_cut_off]


async def test_one_server_on_sqlite_loses_nothing(place, own_redis, tmp_path):
    servers = await place(1, **FAULTY).start()
    storm = Storm(servers, SEED, 8, 2, own_redis, str(tmp_path / "data" / "db.sqlite3"))
    await storm.run([SERVERS, AROUND])


@pytest.mark.soak
async def test_three_servers_on_postgresql_lose_nothing(place, own_redis, postgresql):
    servers = await place(3, DATABASE_URL=postgresql.url, **FAULTY).start()
    await Storm(servers, SEED, 12, 3, own_redis, postgresql).run([SERVERS, AROUND])


# ---- The long ones: python3 manage.py test -m soak tests/faults ----


@pytest.fixture
def patience():
    """pytest ends a run whose test takes five minutes; these may."""
    faulthandler.dump_traceback_later(3 * SECONDS + 300, exit=True, file=sys.__stderr__)


@pytest.mark.soak
async def test_one_server_on_sqlite_loses_nothing_for_long(place, own_redis, tmp_path, patience):
    servers = await place(1, **FAULTY).start()
    database = str(tmp_path / "data" / "db.sqlite3")
    storm = Storm(servers, f"{SEED}-long", 16, 4, own_redis, database, cut=20)
    await storm.run([SERVERS, AROUND], SECONDS)


@pytest.mark.soak
async def test_three_servers_on_postgresql_lose_nothing_for_long(
    place, own_redis, postgresql, patience
):
    servers = await place(3, DATABASE_URL=postgresql.url, **FAULTY).start()
    storm = Storm(servers, f"{SEED}-long", 20, 5, own_redis, postgresql, cut=20)
    more = [troubles.a_server_stands_still, troubles.the_database_is_killed]
    await storm.run([[*SERVERS, more[0]], [*AROUND, more[1]]], SECONDS)


@pytest.mark.soak
async def test_three_workers_behind_a_port_lose_nothing_for_long(
    place, own_redis, postgresql, patience
):
    servers = await place(1, workers=3, DATABASE_URL=postgresql.url, **FAULTY).start()
    storm = Storm(servers, f"{SEED}-workers", 16, 4, own_redis, postgresql, cut=20)
    await storm.run([WORKERS, AROUND], SECONDS)
