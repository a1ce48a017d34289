"""A question to every process at once: what each of them answers within a second.

Questions and answers travel by the channel layer, which may lose them: who asks learns which of the
processes that it knows have not answered.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from chat.hub.link import ALL, Link, Message
from chat.hub.tasks import Tasks

PATIENCE = 1.0  # seconds for the others to answer

Answer = Callable[[dict[str, Any]], Awaitable[Any]]


@dataclass(slots=True)
class Round:
    """A question that waits for its answers, which are kept by the id of the process's link."""

    missing: set[str]
    answers: dict[str, Any] = field(default_factory=dict)
    complete: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, process: str, answer: Any) -> None:
        """An answer has come."""
        self.answers[process] = answer
        self.missing.discard(process)
        if not self.missing:
            self.complete.set()


class Survey:
    """Asks the other processes, and answers them; `answering` says by kind of question how."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.answering: dict[str, Answer] = {}
        self.rounds: dict[int, Round] = {}
        self.numbers = itertools.count()
        self.tasks = Tasks()

    async def ask(self, kind: str, asked: dict[str, Any], others: Collection[str]) -> Round:
        """What this process and the others answer; `missing` are those of them that did not.

        `others` are the ids of their links. What is asked and answered is made of plain JSON.
        """
        found = Round(set(others))
        found.take(self.link.id, await self.answering[kind](asked))
        if others and not self.link.away:
            await self.wait_for(found, kind, asked)
        return found

    async def wait_for(self, found: Round, kind: str, asked: dict[str, Any]) -> None:
        number, group = next(self.numbers), answers_to(self.link.id)
        await self.link.hold(group)
        self.rounds[number] = found
        told = {"type": "question", "kind": kind, "number": number, "asked": asked}
        self.link.send(ALL, told)
        try:
            async with asyncio.timeout(PATIENCE):
                await found.complete.wait()
        except TimeoutError:
            pass
        finally:
            del self.rounds[number]

    async def take_question(self, message: Message) -> None:
        """Answer another process, without keeping what it sends next waiting."""
        if message["kind"] in self.answering:  # else it runs a newer version of this
            self.tasks.keep(self.answer(message))

    async def answer(self, message: Message) -> None:
        answer = await self.answering[message["kind"]](message["asked"])
        told = {"type": "answer", "number": message["number"], "answer": answer}
        self.link.send(answers_to(message["from"]), told)

    async def take_answer(self, message: Message) -> None:
        """What another process answers, unless it comes too late."""
        if found := self.rounds.get(message["number"]):
            found.take(message["from"], message["answer"])


def answers_to(process: str) -> str:
    """The group of the layer in which one process hears its answers."""
    return f"answers.{process}"
