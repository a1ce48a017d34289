"""Whatever a client says wrongly, it is told what was wrong, and the socket stays."""

import json

import pytest
from asgiref.sync import async_to_sync
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.community import settle
from tests.wire.chat import person_at

POST = '{"do":"message.post","ref":5,"room":1,"client_id":"%s","body":%s}'
UUID = "11111111-1111-1111-1111-111111111111"


@pytest.fixture(scope="module")
def people(site):
    return settle(site.env, ["tom"], ["mistakes"])


@pytest.fixture
def enter(site, pki, people):
    return lambda: person_at(site, pki)(people.tokens["tom"])


@pytest.mark.parametrize(
    ("said", "ref", "named"),
    [
        ("", None, ""),
        ("tom", None, "JSON"),
        ("null", None, "object"),
        ("[]", None, "object"),
        ('{"do":"ping","ref":1', None, "truncated"),
        ('{"do":"ping","ref":1}x', None, "trailing"),
        ('{"do":"ping"}', None, "ref"),
        ('{"do":"ping","ref":1.5}', None, "$.ref"),
        ('{"do":"ping","ref":%s}' % ("9" * 5000), None, "$.ref"),
        ('{"do":"ping","ref":"%s"}' % ("x" * 65), None, "$.ref"),
        ('{"do":"ping","ref":"\\u0000"}', None, "NUL"),
        ('{"do":"dance","ref":5}', 5, "dance"),
        ('{"ref":"a"}', "a", "do"),
        ('{"do":7,"ref":5}', 5, "$.do"),
        ('{"do":"room.open","ref":5}', 5, "room"),
        ('{"do":"room.open","ref":5,"room":"1"}', 5, "$.room"),
        ('{"do":"room.open","ref":5,"room":0}', 5, "$.room"),
        ('{"do":"room.open","ref":5,"room":1e3}', 5, "$.room"),
        ('{"do":"room.open","ref":5,"room":%s}' % ("9" * 60_000), 5, "$.room"),
        ('{"do":"ping","ref":5,"at":{"x":1}}', 5, "$.at"),
        ('{"do":"ping","ref":5,"x":%s}' % ("[" * 30_000 + "]" * 30_000), None, "deep"),
        (POST % (UUID, '"a\\u0000b"'), 5, "$.body"),
        (POST % (UUID, '"\\ud800"'), 5, "JSON"),
        (POST % (UUID, '"\\udfff is half a character"'), 5, "surrogate"),
        ('{"do":"ping","ref":"\\ud800"}', None, "JSON"),
        (POST % ("no", '"a"'), 5, "$.client_id"),
        (b"\x00\xff", None, "binary"),
        (b'{"do":"ping","ref":1}', None, "binary"),
    ],
)
async def test_a_mistake_is_named_and_the_socket_stays(enter, said, ref, named):
    async with enter() as tom:
        error = json.loads(await tom.asks(said))
        assert error["error"] == "bad_command" and named in error["text"]
        assert error.get("re") == ref and (ref is not None or error["on"] == "error")
        assert "error" not in await tom.ask("ping")


async def test_what_only_looks_wrong_is_taken(enter, people):
    room = people.rooms["mistakes"]
    async with enter() as tom:
        assert json.loads(await tom.asks('{"do":"ping","ref":1,"ref":2}')) == {"re": 2, "heads": {}}
        assert json.loads(await tom.asks('{"do":"ping","ref":""}')) == {"re": "", "heads": {}}
        assert (await tom.ask("ping", more="x", at={})).keys() == {"re", "heads"}
        said = '\\u0000 and "\\ud800" as a developer writes them'
        assert (await tom.post(room, said))["message"]["body"] == said


async def test_a_message_that_is_too_big_ends_it_with_a_word(enter):
    async with enter() as tom:
        await tom.send("x" * 70_000)
        frames, code = await tom.ends()
    assert (frames[-1]["on"], frames[-1]["code"], code) == ("bye", 1009, 1009)


async def test_ten_mistakes_within_a_minute_end_it(enter):
    async with enter() as tom:
        for _ in range(9):
            assert json.loads(await tom.asks("x"))["error"] == "bad_command"
        await tom.send("x")
        frames, code = await tom.ends()
    assert [frame["on"] for frame in frames] == ["error", "bye"]
    assert code == frames[1]["code"] == 4400
    assert frames[1]["reconnect"] is True and frames[1]["retry_after"] > 0


NAMES = st.sampled_from(
    ["do", "ref", "room", "since", "epoch", "body", "client_id", "at", "token", "language", "seq"]
)
WORDS = st.sampled_from(
    ["hello", "ping", "room.open", "room.close", "room.history", "message.post", "typing", UUID]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=8),
    max_leaves=12,
)
COMMANDS = st.fixed_dictionaries(
    {"do": WORDS, "ref": st.integers(-9, 9) | st.text(max_size=9)},
    optional={"room": st.integers(-1, 9), "since": JSON, "at": JSON, "body": JSON, "language": JSON,
              "client_id": JSON, "token": st.text(max_size=9), "before": st.integers(0, 9)},
)  # fmt: skip
SAID = st.one_of(
    COMMANDS.map(json.dumps),
    st.dictionaries(NAMES, JSON, max_size=8).map(json.dumps),
    JSON.map(json.dumps),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.binary(max_size=40),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.lists(SAID, min_size=1, max_size=8))
def test_nothing_that_a_client_says_breaks_the_server(enter, said):
    async_to_sync(say_all)(enter, said)


async def say_all(enter, said):
    async with enter() as tom:
        for each in said:
            await tom.send(each)
            frame = json.loads(await tom.hears())
            while "re" not in frame and frame.get("on") != "error":
                frame = json.loads(await tom.hears())
            assert frame.get("error") != "failed", each
        assert "error" not in await tom.ask("ping")


def test_no_traceback_was_written(site):
    assert "Traceback" not in site.output
