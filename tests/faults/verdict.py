"""What everybody was promised, against what the database holds after a storm: sentences if not."""

from collections import Counter


def faults(people, truth):
    """Everything that is not as promised."""
    for person in people:
        yield from person.faults
        yield from person.client.faults
        yield from undelivered(person.client)
        for draft, message in person.client.outbox.committed.values():
            person.beliefs.text(draft, message)  # also of those that were never changed
        yield from person.beliefs.against(person.user, truth)
        yield from differences(person.client, truth)
    yield from repetitions(people, truth)


def undelivered(client):
    """What somebody said and has no answer to, or a no."""
    for draft in client.outbox.waiting.values():
        yield f"{client.name}: {draft} is still in the outbox"
    for draft, code in client.outbox.refused.values():
        yield f"{client.name}: {draft} was refused: {code}"


def repetitions(people, truth):
    """What was confirmed and is not there exactly once; what is there and nobody said."""
    found = Counter(
        (room, row["client_id"]) for room, log in truth.items() for row in log["messages"]
    )
    said = set()
    for person in people:
        for draft, _ in person.client.outbox.committed.values():
            place = draft.room, draft.client_id
            said.add(place)
            if found[place] != 1:
                yield f"{person.client.name}: {draft} is there {found[place]} times"
    yield from (f"{place} was said by nobody" for place in found.keys() - said)


def differences(client, truth):
    """Where what somebody sees is not what the database holds."""
    for room, timeline in client.timelines.items():
        name, log = f"{client.name} in {room}", truth[room]
        if (timeline.epoch, timeline.position) != (log["epoch"], log["seq"]):
            yield f"{name}: is at {timeline.position}, and the room at {log['seq']}"
        rows = {row["seq"]: stored(row) for row in log["messages"]}
        seen = {message["seq"]: told(message) for message in timeline.messages.values()}
        for seq in sorted(rows.keys() | seen.keys()):
            if rows.get(seq) != seen.get(seq):
                yield f"{name}: sees {seen.get(seq)}, and there is {rows.get(seq)}"


def told(message):
    """A message as a client has it, in comparable form."""
    return {
        "place": (message["seq"], message["rev"], message["client_id"], message["author"]["id"]),
        "content": (message.get("body", ""), message.get("html", ""), message.get("reply_to")),
        "edited": "edited" in message,
        "deleted": "deleted" in message,
        "reactions": {each["emoji"]: each["users"] for each in message.get("reactions", ())},
    }


def stored(row):
    """A row of the database in the same form: a deleted message has no content."""
    deleted = row["deleted"] is not None
    return {
        "place": (row["seq"], row["rev"], row["client_id"], row["author_id"]),
        "content": (
            "" if deleted else row["body"],
            "" if deleted else row["html"],
            row["reply_to"],
        ),
        "edited": row["edited"] is not None and not deleted,
        "deleted": deleted,
        "reactions": {} if deleted else row["reactions"],
    }
