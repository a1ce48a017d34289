"""docs/asyncapi.json says what the server validates with, and what it says."""

import json
import re

import msgspec
from jsonschema import Draft202012Validator

from chat.protocol import commands, events
from chat.protocol.asyncapi import ANSWERS, document, encoded
from tests.servers import TOP

FILE = TOP / "docs/asyncapi.json"


def test_the_file_is_up_to_date():
    assert FILE.read_text() == encoded(), "python manage.py apidocs"


def test_every_command_and_every_event_is_in_it():
    told = document()
    assert set(ANSWERS) == set(commands.COMMANDS)
    names = [struct.__struct_config__.tag for struct in commands.COMMANDS]
    names += [f"on.{struct.__struct_config__.tag}" for struct in events.EVENTS]
    assert set(names) <= set(told["operations"])


def test_every_reference_leads_somewhere():
    told = document()
    for path in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(told)):
        place = told
        for part in path.split("/"):
            place = place[part]


def test_its_schemas_accept_what_the_server_accepts_and_refuse_what_it_refuses():
    told = document()
    schema = {"$ref": "#/components/schemas/MessagePost", "components": told["components"]}
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    good = {"do": "message.post", "ref": 1, "room": 3, "body": "hi"}
    good["client_id"] = "b2c1f0f2-63d4-4c9e-9d0e-0a3f6f4d1a11"
    for frame in (good, good | {"room": "3"}, good | {"ref": []}, good | {"body": None}):
        try:
            msgspec.json.decode(json.dumps(frame), type=commands.MessagePost)
            accepted = True
        except msgspec.ValidationError:
            accepted = False
        assert judge.is_valid(frame) == accepted, frame
