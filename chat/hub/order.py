"""What comes in any order, twice or not at all, told in the order of its numbers and once."""

from chat.events import Event

MOST = 500  # numbers that are kept ahead; the database has what is not


class Order:
    """How far it has been told, and what lies ahead of that.

    `at` is None until the database has been read: till then everything lies ahead. With `several`,
    events that share a number are all told, and one that comes twice may be told twice.
    """

    __slots__ = ("at", "early", "several")

    def __init__(self, several: bool = False) -> None:
        self.several = several
        self.at: int | None = None
        # By the number that must be told first.
        self.early: dict[int, list[tuple[int, Event]]] = {}

    def put(self, after: int, now: int, event: Event) -> list[Event]:
        """What is to be told now that this has come, which leads from one number to another."""
        if self.at is None or after > self.at:
            self.keep(after, now, event)
            return []
        if now < self.at or (now == self.at and not self.several):
            return []
        return [event, *self.reach(now)]

    def keep(self, after: int, now: int, event: Event) -> None:
        if after in self.early and self.several:
            self.early[after].append((now, event))
        elif len(self.early) < MOST:
            self.early[after] = [(now, event)]

    def reach(self, number: int) -> list[Event]:
        """What is to be told next, once everything up to this number is."""
        told = []
        self.at = number
        while waiting := self.early.pop(self.at, None):
            told += [event for _, event in waiting]
            self.at = waiting[-1][0]
        if self.early:
            at = self.at
            self.early = {after: kept for after, kept in self.early.items() if kept[-1][0] > at}
        return told
