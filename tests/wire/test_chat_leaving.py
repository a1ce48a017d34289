"""Who may be here no longer leaves at once, with the reason; their other sockets stay."""

import asyncio
from urllib.parse import urlencode

import pytest

from tests.community import change, settle
from tests.wire.chat import person_at

SECRET = "a" * 32


@pytest.fixture
def leaver(site):
    """Makes somebody new who may use the admin panel, with a token, a session and a bot's token."""

    def made(name):
        bot = settle(site.env, [name], [])
        change(site.env, f"User.objects.filter(username='{name}').update(is_staff=True)")
        return settle(site.env, [name], []), bot

    return made


@pytest.fixture
def enter(site, pki):
    return person_at(site, pki)


def cookies(site, session):
    return {"Cookie": f"sessionid={session}", "Origin": site.https}


async def post(site, pki, path, headers, **form):
    """Send a form as a browser does; the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port, ssl=pki.client(),
                                                   server_hostname="localhost")  # fmt: skip
    body = urlencode(form)
    lines = [f"POST {path} HTTP/1.1", f"Host: localhost:{site.port}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
    answer = await reader.read()
    writer.close()
    return int(answer.split()[1])


async def test_who_signs_out_leaves_at_once_and_their_bot_stays(site, pki, enter, leaver):
    person, bot = leaver("quitter")
    headers = cookies(site, person.sessions["quitter"])
    async with enter(headers=headers) as page, enter(bot.tokens["quitter"]) as program:
        await page.ask("hello"), await program.ask("hello")
        headers["Cookie"] += f"; csrftoken={SECRET}"
        status = await post(site, pki, "/logout/", headers, csrfmiddlewaretoken=SECRET)
        assert status == 302, "the premise"
        frames, code = await page.ends()
        assert [frame["on"] for frame in frames] == ["error", "bye"]
        assert (frames[0]["error"], code, frames[1]["reconnect"]) == ("signed_out", 4500, False)
        assert "error" not in await program.ask("hello")
