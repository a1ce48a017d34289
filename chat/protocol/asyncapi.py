"""chat.v1 as an AsyncAPI 3 document, made from the structs with which the server validates.

https://www.asyncapi.com/docs/reference/specification/v3.0.0
"""

import inspect
import json
from typing import Any

import msgspec

from chat.protocol import commands, events, frames, replies
from chat.protocol.frames import VERSION

# What each command is answered with, when it is not refused.
ANSWERS: dict[type[commands.Command], type[replies.Reply]] = {
    commands.Hello: replies.Welcome,
    commands.Ping: replies.Heads,
    commands.RoomOpen: replies.Opened,
    commands.RoomClose: replies.Reply,
    commands.RoomHistory: replies.Messages,
    commands.MessagePost: replies.Done,
    commands.MessageEdit: replies.Done,
    commands.MessageDelete: replies.Done,
    commands.MessageReplies: replies.Messages,
    commands.MessagePin: replies.Done,
    commands.MessageUnpin: replies.Done,
    commands.MessageReport: replies.Reply,
    commands.RoomPins: replies.Messages,
    commands.ReactionAdd: replies.Done,
    commands.ReactionRemove: replies.Done,
    commands.MarkRead: replies.Reply,
    commands.InviteList: replies.Invites,
    commands.InviteRevoke: replies.Reply,
    commands.Typing: replies.Reply,
    commands.PresenceSet: replies.Reply,
    commands.ProfileSet: replies.Profile,
    commands.PeopleFind: replies.People,
    commands.RoomCreate: replies.Joined,
    commands.RoomUpdate: replies.Changed,
    commands.RoomJoin: replies.Joined,
    commands.RoomLeave: replies.Reply,
    commands.RoomInvite: replies.Invited,
    commands.MemberSet: replies.Changed,
    commands.MemberMute: replies.Changed,
    commands.MemberUnmute: replies.Changed,
    commands.RoomList: replies.Rooms,
    commands.Search: replies.Results,
}
SAID = (*events.EVENTS, frames.Error)
SPOKEN: list[type[msgspec.Struct]] = [
    *commands.COMMANDS,
    *dict.fromkeys(ANSWERS.values()),
    replies.Refused,
    *SAID,
]
Document = dict[str, Any]


def document() -> Document:
    """The whole document."""
    _, schemas = msgspec.json.schema_components(SPOKEN, ref_template="#/components/schemas/{name}")
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": f"Chatsite, {VERSION}",
            "version": VERSION.rpartition(".v")[2],
            "description": "Frames are JSON objects in text messages. See docs/protocol.md.",
        },
        "servers": {"site": {"host": "chat.example.org", "protocol": "wss"}},
        "channels": {
            "chat": {
                "address": "/wss/chat",
                "description": f"One socket for all rooms. A client may offer {VERSION}.",
                "messages": {struct.__name__: _ref("messages", struct) for struct in SPOKEN},
            }
        },
        "operations": {**_received(), **_sent()},
        "components": {
            "messages": {struct.__name__: _message(struct) for struct in SPOKEN},
            "schemas": {name: tidy(schema) for name, schema in schemas.items()},
        },
    }


def encoded() -> str:
    """The document's text, as docs/asyncapi.json has it."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


def _received() -> Document:
    """What the server is told, and how it answers."""
    return {
        _name(command): {
            "action": "receive",
            "channel": {"$ref": "#/channels/chat"},
            "messages": [_ref("messages", command, "#/channels/chat/")],
            "reply": {
                "channel": {"$ref": "#/channels/chat"},
                "messages": [
                    _ref("messages", struct, "#/channels/chat/")
                    for struct in (answer, replies.Refused)
                ],
            },
        }
        for command, answer in ANSWERS.items()
    }


def _sent() -> Document:
    """What the server says unasked."""
    return {
        f"on.{_name(struct)}": {
            "action": "send",
            "channel": {"$ref": "#/channels/chat"},
            "messages": [_ref("messages", struct, "#/channels/chat/")],
        }
        for struct in SAID
    }


def _message(struct: type[msgspec.Struct]) -> Document:
    return {
        "name": struct.__name__,
        "title": _name(struct),
        "summary": inspect.getdoc(struct),
        "contentType": "application/json",
        "payload": _ref("schemas", struct),
    }


def _name(struct: type[msgspec.Struct]) -> str:
    """The word of the wire: `do` or `on`; a reply has none."""
    return str(struct.__struct_config__.tag or struct.__name__)


def _ref(kind: str, struct: type[msgspec.Struct], base: str = "#/components/") -> Document:
    return {"$ref": f"{base}{kind}/{struct.__name__}"}


def tidy(schema: Document) -> Document:
    """A schema with its description as it reads, without the source's indentation (which no
    Python from 3.13 on has in it).
    """
    if "description" in schema:
        schema["description"] = inspect.cleandoc(schema["description"])
    return schema
