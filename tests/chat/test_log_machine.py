"""Whatever several people do in whatever batches, every client ends with what the database has."""

import itertools
import uuid
from functools import partial

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from chat.actions import editing, reactions
from chat.actions.draft import Draft
from chat.actions.outcome import Outcome
from chat.commit import Act, commit
from chat.models import Member, Message, Room, User, log
from chat.protocol import commands
from chat.protocol.events import MessageEvent
from chat.protocol.frames import Refusal

KEYS = [uuid.UUID(int=number) for number in range(12)]
REFUSALS = {
    "blank",
    "id_reused",
    "not_found",
    "no_such_message",
    "not_yours",
    "deleted",
    "forbidden",
}
names = itertools.count()

people, rooms = st.integers(0, 2), st.integers(0, 1)
seqs, bodies = st.integers(1, 12), st.sampled_from(["a", "b", "@c", ""])
posts = st.builds(
    lambda *which: ("post", *which),
    people,
    rooms,
    st.sampled_from(KEYS),
    bodies,
    st.none() | seqs,
)
edits = st.tuples(st.just("edit"), people, rooms, seqs, bodies)
deletions = st.tuples(st.just("delete"), people, rooms, seqs)
signs = st.sampled_from(["👍", "❤"])
given = st.tuples(st.sampled_from(["react", "unreact"]), people, rooms, seqs, signs)
batches = st.lists(st.one_of(posts, posts, edits, deletions, given, given), max_size=8, min_size=1)

COMMANDS = {
    "edit": (editing.edit, commands.MessageEdit, "body"),
    "delete": (editing.delete, commands.MessageDelete, None),
    "react": (reactions.add, commands.ReactionAdd, "emoji"),
    "unreact": (reactions.remove, commands.ReactionRemove, "emoji"),
}


class Client:
    """What a client knows of a room: its messages by seq, and its own position."""

    def __init__(self):
        self.messages, self.position = {}, 0

    def merge(self, message):
        known = self.messages.get(message.seq)
        if known is None or known.rev < message.rev:
            self.messages[message.seq] = message

    def hear(self, event):
        """A client that misses nothing: each change is the next."""
        assert (event.after, event.rev) == (self.position, self.position + 1)
        self.position = event.rev
        self.merge(msgspec.json.decode(event.text, type=MessageEvent).message)

    def resume(self, user, room):
        """A client that only ever asks what it missed."""
        more = True
        while more:
            told = log.opened(user, room.pk, self.position, room.epoch)
            assert not told.reset
            revs = [message.rev for message in told.messages]
            assert revs == sorted(set(revs)) and all(rev > self.position for rev in revs)
            for message in told.messages:
                self.merge(message)
            self.position, more = told.seq, told.more

    def open(self, user, room):
        """A client that comes for the first time, and reads back to the beginning."""
        told = log.opened(user, room.pk, None, None)
        self.position, page, more = told.seq, told.messages, True
        while more:
            for message in page:
                self.merge(message)
            before = page[0].seq if page else 0
            asked = commands.RoomHistory(ref=1, room=room.pk, before=before, limit=3)
            older = log.history(user, asked)
            page, more = older.messages, bool(older.messages)


class LogMachine(RuleBasedStateMachine):
    """Two rooms: three members in one of them, two in the other."""

    def __init__(self):
        super().__init__()
        self.people = [User.objects.create_user(f"p{next(names)}") for _ in range(3)]
        self.rooms = [Room.objects.create(kind=Room.Kind.PRIVATE) for _ in range(2)]
        for room, members in zip(self.rooms, (self.people, self.people[:2]), strict=True):
            for user in members:
                Member.objects.create(room=room, user=user)
        Member.objects.filter(user=self.people[0]).update(role=Member.Role.MODERATOR)
        self.live = [Client() for _ in self.rooms]
        self.resumed = [Client() for _ in self.rooms]
        self.acknowledged = {}

    def work(self, kind, person, where, *rest):
        user, room = self.people[person].pk, self.rooms[where].pk
        if kind == "post":
            key, body, reply_to = rest
            return Draft(user, room, key, body.replace("c", self.people[1].username), reply_to)
        action, command, field = COMMANDS[kind]
        fields = {field: rest[1]} if field else {}
        return Act(partial(action, user, command(ref=1, room=room, seq=rest[0], **fields)), room)

    @rule(batch=batches)
    def happen(self, batch):
        works = [self.work(*each) for each in batch]
        answers = commit(works)
        assert len(answers) == len(works)
        for work, answer in zip(works, answers, strict=True):
            if isinstance(answer, Refusal):
                assert answer.code in REFUSALS
                continue
            for event in answer.events:
                where = [room.pk for room in self.rooms].index(event.room)
                self.live[where].hear(event)
            if isinstance(work, Draft):
                self.acknowledge(work, answer)

    def acknowledge(self, draft, answer: Outcome):
        told = answer.reply.message
        place = self.acknowledged.setdefault(
            (draft.author, draft.client_id), (draft.room, told.seq)
        )
        assert place == (draft.room, told.seq)

    @rule(where=rooms)
    def resume(self, where):
        self.resumed[where].resume(self.people[0].pk, self.rooms[where])

    @invariant()
    def what_is_acknowledged_is_there_once(self):
        stored = Message.objects.filter(room__in=self.rooms)
        found = {
            (author, key): (room, seq)
            for author, key, room, seq in stored.values_list("author", "client_id", "room", "seq")
        }
        assert found == self.acknowledged and stored.count() == len(found)

    def teardown(self):
        for where, room in enumerate(self.rooms):
            self.resume(where)
            anew = Client()
            anew.open(self.people[0].pk, room)
            truth = {message.seq: message for message in log.changes(room.pk, 0, 10_000)}
            seq = Room.objects.get(pk=room.pk).seq
            for client in (self.live[where], self.resumed[where], anew):
                assert client.messages == truth and client.position == seq


def test_every_client_ends_with_what_the_database_has(db, monkeypatch):
    monkeypatch.setattr(log, "CHANGES", 3)  # so that who missed much asks more than once
    chosen = settings(
        max_examples=20,
        stateful_step_count=12,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(LogMachine, settings=chosen)
