"""How each side's chat is spoken: what a socket says first, and what posts a message."""

from dataclasses import dataclass

ROOMS = 10  # among which the sockets of a figure without a common room are spread
TOKEN = "bench-token-of-number-"


@dataclass(frozen=True)
class Talk:
    """The generator's words for a chat: %n is a socket's number, %r its room's, %m the message."""

    path: str
    post: str  # the template of a message
    hello: tuple[str, ...] = ()  # before posting
    opening: tuple[str, ...] = ()  # besides, to hear what others post


OURS = Talk(
    path="/wss/chat",
    post='{"do":"message.post","ref":3,"room":100%r,"client_id":"%u","body":"%m"}',
    hello=("-S", '{"do":"hello","ref":1,"token":"' + TOKEN + '%n"}', "-W", '"re":1'),
    opening=(
        *("-S", '{"do":"room.open","ref":2,"room":100%r}', "-W", '"re":2'),
        *("-M", '"on":"message"', "--first"),  # its text, and the same as HTML
    ),
)
TUTORIAL = Talk(path="/ws/saved/room%r-%n/", post='{"message": "%m"}')
TUTORIAL_ROOM = Talk(path="/ws/saved/room%r/", post='{"message": "%m"}')
