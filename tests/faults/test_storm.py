"""The fault storm: whatever happens to the servers, nobody loses a message or hears one twice."""

import os
from random import SystemRandom

from tests.faults import troubles
from tests.faults.place import FAULTY
from tests.faults.storm import Storm

SEED = os.environ.get("STORM_SEED") or str(SystemRandom().randrange(10**6))
SECONDS = int(os.environ.get("STORM_SECONDS", "120"))

WORKERS = [troubles.a_server_is_killed, troubles.a_server_is_replaced]
AROUND = [troubles.redis_is_killed, troubles.the_database_is_locked, troubles.redis_is_cut_off]


async def test_one_server_on_sqlite_loses_nothing(place, own_redis, tmp_path):
    servers = await place(1, **FAULTY).start()
    database = str(tmp_path / "data" / "db.sqlite3")
    await Storm(servers, SEED, 8, 2, own_redis, database).run([WORKERS, AROUND])


async def test_three_servers_on_postgresql_lose_nothing(place, own_redis, postgresql):
    servers = await place(3, DATABASE_URL=postgresql.url, **FAULTY).start()
    await Storm(servers, SEED, 12, 3, own_redis, postgresql).run([WORKERS, AROUND])
