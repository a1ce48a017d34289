"""A person's client: one socket at a time for all rooms, made anew whenever it ends."""

import asyncio
import contextlib
from collections import Counter

import websockets

from tests.client.outbox import Outbox
from tests.client.session import Lost, Refused, Session
from tests.client.timeline import Timeline
from tests.client.witness import Witness

FINAL = 4500  # from this close code on, coming back is of no use
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0  # seconds before another try: full jitter, doubled each time
PING = 3.0  # seconds between two; `hello` says how seldom they may come
OPTIONS = {"compression": None, "ping_interval": None, "open_timeout": 30, "close_timeout": 5}


class Client:
    """Stays connected until it leaves, says what is in its outbox, and knows its rooms.

    `where` gives the address for the next try; `random` decides everything that is left to chance;
    without a `heartbeat` (seconds) it trusts the server to bring everything by itself.
    """

    def __init__(self, name, token, rooms, where, context, random, heartbeat=PING):
        self.name, self.token, self.where, self.context = name, token, where, context
        self.random, self.heartbeat = random, heartbeat
        self.outbox = Outbox()
        self.timelines = {room: Timeline(whole=True) for room in rooms}
        self.witnesses = {}
        self.asking = set()  # the rooms that are being opened
        self.faults = []  # what the server promised not to do
        self.counts = Counter()  # sockets, ends by code, gaps, …
        self.byes = []
        self.session = None  # while the rooms are open
        self.ready = asyncio.Event()
        self.leaving = False
        self.retry_after = None
        self.tasks = set()

    # ---- A socket after the other ----

    async def run(self):
        """Be there until `leave`, or until the server says not to come back."""
        tries = 0
        while not self.leaving:
            code = None
            with contextlib.suppress(OSError, websockets.InvalidHandshake, EOFError, TimeoutError):
                code = await self.one_socket()
                tries = 0
            if code is not None:
                self.counts[f"end {code}"] += 1
            if code is not None and code >= FINAL:
                self.faults.append(f"{self.name}: sent away with {code}")
                return
            longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2**tries)
            pause, self.retry_after = self.retry_after, None
            await asyncio.sleep(pause or self.random.uniform(0, longest))
            tries += 1

    async def one_socket(self):
        """Connect, catch up, stay; the code with which it ended."""
        address = f"{self.where()}/wss/chat"
        async with websockets.connect(address, ssl=self.context, **OPTIONS) as socket:
            self.counts["sockets"] += 1
            session = Session(socket, self.hear)
            listening = asyncio.create_task(session.listen())
            self.witnesses = {
                room: Witness(self.faults, f"{self.name} in {room}") for room in self.timelines
            }
            try:
                with contextlib.suppress(Lost):
                    await self.begin(session)
                await listening
            finally:
                self.session = None
                self.ready.clear()
                listening.cancel()
                self.faults += [f"{self.name}: a stray reply {reply}" for reply in session.stray]
        return socket.close_code

    async def begin(self, session):
        """Say hello, open every room at its position, and say again what nobody has confirmed."""
        await session.insist("hello", token=self.token, client="tests/1")
        for room in self.timelines:
            await self.catch_up(session, room)
        self.session = session
        self.ready.set()
        for draft in list(self.outbox.waiting.values()):
            self.keep(self.deliver(session, draft))
        if self.heartbeat:
            self.keep(self.ping(session))

    async def catch_up(self, session, room):
        """Open a room, page after page, until nothing before what was heard is missing."""
        timeline, more = self.timelines[room], True

        def use(reply):
            nonlocal more
            self.witnesses[room].opened(reply, wish.get("since"))
            more = timeline.opened(reply)
            self.counts["reset"] += reply.get("reset", False)

        self.asking.add(room)
        try:
            while more:
                wish = timeline.wish
                await session.insist("room.open", use, room=room, **wish)
        finally:
            self.asking.discard(room)

    # ---- What comes ----

    def hear(self, event):
        """Whatever the server says unasked; what is not known is passed over."""
        if event["on"] == "message" and event["room"] in self.timelines:
            self.hear_message(event)
        elif event["on"] == "room" and event.get("room"):
            timeline = self.timelines.get(event["id"])
            if timeline and timeline.epoch not in (None, event["room"]["epoch"]):
                self.open_again(event["id"])
        elif event["on"] == "bye":
            self.byes.append(event)
            self.retry_after = event.get("retry_after")
        elif event["on"] == "error":
            self.faults.append(f"{self.name}: {event}")

    def hear_message(self, event):
        room = event["room"]
        self.witnesses[room].heard(event)
        if self.timelines[room].position is None or self.timelines[room].heard(event):
            self.counts["gaps"] += 1
            self.open_again(room)

    def open_again(self, room):
        """Ask for what is missing, unless it is being asked for."""
        if self.session and room not in self.asking:
            self.keep(self.catch_up(self.session, room))

    # ---- What is said ----

    def say(self, room, body, reply_to=None):
        """Post a message: now, or as soon as there is a server."""
        draft = self.outbox.add(self.random, room, body, reply_to)
        if self.session:
            self.keep(self.deliver(self.session, draft))
        return draft

    async def deliver(self, session, draft):
        """Post until it is committed or refused for good; what is lost stays in the outbox."""
        try:
            reply = await session.insist("message.post", **draft.command)
        except Refused as refusal:
            self.outbox.refuse(draft, refusal.error)
        else:
            self.timelines[draft.room].learn(reply["message"])
            self.outbox.commit(draft, reply["message"])

    async def ping(self, session):
        """Ask again and again how far the rooms are; a head not reached by the next time is a hole.

        The server brings what is missing by itself, so what it tells now may be on its way.
        """
        heads = {}
        while True:
            await asyncio.sleep(self.random.uniform(self.heartbeat / 2, self.heartbeat))
            for room, head in heads.items():
                if self.timelines[room].position < head:
                    self.counts["holes"] += 1
                    await self.catch_up(session, room)
            at = {str(room): timeline.position for room, timeline in self.timelines.items()}
            reply = await session.insist("ping", at=at)
            heads = {int(room): head for room, head in reply["heads"].items()}

    # ---- How it ends ----

    def abort(self):
        """Lose the connection without a word, if there is one."""
        if self.session:
            self.session.abort()

    async def leave(self):
        """Close the socket and come back no more."""
        self.leaving = True
        if self.session:
            await self.session.socket.close()

    def keep(self, work):
        """Run it beside; the end of the socket is its end, anything else a fault."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.kept)

    def kept(self, task):
        self.tasks.discard(task)
        if not task.cancelled() and not isinstance(task.exception(), Lost | None):
            self.faults.append(f"{self.name}: {task.exception()!r}")
