"""A feed tells each change once and in order, whatever comes of it, how often and when."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chat import events
from chat.hub import order
from chat.hub.feed import Feed
from chat.models.log import Head
from chat.protocol import things
from chat.protocol.events import RoomEvent
from tests.chat.processes import Socket

ROOM = 3
PAGE = 4  # changes in one answer of the model's database


def message(seq, rev):
    """A message of which nothing but its place matters."""
    return things.Message(seq, rev, None, UUID(int=seq), datetime(2026, 1, 1, tzinfo=UTC))


def change(rev, seq=None):
    return events.message(ROOM, rev - 1, message(seq or rev, rev))


def room(version):
    state = things.Room(ROOM, "public", "Tea", "e", 0, version)
    return events.to_room(ROOM, RoomEvent(id=ROOM, room=state))


class Layer(RuleBasedStateMachine):
    """A room that changes, a layer that does as it likes, sockets that come and go."""

    def __init__(self):
        super().__init__()
        self.feed = Feed(ROOM)
        self.listeners, self.joining = [], []
        self.stored = {}  # the rev of each message: the database
        self.seq_of = {}  # the message that each change was of
        self.sent, self.reads = [], []
        self.told = []  # the feed's own word, before any socket picks what is new to it

    @property
    def head(self):
        return len(self.seq_of)

    @rule(old=st.integers(0, 5), carried=st.booleans())
    def somebody_posts_or_edits(self, old, carried):
        rev = self.head + 1
        seq = old if old in self.stored else rev
        self.stored[seq], self.seq_of[rev] = rev, seq
        if carried:
            self.sent.append(rev)

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), again=st.booleans())
    def the_layer_brings_something(self, data, again):
        rev = data.draw(st.sampled_from(self.sent))
        if not again:
            self.sent.remove(rev)
        self.feed.offer(change(rev, self.seq_of[rev]))

    @precondition(lambda self: self.feed.position is not None)
    @rule()
    def the_database_is_asked(self):
        self.reads.append((self.head, self.changes_after(self.feed.position)))

    @precondition(lambda self: self.reads)
    @rule(data=st.data())
    def the_database_answers(self, data):
        self.learn(*self.reads.pop(data.draw(st.integers(0, len(self.reads) - 1))))

    @rule()
    def a_socket_joins(self):
        listener = Socket()
        self.feed.hears[listener.hear] = 1
        if self.feed.position is None:
            self.feed.hears[self.hear], self.told = 1, []
            self.feed.begin(Head(self.head, "e", 0))
        self.listeners.append(listener)
        self.joining.append(listener)

    @precondition(lambda self: self.joining)
    @rule()
    def a_socket_has_read_the_room(self):
        self.joining.pop(0).read(self.stored, self.head)

    @precondition(lambda self: self.listeners)
    @rule(data=st.data())
    def a_socket_leaves(self, data):
        listener = data.draw(st.sampled_from(self.listeners))
        self.listeners.remove(listener)
        self.joining = [other for other in self.joining if other is not listener]
        del self.feed.hears[listener.hear]
        if not self.listeners:
            self.feed, self.reads = Feed(ROOM), []

    def hear(self, event):
        self.told.append(event.rev)

    def changes_after(self, position):
        return sorted((rev, seq) for seq, rev in self.stored.items() if rev > position)[:PAGE]

    def learn(self, head, found):
        whole = head if len(found) < PAGE else None
        self.feed.learn([message(seq, rev) for rev, seq in found], whole)

    @invariant()
    def each_change_is_heard_once_and_in_order(self):
        for heard in (self.told, *(listener.revs for listener in self.listeners)):
            assert heard == sorted(set(heard))

    @invariant()
    def nothing_is_kept_that_was_told(self):
        assert all(after >= self.feed.position for _, after in self.feed.early())

    def teardown(self):
        """At rest everybody knows what the database knows."""
        while self.joining:
            self.a_socket_has_read_the_room()
        while self.feed.position is not None and self.feed.position < self.head:
            self.learn(self.head, self.changes_after(self.feed.position))
        for listener in self.listeners:
            for rev in listener.revs:
                listener.known[self.seq_of[rev]] = rev
            assert listener.known == self.stored


TestLayer = Layer.TestCase
TestLayer.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)


def feed_at(position):
    """A feed that has been told so far, and what one socket hears from there on."""
    feed, heard = Feed(ROOM), []
    feed.hears[heard.append] = 1
    feed.begin(Head(position, "e", 0))
    return feed, heard


def test_a_feed_that_is_flooded_from_ahead_keeps_a_bounded_part():
    feed, heard = feed_at(0)
    for rev in range(2, 10 * order.MOST):
        feed.offer(change(rev))
    assert len(feed.early()) == order.MOST and not heard
    feed.offer(change(1))
    assert [event.rev for event in heard] == list(range(1, order.MOST + 2))


def test_before_the_database_was_read_nothing_is_told_and_nothing_lost():
    feed, heard = Feed(ROOM), []
    feed.hears[heard.append] = 1
    for rev in (9, 7, 8, 8, 5):
        feed.offer(change(rev))
    feed.offer(room(4))
    assert not heard and not feed.early()
    feed.begin(Head(7, "e", 3))
    assert [(event.rev, event.version) for event in heard] == [(8, 0), (9, 0), (0, 4)]


def test_a_room_is_told_as_it_becomes_and_never_as_it_was():
    feed, heard = feed_at(0)
    for version in (1, 3, 1, 2, 2):
        feed.offer(room(version))
    assert [event.version for event in heard] in ([1, 1, 2, 3], [1, 1, 2, 3, 2], [1, 2, 3])
    assert heard[-1].version == 3 and feed.state.at == 3


def test_two_changes_of_members_in_one_commit_are_both_told():
    feed, heard = feed_at(0)
    ann, bob = (events.Event(name, ROOM, version=2) for name in ("ann", "bob"))
    feed.offer(ann), feed.offer(bob)
    assert not heard
    feed.offer(room(1))
    assert [event.text for event in heard[1:]] == ["ann", "bob"]


def test_a_broken_socket_silences_nobody(caplog):
    feed, heard = feed_at(0)
    feed.hears = {lambda event: 1 / 0: 2} | feed.hears
    feed.offer(change(1))
    assert len(heard) == 1 and "could not be written" in caplog.text


def test_what_not_even_the_database_knows_is_forgotten():
    feed, heard = feed_at(0)
    feed.offer(change(9))
    early = feed.early()
    feed.offer(change(12))
    feed.forget(early)
    assert len(feed.early()) == 1 and not heard
