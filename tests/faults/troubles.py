"""What befalls a storm's servers and what they stand on, one function a fault."""

import asyncio
import signal
import sqlite3

import psycopg


async def a_server_is_killed(storm):
    await storm.place.kill(storm.random.choice(storm.place.sites))


async def a_server_is_replaced(storm):
    await storm.place.replace(storm.random.choice(storm.place.sites))


async def a_server_stands_still(storm):
    async with storm.place.hurting:
        with storm.place.frozen(storm.random.choice(storm.place.sites)):
            await asyncio.sleep(2)


async def a_worker_is_killed(storm):
    await storm.place.kill_worker(storm.random.choice(storm.place.sites), storm.random)


async def all_workers_are_replaced(storm):
    await storm.place.roll(storm.random.choice(storm.place.sites))


async def redis_is_killed(storm):
    await asyncio.to_thread(storm.redis.stop, signal.SIGKILL)
    await asyncio.sleep(1)
    await asyncio.to_thread(storm.redis.start)


async def redis_is_cut_off(storm):
    with storm.place.frozen(storm.redis):
        await asyncio.sleep(storm.cut)


async def the_database_is_locked(storm):
    await asyncio.to_thread(lock, storm.database, 5)


async def the_database_is_killed(storm):
    await asyncio.to_thread(storm.database.stop, signal.SIGQUIT)
    await asyncio.sleep(1)
    await asyncio.to_thread(storm.database.start)


def lock(database, seconds):
    """Hold what every writer needs, for so long."""
    import time

    if isinstance(database, str):
        connection = sqlite3.connect(database, timeout=30, isolation_level=None)
        begin = "BEGIN IMMEDIATE"
    else:
        connection = psycopg.connect(database.url)
        begin = "LOCK TABLE chat_room IN ACCESS EXCLUSIVE MODE"
    try:
        connection.execute(begin)
        time.sleep(seconds)
        connection.rollback()
    finally:
        connection.close()
