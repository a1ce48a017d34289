"""What the processes of the site answer about their sockets, put together."""

from typing import Any

import msgspec

from chat.hub import hub
from chat.hub.looks import Found, Shown, Target, Wanted
from chat.hub.sockets import MOST
from chat.hub.survey import Round
from chat.models.titles import titles
from chat.pool import reads
from chat.presence import presence


async def look(wanted: Wanted) -> dict[str, Any]:
    """The first of the sockets that are wanted, over all processes, and how many there are."""
    found = await ask("look", wanted)
    answers = {id: msgspec.convert(answer, Found) for id, answer in found.answers.items()}
    sockets = [(id, shown) for id, answer in answers.items() for shown in answer.sockets]
    sockets.sort(key=lambda pair: pair[1].rank(wanted.sort), reverse=wanted.falling)
    names = await reads.ask(titles, {room for _, shown in sockets[:MOST] for room in shown.rooms})
    return {
        "processes": sorted((answer.process, answer.total) for answer in answers.values()),
        "silent": silent(found),
        "alone": hub().link.away is not None,
        "fitting": sum(answer.fitting for answer in answers.values()),
        "sockets": [told(id, answers[id].process, shown, names) for id, shown in sockets[:MOST]],
    }


async def close(target: Target) -> dict[str, Any]:
    """Close these sockets, on whichever process; what was told of each before."""
    found = await ask("close", target)
    return {
        "closed": [shown for answer in found.answers.values() for shown in answer],
        "silent": silent(found),
    }


async def ask(kind: str, asked: Wanted | Target) -> Round:
    return await hub().survey.ask(kind, msgspec.to_builtins(asked), presence().processes())


def silent(found: Round) -> list[str]:
    """The names of the processes that should have answered, and did not."""
    known = presence().processes()
    return sorted(known[id] or id[:8] for id in found.missing if id in known)


def told(process: str, name: str, shown: Shown, names: dict[int, str]) -> dict[str, Any]:
    """A socket as the page has it: with its process, and its rooms by their titles."""
    rooms = [[room, names.get(room, "")] for room in shown.rooms]
    return msgspec.to_builtins(shown) | {"process": process, "place": name, "rooms": rooms}
