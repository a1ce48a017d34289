"""What a person has said and the server may not have yet. Pure."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class Draft:
    """A message on its way, under an id of the client's own."""

    client_id: str
    room: int
    body: str
    reply_to: int | None = None

    @property
    def command(self):
        """The fields of `message.post`."""
        fields = {"room": self.room, "client_id": self.client_id, "body": self.body}
        return fields if self.reply_to is None else {**fields, "reply_to": self.reply_to}


@dataclass
class Outbox:
    """Keeps each draft until a reply says that it is on disk, or that it never will be."""

    waiting: dict[str, Draft] = field(default_factory=dict)
    committed: dict[str, tuple[Draft, dict]] = field(default_factory=dict)  # with the message
    refused: dict[str, tuple[Draft, str]] = field(default_factory=dict)  # with the code

    def add(self, random, room, body, reply_to=None):
        """A new draft; `random` makes its id, so that a run can be repeated."""
        draft = Draft(str(UUID(int=random.getrandbits(128), version=4)), room, body, reply_to)
        self.waiting[draft.client_id] = draft
        return draft

    def commit(self, draft, message):
        """The server has it."""
        self.waiting.pop(draft.client_id, None)
        self.committed[draft.client_id] = draft, message

    def refuse(self, draft, code):
        """The server will not have it."""
        self.waiting.pop(draft.client_id, None)
        self.refused[draft.client_id] = draft, code
