"""A client's text to a command, or what is wrong with it in words that name the field."""

import json
from typing import Union

import msgspec

from chat.protocol.commands import COMMANDS, Command, Ref

decoder = msgspec.json.Decoder(Union[COMMANDS])  # noqa: UP007  made of a tuple


LONGEST = 17  # characters of a whole number that every JSON reader keeps


class Misunderstood(ValueError):
    """No command: what was expected and where, and the client's `ref` if it could be read."""

    def __init__(self, problem: str, ref: int | str | None = None) -> None:
        super().__init__(problem)
        self.problem, self.ref = problem, ref


def decode(text: str) -> Command:
    """The command in a text; raises Misunderstood."""
    try:
        command: Command = decoder.decode(text)
    except RecursionError:
        raise Misunderstood("It is nested too deeply", ref_of(text)) from None
    except msgspec.ValidationError as error:
        raise Misunderstood(str(error), ref_of(text)) from None
    except msgspec.DecodeError as error:
        raise Misunderstood(f"Expected JSON ({error})", ref_of(text)) from None
    if "\\u0000" in text:
        refuse_nul(command)
    return command


def ref_of(text: str) -> int | str | None:
    """The `ref` of what is at least JSON to Python, which takes half characters, too."""
    try:
        ref: int | str = msgspec.convert(json.loads(text, parse_int=whole)["ref"], Ref)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return None if isinstance(ref, str) and not ref.isprintable() else ref


def whole(digits: str) -> int | None:
    """A number that may be a `ref`; to read a longer one costs time that grows with its square."""
    return int(digits) if len(digits) <= LONGEST else None


def refuse_nul(command: Command) -> None:
    """Raise Misunderstood for a character that PostgreSQL cannot store."""
    for name in command.__struct_fields__:
        value = getattr(command, name)
        if isinstance(value, str) and "\0" in value:
            ref = None if name == "ref" else command.ref
            raise Misunderstood(f"Expected no NUL character - at `$.{name}`", ref)
