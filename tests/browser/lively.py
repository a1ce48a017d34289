"""A room in which people have said and done everything that there is to see."""

import json
import ssl
import urllib.parse
import urllib.request

from tests import files
from tests.community import beside
from tests.waiting import PATIENCE

SAY = """
import django, datetime, json, sys, uuid
django.setup()
from django.db import transaction
from django.utils import timezone
from chat.actions import editing, reactions
from chat.actions.draft import Draft
from chat.actions.posting import post_all
from chat.models import Member, Message, Room
from chat.protocol.commands import MessageDelete, MessageEdit, ReactionAdd
tom, other, room, files, bodies, topic = json.load(sys.stdin)

def say(author, body, **more):
    with transaction.atomic():
        post_all([Draft(author, room, uuid.uuid4(), body, **more)])

say(other, "yesterday")
Message.objects.filter(room=room).update(created=timezone.now() - datetime.timedelta(days=1))
for number, body in enumerate(bodies):
    say((tom, other)[number // 2 % 2], body)
say(other, "an answer", reply_to=1)
say(tom, "pictures", attachments=[uuid.UUID(picture) for picture in files])
with transaction.atomic():
    reactions.add(other, ReactionAdd(ref=1, room=room, seq=2, emoji="👍"))
    reactions.add(tom, ReactionAdd(ref=1, room=room, seq=2, emoji="🎉"))
    editing.edit(other, MessageEdit(ref=1, room=room, seq=1, body="yesterday, edited"))
    editing.delete(tom, MessageDelete(ref=1, room=room, seq=3))
Room.objects.filter(pk=room).update(topic=topic)
Member.objects.filter(user=tom, room=room).update(role="owner")
say(other, "@tom this is new")
"""

BODIES = (
    "**bold** and `code`, a [link](https://example.org/)",
    "soon deleted",
    "1. one\n2. two\n\n> quoted",
    "```python\nprint('a line of code that is longer than any phone is wide, surely it is')\n```",
    "https://example.org/" + "a-very-long-address/" * 8,
    "Chúng ta gặp nhau ở Hà Nội",
    "数据库已经迁移完成了，大家可以测试",
    "🎉",
    "word" * 60,
)


def enliven(site, community, room, other="ann", bodies=BODIES, topic="色彩", name="red.png"):
    """tom and another say and do here what people do; `name`: of two pictures and a file."""
    place = community.rooms[room]
    sent = [
        send(site, community, place, name, files.picture(size=(600, 400))),
        send(site, community, place, f"2 {name}", files.picture(size=(40, 90))),
        send(site, community, place, f"{name}.txt", b"text"),
    ]
    said = [community.ids["tom"], community.ids[other], place, sent, list(bodies), topic]
    beside(site.env, SAY, json.dumps(said))


def send(site, community, room, name, data):
    """Upload a file of tom's; its id."""
    address = f"{site.https}/files/?room={room}&name={urllib.parse.quote(name)}"
    told = {"Authorization": f"Bearer {community.tokens['tom']}", "Content-Type": "application/x"}
    request = urllib.request.Request(address, data, told)
    context = ssl.create_default_context(cafile=site.ca)
    with urllib.request.urlopen(request, context=context, timeout=PATIENCE) as answer:
        return json.load(answer)["attachment"]["id"]
