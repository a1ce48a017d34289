"""Who may be here no longer leaves at once, on every process, with the reason; others stay.

What is decided is decided on one server, or in a shell that serves nobody. The sockets are on
another server, which never looks by itself (`tests.unwatched_settings`): it is told, or they stay.
"""

import json
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import pytest
import websockets

from tests.community import change, settle
from tests.wire.chat import person_at
from tests.wire.http import delete, get, get_json, post

SECRET = "a" * 32
FILE = "/files/00000000-0000-0000-0000-000000000000"
NAMES = ["boss", "chief", "quitter", "changer", "revoked", "spammer", "speaker", "late"]
# What is decided in a shell: of a session and a token of somebody's, which go, and how.
SHELL = {
    "shut": ("u = User.objects.get(username='shut'); u.is_active = False; u.save()", "both"),
    "deleted": ("User.objects.get(username='deleted').delete()", "both"),
    "outworn": ("Token.objects.filter(user__username='outworn').delete()", "token"),
    "forced": ("u = User.objects.get(username='forced'); u.set_password('x'); u.save()", "session"),
}


@pytest.fixture(scope="module")
def far(new_site):
    """The server at which those are who may have to leave."""
    unwatched = "tests.unwatched_settings"
    return new_site(DJANGO_SETTINGS_MODULE=unwatched, WSS_OPEN_BROADCAST="off")


@pytest.fixture(scope="module")
def people(site):
    """Everybody, with a token and a session; two of them may do everything in the admin panel."""
    found = settle(site.env, [*NAMES, *SHELL], ["leaving"])
    powers = "update(is_staff=True, is_superuser=True)"
    change(site.env, f"User.objects.filter(username__in=['boss', 'chief']).{powers}")
    change(site.env, "Member.objects.filter(user__username='spammer').update(role='owner')")
    return found


def cookies(site, people, name):
    """The headers of a page of somebody's."""
    return {
        "Cookie": f"sessionid={people.sessions[name]}; csrftoken={SECRET}",
        "Origin": site.https,
        "Referer": site.https + "/",
    }


def submit(site, people, name, path, **form):
    """Send a form of a page as somebody, which is taken."""
    body = urlencode(form | {"csrfmiddlewaretoken": SECRET}).encode()
    with post(site, path, body, **cookies(site, people, name)) as answer:
        assert answer.status == 200 and not answer.url.endswith(path), answer.read().decode()


@pytest.fixture
def enter(far, pki, people):
    """`async with enter("tom") as (page, bot):` two sockets of somebody's who have said hello."""

    @asynccontextmanager
    async def entered(name):
        at = person_at(far, pki)
        by_cookie = {"headers": cookies(far, people, name)}
        async with at(**by_cookie) as page, at(people.tokens[name]) as bot:
            await page.ask("hello"), await bot.ask("hello")
            yield page, bot

    return entered


async def leaves(socket):
    """Why and how a socket of somebody's ends."""
    frames, code = await socket.ends()
    error, bye = frames[-2:]
    assert (bye["on"], bye["code"], bye["reconnect"]) == ("bye", code, False)
    assert bye["text"] == error["text"]
    return error["error"], code


async def test_who_signs_out_leaves_and_their_bot_stays(site, people, enter):
    async with enter("quitter") as (page, bot):
        submit(site, people, "quitter", "/logout/")
        assert await leaves(page) == ("signed_out", 4500)
        assert "error" not in await bot.ask("hello")


async def test_another_password_ends_sessions_and_no_tokens(site, people, enter):
    path = f"/admin/chat/user/{people.ids['changer']}/password/"
    fresh = {"password1": "another-9-one", "password2": "another-9-one"}
    async with enter("changer") as (page, bot):
        submit(site, people, "chief", path, **fresh, usable_password="true")
        assert await leaves(page) == ("signed_out", 4500)
        assert "error" not in await bot.ask("hello")


async def test_a_revoked_token_lets_nobody_stay(site, people, enter):
    headers = cookies(site, people, "revoked") | {"X-CSRFToken": SECRET}
    async with enter("revoked") as (page, bot):
        (token,) = get_json(site, "/api/tokens", **headers)["tokens"]
        assert delete(site, f"/api/tokens/{token['id']}", **headers).status == 200
        assert await leaves(bot) == ("signed_out", 4500)
        assert "error" not in await page.ask("hello")


@pytest.mark.parametrize("name", SHELL)
async def test_what_is_done_in_a_shell_is_obeyed(site, people, enter, name):
    statement, who = SHELL[name]
    async with enter(name) as (page, bot):
        change(site.env, statement)
        for socket, kind in ((page, "session"), (bot, "token")):
            if who in (kind, "both"):
                assert await leaves(socket) == ("signed_out", 4500)
            else:
                assert "error" not in await socket.ask("hello")


async def test_who_is_banned_leaves_with_all_they_have_and_nothing_of_theirs_comes_back(
    site, far, pki, people, enter
):
    address = webhook(site, people, "spammer")
    ban = {"user": people.ids["spammer"], "reason": "spam & more", "room": ""}
    ban |= {"ends_0": "2100-01-01", "ends_1": "12:00:00"}
    async with enter("spammer") as (page, bot), enter("spammer") as (other, _):
        await page.ask("typing", room=people.rooms["leaving"])
        submit(site, people, "boss", "/admin/chat/ban/add/", **ban)
        for socket in (page, other, bot):
            frames, code = await socket.ends()
            assert (frames[-2]["error"], code) == ("banned", 4503)
            assert "spam & more" in frames[-1]["text"] and "2100-01-01" in frames[-1]["text"]
    change(
        site.env, "a = Audit.objects.last(); assert (a.action, a.target) == ('user.ban', 'spammer')"
    )
    bearer = {"Authorization": f"Bearer {people.tokens['spammer']}"}
    for server in (site, far):
        for headers in (bearer, cookies(server, people, "spammer")):
            async with person_at(server, pki)(headers=headers) as again:
                assert await leaves(again) == ("banned", 4503)
            for path in ("/api/me", FILE):
                assert refused(get(server, path, **headers)) == (403, "banned"), path
        for path in ("/", "/admin/", "/login/"):
            page = get(server, path, **cookies(server, people, "spammer"))
            assert page.status == 403 and "spam &amp; more" in page.read().decode(), path
    said = post(site, address, b'{"text": "hi"}', **{"Content-Type": "application/json"})
    assert refused(said) == (403, "banned")


def webhook(site, people, name):
    """The path of a webhook that somebody makes."""
    headers = {
        "Authorization": f"Bearer {people.tokens[name]}",
        "Content-Type": "application/json",
    }
    path = f"/api/rooms/{people.rooms['leaving']}/webhooks"
    with post(site, path, b'{"name": "x"}', **headers) as answer:
        return json.load(answer)["url"].removeprefix(site.https)


def refused(answer):
    """The status of a refusal, and its code."""
    return answer.status, json.load(answer)["error"]


async def test_the_broadcast_door_obeys_as_well(site, far, pki, people, connect):
    def at_the_door(name):
        bearer = {"Authorization": f"Bearer {people.tokens[name]}"}
        return connect("/wss/broadcast/tea", at=far, additional_headers=bearer)

    change(site.env, "Token.objects.filter(user__username='late').update(scopes=['read'])")
    async with at_the_door("speaker") as speaker, at_the_door("late") as late:
        assert await speaker.asks("tea is ready") == await late.hears() == "tea is ready"
        assert json.loads(await late.asks("mine, too"))["error"] == "read_only"
        change(site.env, "[t.delete() for t in Token.objects.filter(user__username='speaker')]")
        assert json.loads(await speaker.hears())["error"] == "signed_out"
        assert (await speaker.is_closed_with())[0] == 4500
        await late.send("unheard")
        with pytest.raises(websockets.ConnectionClosed):
            await speaker.send("unheard")
    async with at_the_door("speaker") as speaker:
        assert json.loads(await speaker.hears())["error"] == "not_signed_in"
        assert (await speaker.is_closed_with())[0] == 4501
