"""Many people talk at once while their servers suffer; afterwards everybody must know the same."""

import asyncio
from collections import Counter
from random import Random

from tests.client.client import Client
from tests.faults import verdict
from tests.faults.people import Person

CALM = 90  # seconds after the last fault within which everybody must know everything
PAUSE = 1.5  # seconds at most between two faults


class Storm:
    """`people` in `rooms` of a place, with everything left to chance decided by `seed`."""

    def __init__(self, place, seed, people, rooms, redis, database, cut=3):
        self.place, self.seed, self.redis, self.database = place, seed, redis, database
        self.cut = cut  # seconds that Redis is cut off
        self.random = Random(seed)
        self.names = [f"person{number}" for number in range(people)]
        self.titles = [f"storm-{seed}-{number}" for number in range(rooms)]

    async def run(self, lines, seconds=0):
        """Let the troubles of each line come one after the other, again for so many seconds."""
        community = await self.place.settle(self.names, self.titles)
        self.rooms = list(community.rooms.values())
        self.people = [self.person(community, name) for name in self.names]
        running = [asyncio.create_task(person.client.run()) for person in self.people]
        try:
            await self.all_ready()
            living = [asyncio.create_task(person.live()) for person in self.people]
            try:
                await self.trouble(lines, seconds)
            finally:
                await end(living)
            truth = await self.calm()
            for site in self.place.sites:
                assert site.child.poll() is None, site.output
        finally:
            await end(running)
        self.judge(truth)
        self.place.check_logs()

    def person(self, community, name):
        random = Random(f"{self.seed} {name}")
        address = self.place.addresses(random)
        token, context = community.tokens[name], self.place.context
        heartbeat = random.choice([None, 3])  # seconds; who never asks must miss nothing, too
        client = Client(name, token, self.rooms, address, context, random, heartbeat)
        return Person(client, community.ids[name], random)

    async def all_ready(self):
        async with asyncio.timeout(CALM):
            for person in self.people:
                await person.client.ready.wait()

    async def trouble(self, lines, seconds):
        end = asyncio.get_running_loop().time() + seconds
        async with asyncio.TaskGroup() as group:
            for line in lines:
                group.create_task(self.suffer(line, end))

    async def suffer(self, line, end):
        """Each trouble of the line once, then any of them until the end."""
        todo = list(line)
        while todo or asyncio.get_running_loop().time() < end:
            await asyncio.sleep(self.random.uniform(0.5, PAUSE))
            trouble = todo.pop(0) if todo else self.random.choice(line)
            await trouble(self)

    # ---- Afterwards ----

    async def calm(self):
        """What the database holds once everybody has heard and said everything, or time is up."""
        end = asyncio.get_running_loop().time() + CALM
        while True:
            truth = await self.place.truth(self.rooms)
            heads = {room: log["seq"] for room, log in truth.items()}
            if all(is_done(person.client, heads) for person in self.people):
                return truth
            if asyncio.get_running_loop().time() > end:
                return truth
            await asyncio.sleep(1)

    def judge(self, truth):
        """Everything that people were promised."""
        counts = sum((person.client.counts for person in self.people), Counter())
        heads = {room: log["seq"] for room, log in truth.items()}
        print(f"storm {self.seed}: {heads}, {dict(counts)}")
        faults = list(verdict.faults(self.people, truth))
        assert not faults, "\n".join([f"storm {self.seed}, {len(faults)} faults:", *faults[:40]])
        assert min(heads.values()) > 20, "the premise: there was traffic"


def is_done(client, heads):
    """Whether a client has said all that it had to say, and knows all there is to know."""
    known = {room: timeline.position for room, timeline in client.timelines.items()}
    return client.ready.is_set() and not client.outbox.waiting and known == heads


async def end(tasks):
    for task in tasks:
        task.cancel()
    for error in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(error, asyncio.CancelledError | None):
            raise error
