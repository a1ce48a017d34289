"""What a process does beside its connections, from its beginning to its end."""

from chat.presence import presence
from chat.sampler import Sampler


async def lifetime(scope, receive, send):
    """An ASGI application for the server's lifespan: signs of life, and a sample a minute."""
    await receive()
    presence()
    sampler = Sampler()
    sampler.begin()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await sampler.end()
    await send({"type": "lifespan.shutdown.complete"})
