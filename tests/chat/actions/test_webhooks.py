"""Incoming webhooks: what another program says in a room."""

from chat.actions import webhooks
from chat.models import Audit, Member, Message, User, Webhook
from tests.chat.doing import do, refused, told


def test_what_is_posted_to_it_its_bot_says(tom, room, say):
    outcome = do(webhooks.make, tom, room.pk, "Build  server")
    secret = outcome.reply.secret
    found = Webhook.objects.by_secret(secret)
    message = say(found.bot, found.room, "It is green.")
    assert message.author.bot and message.author.name == "Build server"
    assert message.body == "It is green." and Message.objects.get().room == room
    assert told(outcome, room=room.pk)[0]["member"]["user"]["name"] == "Build server"


def test_its_secret_is_not_stored_and_no_other_opens_it(tom, room):
    secret = do(webhooks.make, tom, room.pk, "CI").reply.secret
    assert secret not in map(str, Webhook.objects.values_list().get())
    assert Webhook.objects.by_secret(secret + "x") is None


def test_nobody_can_sign_in_as_its_bot(tom, room):
    do(webhooks.make, tom, room.pk, "构建")
    bot = User.objects.get(is_bot=True)
    assert not bot.has_usable_password() and bot.username.startswith("bot-")


def test_who_leads_the_room_makes_lists_and_drops_them(tom, room, person):
    ann, eve = person("ann"), person("eve")
    Member.objects.create(room=room, user=ann)
    made = do(webhooks.make, tom, room.pk, "CI").reply
    for other, code in ((ann, "forbidden"), (eve, "not_found")):
        assert refused(webhooks.make, other, room.pk, "CI") == code
        assert refused(webhooks.listed, other, room.pk) == code
        assert refused(webhooks.drop, other, made.webhook.id) == code
    assert webhooks.listed(tom.pk, room.pk) == [made.webhook]
    outcome = do(webhooks.drop, tom, made.webhook.id)
    assert told(outcome, room=room.pk)[0]["gone"] is True
    assert Webhook.objects.by_secret(made.secret) is None
    assert refused(webhooks.drop, tom, made.webhook.id) == "not_found"
    actions = Audit.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["webhook.make", "webhook.drop"]


def test_a_direct_room_has_none_and_a_webhook_has_a_name(tom, room, room_of):
    assert refused(webhooks.make, tom, room_of(tom, kind="direct").pk, "CI") == "direct_room"
    assert refused(webhooks.make, tom, room.pk, " \x00") == "blank_title"
