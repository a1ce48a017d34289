"""One walk through every operation: each answer is what the document says it is."""

import json

import jsonschema
import pytest

from chat.api.document import document, operations

pytestmark = pytest.mark.django_db(transaction=True)

# Who asks, what, with which body; a name in braces is taken from the answers so far.
STEPS = [
    ("tom", "me", {}, None),
    ("tom", "profile.set", {}, {"name": "Thomas"}),
    ("tom", "room.create", {}, {"kind": "public", "title": "Garden", "slug": "garden"}),
    ("tom", "room.mine", {}, None),
    ("tom", "room.get", {}, None),
    ("tom", "room.update", {}, {"topic": "What grows"}),
    ("ann", "room.list", {"q": "gar"}, None),
    ("ann", "room.join", {}, {"slug": "garden"}),
    ("ann", "room.leave", {}, None),
    ("ann", "room.join.public", {}, None),
    ("tom", "people.find", {"q": "ann"}, None),
    ("tom", "room.invite", {}, {"days": 1}),
    ("tom", "invite.list", {}, None),
    ("tom", "invite.revoke", {}, None),
    ("tom", "member.list", {}, None),
    ("tom", "member.set", {}, {"role": "moderator"}),
    ("tom", "message.post", {}, {"body": "Hà Nội :tada:"}),
    ("tom", "message.edit", {}, {"body": "Hà Nội!"}),
    ("ann", "reaction.add", {}, None),
    ("ann", "reaction.remove", {}, None),
    ("ann", "message.list", {"limit": 10}, None),
    ("ann", "message.list", {"since": 0}, None),
    ("ann", "message.list", {"after": 0}, None),
    ("ann", "message.replies", {"after": 0}, None),
    ("tom", "message.pin", {}, None),
    ("ann", "room.pins", {}, None),
    ("tom", "message.unpin", {}, None),
    ("ann", "message.report", {}, {"reason": "off topic"}),
    ("tom", "member.mute", {}, {"seconds": 600, "reason": "calm down"}),
    ("tom", "member.unmute", {}, None),
    ("ann", "mark.read", {}, {"seq": 1}),
    ("ann", "search", {"q": "ha noi"}, None),
    ("tom", "room.export", {}, None),
    ("tom", "message.delete", {}, None),
    ("tom", "webhook.make", {}, {"name": "Weather"}),
    ("tom", "webhook.list", {}, None),
    (None, "webhook.say", {}, {"text": "Sunny"}),
    ("tom", "webhook.drop", {}, None),
    ("tom", "token.list", {}, None),
    ("tom", "token.make", {}, {"name": "a bot", "days": 7, "scopes": ["read"]}),
    ("tom", "token.revoke", {}, None),
    (None, "mini.login", {}, {"code": "tom"}),
]

UNKNOWN = {"webhook": 9, "secret": "x", "token": 9, "invite": 9}


class Walk:
    """Asks step by step, and holds each answer to the document."""

    def __init__(self, ask, people):
        self.ask, self.people = ask, people
        self.known = {"room": 1, "seq": 1, "emoji": "%F0%9F%8E%89"}
        self.operations = {each["operationId"]: each for each in operations(document())}

    def step(self, who, name, query, data):
        operation = self.operations[name]
        path = operation["path"].format_map(self.known)
        if query:
            path += "?" + "&".join(
                f"{key}={value}".replace(" ", "+") for key, value in query.items()
            )
        headers = self.people[who](name) if who else {}
        answer = self.ask(operation["method"], path, data=data, **headers)
        assert answer.status < 300, f"{name}: {answer.body}"
        self.hold(answer, operation["responses"][str(answer.status)], name)
        return answer

    def hold(self, answer, described, name):
        """Fail unless the answer is as described."""
        kind = answer.headers["content-type"]
        schema = described["content"][kind]["schema"]
        whole = {**schema, "components": document()["components"]}
        validator = jsonschema.Draft202012Validator(
            whole, format_checker=jsonschema.FormatChecker()
        )
        for line in answer.body.splitlines() if kind.endswith("jsonl") else [answer.body]:
            validator.validate(json.loads(line))


@pytest.fixture
def walk(ask, person, token_of, signed_in, settings):
    settings.MINI_LOGIN = ["tests.chat.api.test_mini.Elsewhere"]
    people = {name: person(name) for name in ("tom", "ann")}
    secrets = {name: token_of(user) for name, user in people.items()}
    cookies = signed_in(people["tom"])

    def headers(name):
        return lambda operation: (
            cookies if operation == "token.make" else {"authorization": f"Bearer {secrets[name]}"}
        )

    made = Walk(ask, {name: headers(name) for name in people})
    made.known["user"] = people["ann"].pk
    return made


def test_every_operation_answers_as_the_document_says(walk):
    for who, name, query, data in STEPS:
        told = walk.step(who, name, query, data)
        if name == "room.create":
            walk.known["room"] = told.json["room"]["room"]["id"]
        elif name == "invite.list":
            walk.known["invite"] = told.json["invites"][0]["id"]
        elif name == "webhook.make":
            walk.known["webhook"] = told.json["webhook"]["id"]
            walk.known["secret"] = told.json["url"].rpartition("/")[2]
        elif name == "token.make":
            walk.known["token"] = told.json["token"]["id"]
    assert {name for _, name, _, _ in STEPS} == set(walk.operations), "the premise: all were walked"


def test_every_refusal_is_as_the_document_says(walk):
    refused = {"$ref": "#/components/schemas/Refused", "components": document()["components"]}
    for operation in walk.operations.values():
        path = operation["path"].format_map(walk.known | UNKNOWN)
        answer = walk.ask(operation["method"], path)
        assert str(answer.status) in operation["responses"]
        jsonschema.validate(answer.json, refused)


def test_a_token_that_may_only_read_changes_nothing(walk, person, token_of):
    eve = token_of(person("eve"), scopes=["read"])
    for operation in walk.operations.values():
        path = operation["path"].format_map(walk.known | UNKNOWN)
        if operation["method"] == "GET" or {"token": []} not in operation.get("security", []):
            continue
        answer = walk.ask(operation["method"], path, eve)
        assert (answer.status, answer.json["error"]) == (403, "read_only")
    assert walk.ask("GET", "/api/me", eve).json["username"] == "eve"
