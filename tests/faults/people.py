"""People in a storm: they talk, change their minds, lose their connections and come back."""

import asyncio
import itertools

from tests.client.session import Lost, Refused
from tests.faults.beliefs import Beliefs

PAUSE = 0.4  # seconds at most between two things that somebody does
EMOJI = ("👍", "🎉", "❤️")
# How often each thing is done, in relation to the others.
WEIGHTS = {
    "post": 50,
    "post_twice": 5,
    "post_many": 3,
    "edit": 15,
    "delete": 4,
    "react": 15,
    "lose_the_connection": 3,
    "hang_up": 1,
}
LATE = 20  # messages that are still changed
PASSING = {"deleted"}  # refusals where somebody was faster


class Person:
    """Somebody with a client, who does one thing after the other as `random` has it."""

    def __init__(self, client, user, random):
        self.client, self.user, self.random = client, user, random
        self.beliefs = Beliefs()
        self.numbers = itertools.count(1)
        self.faults = []

    async def live(self):
        """Do things until cancelled."""
        names, weights = zip(*WEIGHTS.items(), strict=True)
        while True:
            await asyncio.sleep(self.random.uniform(0, PAUSE))
            [name] = self.random.choices(names, weights)
            try:
                await getattr(self, name)()
            except Lost:
                pass
            except Refused as refusal:
                if refusal.error not in PASSING:
                    self.faults.append(f"{self.client.name}: {name}: {refusal}")

    # ---- What somebody says ----

    def words(self):
        return f"{self.client.name} says {next(self.numbers)}"

    async def post(self):
        room = self.random.choice(list(self.client.timelines))
        known = self.client.timelines[room].messages
        reply_to = self.random.choice([None, None, *known]) if known else None
        return self.client.say(room, self.words(), reply_to)

    async def post_twice(self):
        """As a client does that is not sure of having done it."""
        draft = await self.post()
        if self.client.session:
            self.client.keep(self.client.deliver(self.client.session, draft))

    async def post_many(self):
        for _ in range(10):
            await self.post()

    # ---- What somebody changes ----

    async def edit(self):
        if mine := self.own():
            words = self.words()
            await self.change(
                self.beliefs.text(*mine), words, "message.edit", *place(mine), body=words
            )

    async def delete(self):
        if mine := self.own():
            await self.change(self.beliefs.text(*mine), None, "message.delete", *place(mine))

    async def react(self):
        room = self.random.choice(list(self.client.timelines))
        if messages := self.latest(room):
            message = self.random.choice(messages)
            emoji, give = self.random.choice(EMOJI), self.random.random() < 0.7
            belief = self.beliefs.reaction(room, message, emoji)
            command = "reaction.add" if give else "reaction.remove"
            await self.change(belief, give, command, room, message, emoji=emoji)

    async def change(self, belief, value, command, room, message, **fields):
        """Command a change, and remember what may have come of it."""
        session = self.client.session
        if session is None:
            return
        try:
            reply = await session.insist(command, room=room, seq=message["seq"], **fields)
        except (Lost, asyncio.CancelledError):
            belief.maybe.append(value)
            raise
        belief.sure = value
        self.client.timelines[room].learn(reply["message"])

    def own(self):
        """A draft of one's own and its message, if there is a late one that is not deleted."""
        late = list(self.client.outbox.committed.values())[-LATE:]
        found = [mine for mine in late if self.beliefs.text(*mine).sure is not None]
        return self.random.choice(found) if found else None

    def latest(self, room):
        """The latest messages of a room that are not deleted."""
        late = sorted(self.client.timelines[room].messages.items())[-LATE:]
        return [message for _, message in late if not message.get("deleted")]

    # ---- How somebody goes ----

    async def lose_the_connection(self):
        self.client.abort()

    async def hang_up(self):
        if self.client.session:
            await self.client.session.socket.close()


def place(mine):
    """The room and the message of one's own."""
    draft, message = mine
    return draft.room, message
