"""Pictures of people: small squares under names that are never given twice, so that browsers may
keep them for ever.
"""

from uuid import uuid4

from chat.attachments import pictures, storage
from chat.attachments.receiving import Readable, copied
from chat.protocol.frames import Refusal


def receive(source: Readable, user: int, limit: int) -> str:
    """Draw what can be read from `source` as somebody's picture; what it is called from now on."""
    with copied(source, limit) as file:
        picture = pictures.identified(file)
        if picture is None:
            raise Refusal("no_picture")
        avatar = f"{user}-{uuid4().hex}{pictures.ENDING}"
        with picture, storage.incoming() as square:
            pictures.write_square(picture, square)
            storage.keep(square, storage.name_of_avatar(avatar))
        return avatar


def discard(avatar: str) -> None:
    """Take a picture away, if there is one."""
    if avatar:
        storage.remove(storage.name_of_avatar(avatar))
