"""What an action gives back."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from chat.events import Event
from chat.protocol.replies import Reply

R = TypeVar("R", bound=Reply)


@dataclass(slots=True)
class Outcome(Generic[R]):
    """The answer to whoever asked, and what everybody else hears once it is on disk."""

    reply: R
    events: list[Event] = field(default_factory=list)
