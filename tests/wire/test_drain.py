"""SIGTERM: everybody is told to come back, nothing that was taken is lost, and the process ends."""

import asyncio
import contextlib
import signal

import pytest
import websockets

from tests.waiting import PATIENCE


async def chatter(socket, said, heard):
    """Say numbers and note what comes back until the server closes; how it closed."""

    async def listen():
        with contextlib.suppress(websockets.ConnectionClosed):
            async for message in socket.socket:
                heard.append(message)

    listener = asyncio.create_task(listen())
    try:
        while True:
            await socket.send(str(len(said)))
            said.append(str(len(said)))
            await asyncio.sleep(0.001)
    except websockets.ConnectionClosed:
        await asyncio.wait({listener}, timeout=PATIENCE)
    return socket.socket.close_code, socket.socket.close_reason


@pytest.mark.parametrize("command", ["daphne", "serve"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_everybody_hears_1012_in_the_middle_of_traffic(new_site, connect, command, number):
    server = new_site(command, WSS_RATE="0")
    async with (
        connect("/wss", at=server) as alice,
        connect("/wss/broadcast/tea", at=server) as bob,
        connect("/wss/broadcast/tea", at=server) as silent,
    ):
        said, heard = ([], []), ([], [])
        ends = [
            asyncio.create_task(chatter(person, said[n], heard[n]))
            for n, person in enumerate((alice, bob))
        ]
        await asyncio.sleep(1)
        server.send(number)
        for end in ends:
            assert await asyncio.wait_for(end, PATIENCE) == (1012, "The server is restarting.")
        assert (await silent.is_closed_with())[0] == 1012
        for n in range(2):
            assert len(heard[n]) > 50, "the premise: there was traffic"
            assert heard[n] == said[n][: len(heard[n])], "in order, without a gap or a duplicate"
    assert await asyncio.to_thread(server.child.wait, PATIENCE) == 0
    assert "Traceback" not in server.output


async def test_a_client_that_never_answers_the_close_does_not_keep_the_server(new_site, pki):
    from tests.wire.frames import close_frame, connection, handshake

    server = new_site()
    reader, writer = await connection(server, pki)
    writer.write(handshake("localhost"))
    await reader.readuntil(b"\r\n\r\n")
    server.send(signal.SIGTERM)
    assert (await asyncio.wait_for(close_frame(reader), PATIENCE))[0] == 1012
    assert await asyncio.to_thread(server.child.wait, PATIENCE) == 0
    writer.transport.abort()


async def test_who_comes_while_it_drains_is_not_left_hanging(new_site, connect):
    server = new_site()
    async with connect("/wss", at=server) as tom:
        assert await tom.asks("tom") == "tom"
        server.send(signal.SIGTERM)
        assert (await tom.is_closed_with())[0] == 1012
        with pytest.raises((OSError, websockets.InvalidHandshake, EOFError)):
            async with connect("/wss", at=server) as late:
                await late.asks("tom")
