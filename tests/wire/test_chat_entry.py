"""Who comes in at the chat door, by what, and how everybody else is told why not."""

import asyncio
import json
from contextlib import suppress

import pytest
import websockets

from chat.protocol.frames import Refusal
from chat.wording import words
from tests.community import change, settle
from tests.waiting import PATIENCE
from tests.wire.chat import person_at


@pytest.fixture(scope="module")
def people(site):
    names = ("tom", "ann", "expired", "revoked", "closed", "banned", "was_banned", "busy")
    people = settle(site.env, names, ["entry"])
    change(
        site.env,
        "Token.objects.filter(user__username='expired').update(expires=past);"
        "Token.objects.filter(user__username='revoked').update(revoked=past);"
        "User.objects.filter(username='closed').update(is_active=False);"
        "Ban.objects.create(user=User.objects.get(username='banned'));"
        "Ban.objects.create(user=User.objects.get(username='was_banned'), ends=past)",
    )
    return people


@pytest.fixture
def enter(site, pki):
    return person_at(site, pki)


def page(site, people, name, origin=None):
    """The headers that a browser sends for a page."""
    cookie = {"Cookie": f"a=b; sessionid={people.sessions[name]}"}
    return cookie | ({"Origin": origin} if origin else {})


async def test_a_token_in_the_header_lets_its_owner_command_at_once(enter, people):
    async with enter(people.tokens["tom"]) as tom:
        opened = await tom.ask("room.open", room=people.rooms["entry"])
        assert opened["room"]["id"] == people.rooms["entry"]
        welcome = await tom.ask("hello")
    assert welcome["user"] == {"id": people.ids["tom"], "username": "tom", "name": "tom"}
    assert people.rooms["entry"] in [each["room"]["id"] for each in welcome["rooms"]]
    assert welcome["limits"]["frame"] == 64 * 1024 and welcome["limits"]["posts"] == 10
    assert welcome["heartbeat"] > 0 and welcome["server"]["time"] > 0


async def test_a_page_of_ours_comes_in_by_its_cookie(site, enter, people):
    async with enter(headers=page(site, people, "ann", site.https)) as ann:
        assert (await ann.ask("hello"))["user"]["username"] == "ann"


async def test_a_token_in_the_first_hello_will_do(enter, people):
    async with enter() as tom:
        assert (await tom.ask("hello", token=people.tokens["tom"]))["user"]["username"] == "tom"
        assert "error" not in await tom.ask("room.open", room=people.rooms["entry"])


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None, "http://localhost"])
async def test_a_cookie_from_elsewhere_counts_for_nothing_and_that_is_said(
    site, enter, people, origin
):
    async with enter(headers=page(site, people, "ann", origin)) as mallory:
        ref = await mallory.say("hello")
        frames, code = await mallory.ends()
    assert [frame.get("error") for frame in frames] == ["foreign_origin", None]
    assert (frames[0]["re"], frames[1]["on"], frames[1]["code"], code) == (ref, "bye", 4505, 4505)
    assert frames[1]["reconnect"] is False


@pytest.mark.parametrize("by", ["header", "hello"])
async def test_a_mini_program_with_a_cookie_jar_comes_in_by_its_token(site, enter, people, by):
    headers, token = page(site, people, "ann", "https://servicewechat.com"), people.tokens["tom"]
    async with enter(token if by == "header" else None, headers) as tom:
        welcome = await tom.ask("hello", **({"token": token} if by == "hello" else {}))
        assert welcome["user"]["username"] == "tom", "the token's owner, not the cookie's"


@pytest.mark.parametrize("by", ["header", "hello"])
@pytest.mark.parametrize(
    ("name", "error", "final"),
    [
        ("nobody", "not_signed_in", 4501),
        ("expired", "not_signed_in", 4501),
        ("revoked", "not_signed_in", 4501),
        ("closed", "not_signed_in", 4501),
        ("banned", "banned", 4503),
    ],
)
async def test_a_token_that_is_not_valid_is_told_why(enter, people, by, name, error, final):
    token = people.tokens.get(name, "made-up")
    async with enter(token if by == "header" else None) as stranger:
        if by == "hello":
            await stranger.say("hello", token=token)
        frames, code = await stranger.ends()
    assert [frame.get("error") for frame in frames] == [error, None]
    assert frames[0]["text"] and frames[1]["on"] == "bye"
    assert code == frames[1]["code"] == final and frames[1]["reconnect"] is False


async def test_a_ban_that_has_ended_is_over(enter, people):
    async with enter(people.tokens["was_banned"]) as person:
        assert "error" not in await person.ask("hello")


async def test_who_never_says_hello_is_told_after_a_while(enter):
    async with enter() as nobody:
        first = json.loads(await asyncio.wait_for(nobody.socket.recv(), PATIENCE))
        rest, code = await nobody.ends()
    assert [frame["on"] for frame in [first, *rest]] == ["error", "bye"] and code == 4501


async def test_who_commands_before_hello_is_refused_with_the_ref(enter, people):
    async with enter() as nobody:
        await nobody.say("room.open", room=people.rooms["entry"])
        frames, code = await nobody.ends()
    assert (frames[0]["re"], frames[0]["error"], code) == (1, "not_signed_in", 4501)


async def test_a_socket_stays_its_persons(enter, people):
    async with enter(people.tokens["tom"]) as tom:
        refused = await tom.ask("hello", token=people.tokens["ann"])
        assert refused["error"] == "signed_in_as_another"
        assert (await tom.ask("hello", token=people.tokens["tom"]))["user"]["username"] == "tom"
        assert (await tom.ask("hello", token="made-up"))["error"] == "not_signed_in"
        assert (await tom.ask("hello"))["user"]["username"] == "tom"


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": 'sessionid="\\000"; django_language=' + "x" * 600},
        {"Cookie": "sessionid=;=;;", "Accept-Language": "x" * 600 + ",*;q=a"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer " + "x" * 5000},
        {"Authorization": "Basic dG9tOnRvbQ=="},
    ],
)
async def test_odd_headers_make_nobody_somebody(site, enter, headers):
    async with enter(headers={"Origin": site.https} | headers) as stranger:
        with suppress(websockets.ConnectionClosed):  # a wrong token ends it before that
            await stranger.say("hello")
        frames, code = await stranger.ends()
    assert (frames[0]["error"], frames[-1]["on"], code) == ("not_signed_in", "bye", 4501)


@pytest.mark.parametrize(
    ("offered", "answered"),
    [(["chat.v1"], "chat.v1"), (["a", "chat.v1"], "chat.v1"), (["a", "b"], "a"), (None, None)],
)
async def test_offered_subprotocols_are_answered(enter, people, offered, answered):
    async with enter(people.tokens["tom"], subprotocols=offered) as tom:
        assert tom.subprotocol == answered


@pytest.mark.parametrize(
    ("headers", "wish", "told"),
    [
        ({"Accept-Language": "vi-VN,vi;q=0.9,en;q=0.5"}, None, "vi"),
        ({"Accept-Language": "zh-CN,zh;q=0.9"}, None, "zh-hans"),
        ({"Cookie": "django_language=vi", "Accept-Language": "zh"}, None, "vi"),
        ({"Accept-Language": "vi"}, "en-GB", "en"),
        ({"Accept-Language": "vi"}, "zh-Hans", "zh-hans"),
        ({}, "zh_CN", "zh-hans"),
        ({"Accept-Language": "vi"}, "xx\n", "vi"),
    ],
)
async def test_a_refusal_is_in_the_language_of_the_client(enter, people, headers, wish, told):
    async with enter(people.tokens["tom"], headers) as tom:
        await tom.ask("hello", language=wish)
        text = (await tom.ask("room.open", room=10**9))["text"]
    assert text == words(Refusal("not_found"), told)
    assert text.startswith("There is no such thing") == (told == "en")


async def test_the_newest_of_too_many_sockets_is_refused(new_site, pki):
    site = new_site(CHAT_LIMITS="sockets=2")
    token = settle(site.env, ["many"], []).tokens["many"]
    enter = person_at(site, pki)
    async with enter(token) as one, enter(token) as two:
        await one.ask("hello"), await two.ask("hello")
        async with enter(token) as three:
            frames, code = await three.ends()
        assert frames[0]["error"] == "too_many_sockets" and frames[1]["retry_after"] > 0
        assert code == 4429 and frames[1]["reconnect"] is True
        await one.socket.close()
        await two.ask("hello")
        async with enter(token) as four:
            assert "error" not in await four.ask("hello")


async def test_the_use_of_a_token_is_noted(site, enter, people):
    async with enter(people.tokens["busy"]) as busy:
        await busy.ask("hello")
        shown = "print(Token.objects.get(user__username='busy').used)"
        for _ in range(20):
            if (await asyncio.to_thread(change, site.env, shown)).strip() != "None":
                return
    raise AssertionError("nothing was noted")
