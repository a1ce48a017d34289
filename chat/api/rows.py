"""Endpoints made of commands: what no path names stands in the query or in the JSON body."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated, Any, get_type_hints

import msgspec
from django.conf import settings
from dmr import modify
from dmr.components import PathComponent, QueryComponent
from dmr.plugins.msgspec.components import BodyMsgspecComponent
from msgspec.structs import FieldInfo, asdict, fields

from chat.api.base import REFUSALS, Api
from chat.protocol.commands import Command
from chat.protocol.frames import Refusal


class Body(BodyMsgspecComponent):
    """JSON of the size of a frame. Any other type could come from a form of a foreign page."""

    def provide_context_data(self, endpoint: Any, controller: Any, **options: Any) -> Any:
        """The body as the command's fields; raises Refusal before it is read where it is none."""
        request, most = controller.request, settings.WSS_MAX_MESSAGE_BYTES
        if request.content_type not in endpoint.metadata.parsers:
            raise Refusal("only_json")
        if int(request.META.get("CONTENT_LENGTH") or 0) > most or len(request.body) > most:
            raise Refusal("too_big", limit=most)
        return super().provide_context_data(endpoint, controller, **options)


class Row:
    """An endpoint that obeys a command: `get = Row(commands.Search, replies.Results)`.

    `path`: the fields that its address names; all others are asked in the query of a GET, and sent
    as JSON otherwise.
    """

    def __init__(
        self, command: type[Command], reply: type, *path: str, status: HTTPStatus = HTTPStatus.OK
    ) -> None:
        self.command, self.reply, self.path, self.status = command, reply, path, status

    def __set_name__(self, owner: type[Api], method: str) -> None:
        """Put the endpoint into its place, before the library looks for it."""
        changes = method != "get"
        obeyed = self.endpoint()
        obeyed.__name__, obeyed.__doc__ = method, self.command.__doc__
        obeyed.__annotations__ = {"return": self.reply, **self.parts(changes)}
        describe = modify(
            status_code=self.status,
            extra_responses=REFUSALS,
            operation_id=str(self.command.__struct_config__.tag),
        )
        setattr(owner, method, describe(obeyed))

    def endpoint(self) -> Callable[..., Any]:
        command = self.command

        async def obeyed(self: Api, **parts: msgspec.Struct) -> Any:
            fields = {k: v for part in parts.values() for k, v in asdict(part).items()}
            return await self.obey(command(ref="", **fields))

        return obeyed

    def parts(self, changes: bool) -> dict[str, Any]:
        """Where the fields stand, as the library has it told."""
        names = [field.name for field in fields(self.command) if field.name != "ref"]
        rest = [name for name in names if name not in self.path]
        found: dict[str, Any] = {}
        if self.path:
            found["parsed_path"] = Annotated[part(self.command, self.path, "Path"), PathComponent()]
        if rest and changes:
            found["parsed_body"] = Annotated[part(self.command, rest, ""), Body()]
        elif rest:
            found["parsed_query"] = Annotated[part(self.command, rest, "Query"), QueryComponent()]
        return found


def part(command: type[Command], names: Sequence[str], suffix: str) -> type[msgspec.Struct]:
    """Some of a command's fields, checked as the command checks them."""
    hints = get_type_hints(command, include_extras=True)
    found = [
        (field.name, hints[field.name], msgspec.field(**default(field)))
        for field in fields(command)
        if field.name in names
    ]
    name = command.__name__ + suffix
    return msgspec.defstruct(name, found, kw_only=True, namespace={"__doc__": command.__doc__})


def default(field: FieldInfo) -> dict[str, Any]:
    """What the field is where nobody says it."""
    if field.default_factory is not msgspec.NODEFAULT:
        return {"default_factory": field.default_factory}
    return {} if field.required else {"default": field.default}
