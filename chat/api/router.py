"""Which address is served by what."""

from dmr.routing import Router, path

from chat.api import export, hooks, messages, mini, people, rooms, search, tokens, webhooks

ROOM = "rooms/<int:room>"
MESSAGE = f"{ROOM}/messages/<int:seq>"

router = Router(
    "api/",
    [
        path("me", rooms.Me.as_view()),
        path("rooms", rooms.Rooms.as_view()),
        path("rooms/public", rooms.PublicRooms.as_view()),
        path("rooms/join", rooms.Join.as_view()),
        path(ROOM, rooms.Room.as_view()),
        path(f"{ROOM}/join", rooms.JoinPublic.as_view()),
        path(f"{ROOM}/leave", rooms.Leave.as_view()),
        path(f"{ROOM}/invites", rooms.Invites.as_view()),
        path(f"{ROOM}/invites/<int:invite>", rooms.Invite.as_view()),
        path(f"{ROOM}/members", rooms.RoomMembers.as_view()),
        path(f"{ROOM}/members/<int:user>", rooms.Member.as_view()),
        path(f"{ROOM}/members/<int:user>/mute", rooms.Muted.as_view()),
        path(f"{ROOM}/pins", messages.Pins.as_view()),
        path(f"{ROOM}/messages", messages.Messages.as_view()),
        path(f"{ROOM}/read", messages.Read.as_view()),
        path(f"{ROOM}/export", export.Export.as_view()),
        path(MESSAGE, messages.OneMessage.as_view()),
        path(f"{MESSAGE}/replies", messages.Replies.as_view()),
        path(f"{MESSAGE}/pin", messages.Pin.as_view()),
        path(f"{MESSAGE}/reports", messages.Reports.as_view()),
        path(f"{MESSAGE}/reactions/<str:emoji>", messages.Reaction.as_view()),
        path(f"{ROOM}/webhooks", webhooks.RoomWebhooks.as_view()),
        path("webhooks/<int:webhook>", webhooks.OneWebhook.as_view()),
        path("hooks/<str:secret>", hooks.Incoming.as_view(), name="hook"),
        path("tokens", tokens.Tokens.as_view()),
        path("tokens/<int:token>", tokens.OneToken.as_view()),
        path("mini/login", mini.Login.as_view()),
        path("people", people.People.as_view()),
        path("search", search.Search.as_view()),
    ],
)
