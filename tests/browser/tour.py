"""A walk through every panel, dialog and list of the chat page, in any language."""

TELL = """([type, detail]) => {
  document.querySelector("chat-page").dispatchEvent(new CustomEvent(type, { detail }));
}"""


def tour(seat, room, other="ann"):
    """Opens one place after the other, in the lively `room`; the name of each while it is open."""
    yield "room"
    for part in (panels, dialogs, messages):
        yield from part(seat)
    yield from writing(seat, other)
    tell(seat, "list")  # on a phone it is behind the room
    yield "list"
    seat.page.click(".account-button")
    seat.sees("", ".account .menu-list")
    yield "account"
    seat.press("Escape")
    seat.look(room)


def tell(seat, event, **detail):
    seat.page.evaluate(TELL, [event, detail])


def panels(seat):
    for name, unfold in PANELS.items():
        tell(seat, "show", panel=name, seq=1)
        unfold(seat)
        yield name
        tell(seat, "show", panel=None)
        seat.misses(".panel")


def unfold_members(seat):
    seat.sees("", ".person").click()
    seat.page.locator(".panel-tools .button").click()
    seat.page.locator("chat-invite [type=submit]").click()
    seat.sees("", "#invite-link")


def unfold_search(seat):
    seat.page.locator("#search-query").fill("ha noi")
    seat.sees("", ".found-one")


def unfold_thread(seat):
    seat.sees("an answer", ".thread-replies .message")


def unfold_room(seat):
    seat.page.locator("chat-webhooks > .button").click()
    seat.sees("", "#webhook-name")


def unfold_pins(seat):
    seat.sees("", ".panel-empty, .pin")


def unfold_me(seat):
    seat.page.locator("chat-tokens > .button").click()
    seat.sees("", "#token-name")


PANELS = {
    "members": unfold_members,
    "search": unfold_search,
    "thread": unfold_thread,
    "room": unfold_room,
    "pins": unfold_pins,
    "me": unfold_me,
}
DIALOGS = {
    "switcher": ({}, ".switcher-option"),
    "keys": ({}, ".keys-line"),
    "join": ({"dialog": "new", "tab": "join"}, "#browse"),
    "make": ({"dialog": "new", "tab": "make"}, "#new-title"),
    "direct": ({"dialog": "new", "tab": "direct"}, ".choice"),
}


def dialogs(seat):
    for name, (asked, shown) in DIALOGS.items():
        tell(seat, "ask", **{"dialog": name, **asked})
        seat.sees("", shown)
        yield name
        seat.press("Escape")
        seat.misses(".dialog-body")


def messages(seat):
    mine = seat.page.locator(".messages .message").filter(has_text="word" * 60)
    for name, key, shown in (
        ("sheet", "Enter", ".sheet .menu-item"),
        ("confirm", "Delete", "dialog[open] .button-fault"),
        ("reply", "r", ".writer-intent"),
    ):
        mine.focus()
        seat.press("ArrowUp", "ArrowDown", key)
        seat.sees("", shown)
        yield name
        seat.press("Escape")
    seat.misses(".writer-intent")
    seat.page.locator(".picture").first.click()
    seat.sees("", ".lightbox-picture")
    yield "picture"
    seat.press("Escape")
    seat.misses(".lightbox")


def writing(seat, other):
    seat.field.fill("")
    seat.field.press_sequentially(f"@{other[:2]}")
    seat.sees("", ".completion-one")
    yield "completion"
    seat.press("Escape")
    seat.say("/dance")
    seat.sees("/dance", ".writer-trouble")
    yield "trouble"
    seat.field.fill("")
    seat.page.locator(".writer-tools [aria-haspopup=dialog]").click()
    seat.sees("", ".picker-cell")
    yield "picker"
    seat.press("Escape")
    seat.misses("chat-picker")
