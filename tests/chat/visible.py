"""Open sockets of nobody, as whoever runs the site looks at them."""

from dataclasses import dataclass, field

from chat.protocol.things import User


def somebody(number, name):
    return User(id=number, username=name, name=name.title())


@dataclass
class Socket:
    """An open socket."""

    user: User | None = None
    address: str = "192.0.2.1"
    door: str = "chat"
    agent: str = "a browser"
    open_rooms: list[int] = field(default_factory=list)
    waits: int | None = None
    reasons: list[str] = field(default_factory=list)

    def connection(self):
        return {"tls": "TLSv1.3", "buffered": self.waits}

    async def dismiss(self, reason):
        self.reasons.append(reason)
