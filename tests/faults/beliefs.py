"""What somebody may count on having done, when some commands were confirmed and others lost."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Belief:
    """What was confirmed last, and all that was commanded without an answer: it may come late."""

    sure: Any
    maybe: list = field(default_factory=list)

    def allows(self, found):
        """Whether what was found is one of them."""
        return found == self.sure or found in self.maybe


class Beliefs:
    """One person's: the text of each message of theirs, None when deleted; their reactions."""

    def __init__(self):
        self.texts = {}  # by room and seq
        self.reactions = {}  # by room, seq and emoji: whether it is given

    def text(self, draft, message):
        """Of a message of theirs; it begins as what they posted."""
        return self.texts.setdefault((draft.room, message["seq"]), Belief(draft.body))

    def reaction(self, room, message, emoji):
        """Of theirs to a message."""
        return self.reactions.setdefault((room, message["seq"], emoji), Belief(False))

    def against(self, user, truth):
        """What the database holds otherwise, in sentences."""
        rows = {(room, row["seq"]): row for room, log in truth.items() for row in log["messages"]}
        for place, belief in self.texts.items():
            row = rows.get(place)
            found = None if row is None or row["deleted"] else row["body"]
            if not belief.allows(found):
                yield f"message {place} of {user}: {belief}, found {found!r}"
        for (room, seq, emoji), belief in self.reactions.items():
            row = rows[room, seq]
            found = user in row["reactions"].get(emoji, ())
            if not belief.allows(found) and not row["deleted"]:
                yield f"reaction {emoji} of {user} to {room, seq}: {belief}, found {found}"
