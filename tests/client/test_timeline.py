"""Whatever the way does to what a client is told, it ends with what the room's log says."""

import json
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.client.timeline import Timeline
from tests.client.witness import Witness

PAGE = 3  # messages in one answer to `since`
FIRST = 4  # messages in an answer without it


class Log:
    """The server's side, as the protocol describes it: the truth that clients are to end with."""

    def __init__(self, epoch=1):
        self.epoch, self.seq, self.messages = str(epoch), 0, {}

    def change(self, seq, **fields):
        """Post (`seq` None) or change a message; what clients hear of it."""
        after, self.seq = self.seq, self.seq + 1
        old = self.messages.get(seq, {"seq": self.seq})
        self.messages[old["seq"]] = {**old, **fields, "rev": self.seq}
        return self.event(old["seq"], after)

    def event(self, seq, after):
        return {"on": "message", "room": 1, "after": after, "message": {**self.messages[seq]}}

    def compacted(self, position):
        """The repair of a hub that knows the room up to here: the latest changes, one each."""
        events = []
        for message in sorted(self.messages.values(), key=lambda message: message["rev"]):
            if message["rev"] > position:
                events.append(self.event(message["seq"], position))
                position = message["rev"]
        return events

    def opened(self, since=None, epoch=None):
        reset = since is not None and (since > self.seq or epoch not in (None, self.epoch))
        if since is None or reset:
            found, more = sorted(self.messages.values(), key=lambda m: m["seq"])[-FIRST:], False
        else:
            found = [event["message"] for event in self.compacted(since)]
            found, more = found[:PAGE], len(found) > PAGE
        seq = found[-1]["rev"] if more else self.seq
        found = json.loads(json.dumps(found))
        return {"epoch": self.epoch, "seq": seq, "messages": found, "more": more, "reset": reset}


class OnTheWay(RuleBasedStateMachine):
    """A log that changes, a way that loses, repeats and reorders, and a client that merges."""

    def __init__(self):
        super().__init__()
        self.log, self.timeline, self.way = Log(), Timeline(whole=True), []
        self.open()

    def open(self):
        while self.timeline.opened(self.log.opened(**self.timeline.wish)):
            pass

    @rule(body=st.integers())
    def somebody_posts(self, body):
        self.way.append(self.log.change(None, body=body))

    @precondition(lambda self: self.log.messages)
    @rule(data=st.data(), body=st.integers(), deleted=st.booleans())
    def somebody_changes_a_message(self, data, body, deleted):
        seq = data.draw(st.sampled_from(sorted(self.log.messages)))
        self.way.append(self.log.change(seq, body=body, deleted=deleted))

    @rule()
    def the_hub_repairs(self):
        self.way += self.log.compacted(max(self.timeline.position - 2, 0))

    @precondition(lambda self: self.way)
    @rule(data=st.data())
    def the_client_hears(self, data):
        event = self.way.pop(data.draw(st.integers(0, len(self.way) - 1)))
        if self.timeline.heard(event):
            self.open()

    @precondition(lambda self: self.way)
    @rule(data=st.data())
    def something_is_lost(self, data):
        self.way.pop(data.draw(st.integers(0, len(self.way) - 1)))

    @precondition(lambda self: self.way)
    @rule(data=st.data())
    def something_is_repeated(self, data):
        self.way.append(data.draw(st.sampled_from(self.way)))

    @rule()
    def the_client_comes_back(self):
        self.way.clear()
        self.open()

    @rule()
    def the_answer_is_only_a_page(self):
        self.timeline.opened(self.log.opened(**self.timeline.wish))

    @rule(posts=st.integers(0, 5))
    def a_backup_is_restored(self, posts):
        """Everybody is sent away, and the same numbers mean something else from now on."""
        self.log = Log(int(self.log.epoch) + 1)
        for _ in range(posts):
            self.log.change(None, body="restored")
        self.way.clear()
        self.open()

    @invariant()
    def what_is_behind_the_position_is_known(self):
        kept = self.log.messages
        if len(self.timeline.messages) < FIRST or self.timeline.messages.get(1):
            due = kept
        else:  # a reset brings only the last ones
            due = {seq: kept[seq] for seq in kept if seq >= min(self.timeline.messages)}
        for seq, message in due.items():
            if message["rev"] <= self.timeline.position:
                assert self.timeline.messages[seq] == message

    @invariant()
    def nothing_is_known_that_was_never_so(self):
        assert self.timeline.position <= self.log.seq
        assert self.timeline.messages.keys() <= self.log.messages.keys()
        for seq, message in self.timeline.messages.items():
            assert message["rev"] <= self.log.messages[seq]["rev"]

    def teardown(self):
        self.open()
        assert self.timeline.position == self.log.seq
        for seq, message in self.timeline.messages.items():
            assert message == self.log.messages[seq]


OnTheWay.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestOnTheWay = OnTheWay.TestCase


def told(*revs, afters=None):
    """Events of these revs, each the change of a message of its own."""
    afters = afters or [rev - 1 for rev in revs]
    return [
        {"after": after, "message": {"seq": rev, "rev": rev}}
        for after, rev in zip(afters, revs, strict=True)
    ]


def faults_of(events, opened_at=10, **reply):
    faults = []
    witness = Witness(faults, "tom")
    witness.opened({"messages": [], "seq": opened_at, **reply}, None)
    for event in events:
        witness.heard(event)
    return faults


def test_a_witness_has_nothing_to_say_of_a_server_that_keeps_its_word():
    assert faults_of(told(11, 12, 13)) == []
    assert faults_of(told(11, 14, afters=[10, 11])) == [], "two quick edits repaired as one"
    assert faults_of(told(14, 15), more=True) == [], (
        "the pages in between are still to be asked for"
    )


def test_a_witness_tells_what_came_twice_or_late_or_not():
    assert "twice" in faults_of(told(11, 11))[0]
    assert "out of order" in faults_of(told(11, 13, 12, afters=[10, 11, 11]))[0]
    assert "twice" in faults_of(told(10))[0]
    assert "a gap" in faults_of(told(11, 13))[0]
    assert "twice" in faults_of(told(15, 12), more=True)[0]


def test_a_witness_sees_through_an_answer():
    faults = []
    witness = Witness(faults, "tom")
    messages = [{"seq": 3, "rev": 12}, {"seq": 9, "rev": 11}]
    witness.opened({"messages": messages, "seq": 11}, 11)
    assert len(faults) == 2, faults
    witness = Witness(faults, "tom")
    witness.opened({"messages": [{"seq": 1, "rev": 7}], "seq": 9}, 7)
    assert "opened since 7 with 7" in faults[-1]


def test_a_room_opened_without_since_begins_with_its_last_messages():
    log, timeline = Log(), Timeline()
    random = Random(5)
    for number in range(9):
        log.change(None, body=number)
    log.change(random.randrange(1, 4), body="edited")
    assert timeline.opened(log.opened(**timeline.wish)) is False
    assert sorted(timeline.messages) == [6, 7, 8, 9] and timeline.position == 10
