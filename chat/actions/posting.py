"""Posts: all that wait at one moment are checked and written together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from chat import events, text
from chat.actions import content, voice
from chat.actions.draft import Draft, Known, Said, learn
from chat.actions.outcome import Outcome
from chat.models import Attachment, Mention, posting, wire
from chat.protocol import things
from chat.protocol.frames import Refusal
from chat.protocol.replies import Done


@dataclass(slots=True)
class Post:
    """A message about to be stored, with the files that it takes."""

    room: int
    message: things.Message
    files: list[Attachment]
    slow: bool


def post_all(drafts: Sequence[Draft]) -> list[Outcome[Done] | Refusal]:
    """Post each draft in order, or say why not; in a fixed number of queries."""
    known, now = learn(drafts), timezone.now()
    posts: list[Post] = []
    answers: list[Outcome[Done] | Refusal] = []
    for draft in drafts:
        try:
            answers.append(again(draft, known) or post(draft, known, now, posts))
        except Refusal as refusal:
            answers.append(refusal)
    store(posts, now)
    return answers


def again(draft: Draft, known: Known) -> Outcome[Done] | None:
    """The message that was posted under this client_id before; raises Refusal for a stranger's."""
    if (draft.room, draft.author) not in known.authors:
        raise Refusal("not_found")
    old = known.said.get((draft.author, draft.client_id))
    if old and (old.room, old.body) != (draft.room, draft.body):
        raise Refusal("id_reused")
    return Outcome(Done(message=old.told)) if old else None


def post(draft: Draft, known: Known, now: datetime, posts: list[Post]) -> Outcome[Done]:
    """Add the message of a draft to those that will be stored; raises Refusal."""
    voice.require_to_post(draft, known, now)
    content.check(draft.body, bool(draft.attachments))
    if draft.reply_to is not None and (draft.room, draft.reply_to) not in known.messages:
        raise Refusal("no_such_message")
    files = taken(draft, known)
    named = content.mentioned(draft.body, known.people.get(draft.room, {}))
    place, key = known.places[draft.room], (draft.room, draft.author)
    after = place.seq
    message = things.Message(
        seq=after + 1,
        rev=after + 1,
        author=known.authors[key].user,
        client_id=draft.client_id,
        created=now,
        body=draft.body,
        html=text.render(draft.body, named),
        reply_to=draft.reply_to,
        attachments=[wire.attachment(file) for file in files],
        mentions=sorted({*named.values()}),
    )
    posts.append(Post(draft.room, message, files, slow=place.slow > 0))
    place.seq, known.posted[key] = message.seq, now
    known.said[draft.author, draft.client_id] = Said(draft.room, draft.body, message)
    known.messages.add((draft.room, message.seq))
    return Outcome(Done(message=message), [events.message(draft.room, after, message)])


def taken(draft: Draft, known: Known) -> list[Attachment]:
    """The draft's files, which no other may have from now on; raises Refusal and takes none."""
    if not draft.attachments:
        return []
    if len(draft.attachments) > settings.CHAT_LIMITS.attachments:
        raise Refusal("too_many_attachments", limit=settings.CHAT_LIMITS.attachments)
    files = [known.files.get(pk) for pk in dict.fromkeys(draft.attachments)]
    own = [file for file in files if file and belongs(file, draft)]
    if len(own) < len(files):
        raise Refusal("no_such_attachment")
    for file in own:
        del known.files[file.pk]
    return sorted(own, key=wire.place)


def belongs(file: Attachment, draft: Draft) -> bool:
    return (file.owner_id, file.room_id) == (draft.author, draft.room)


def store(posts: Sequence[Post], now: datetime) -> None:
    """Write the messages, what hangs on them, and the new positions of their rooms."""
    if not posts:
        return
    ids = posting.insert(((post.room, post.message) for post in posts), now)
    mentions, files = [], []
    for post in posts:
        room, seq = place = post.room, post.message.seq
        for user in post.message.mentions:
            mentions.append(Mention(message_id=ids[place], user_id=user, room_id=room, seq=seq))
        for file in post.files:
            file.message_id = ids[place]
            files.append(file)
    Mention.objects.bulk_create(mentions)
    Attachment.objects.bulk_update(files, ["message"])
    slow = {
        (post.room, post.message.author.id) for post in posts if post.slow and post.message.author
    }
    posting.note_posts(slow, now)
    posting.move_rooms({post.room for post in posts})
