"""A client's text to a command, or what is wrong with it in words that name the field."""

from typing import Union

import msgspec

from chat.protocol.commands import COMMANDS, Command, Ref

decoder = msgspec.json.Decoder(Union[COMMANDS])  # noqa: UP007  made of a tuple


class Envelope(msgspec.Struct):
    """What is read of a command that cannot be read."""

    ref: Ref


envelopes = msgspec.json.Decoder(Envelope)


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
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Misunderstood(str(error), ref_of(text)) from None
    if "\\u0000" in text:
        refuse_nul(command)
    return command


def ref_of(text: str) -> int | str | None:
    """The `ref` of what is at least JSON."""
    try:
        return envelopes.decode(text).ref
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def refuse_nul(command: Command) -> None:
    """Raise Misunderstood for a character that PostgreSQL cannot store."""
    for name in command.__struct_fields__:
        value = getattr(command, name)
        if isinstance(value, str) and "\0" in value:
            ref = None if name == "ref" else command.ref
            raise Misunderstood(f"Expected no NUL character - at `$.{name}`", ref)
