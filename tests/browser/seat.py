"""Somebody in front of the chat page, in the words of people: look, say, see, do."""

import re

WAITING = ".message-pending"
SAID = ".messages .message:not(.message-pending) .message-body"
# A name or an id; a link around a picture is called as the picture is.
FOCUSED = """() => {
  const { id, ariaLabel, textContent, firstElementChild } = document.activeElement;
  return ariaLabel || id || textContent.trim() || firstElementChild?.alt || "";
}"""
CONNECTED = "() => document.querySelector('chat-page').model.state.name === 'open'"


class Seat:
    """One window with the chat page in it."""

    def __init__(self, page):
        self.page = page
        self.field = page.locator("#body")

    def is_connected(self):
        """Wait until the page is: before, it shows what came with it."""
        self.page.wait_for_function(CONNECTED)

    def say(self, text):
        self.field.fill(text)
        self.field.press("Enter")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def finds(self, selector, text=""):
        """Wait until one of these, which holds `text`, is seen; what it is."""
        found = self.page.locator(selector).filter(has_text=text).first
        found.wait_for()
        return found

    def sees(self, text, selector=SAID):
        """Wait until something that holds `text` is seen; what it is."""
        return self.finds(selector, text)

    def misses(self, selector, text=""):
        """Wait until nothing that holds `text` is there any more."""
        found = self.page.locator(selector).filter(has_text=text).first
        found.wait_for(state="detached")

    def look(self, room):
        """Choose a room; on a phone, from the list that is behind it."""
        exact = re.compile(rf"^\s*{re.escape(room)}\b")
        link = self.page.locator(".rooms > li > .room").filter(has_text=exact).first
        link.wait_for(state="attached")
        link.evaluate("link => link.click()")
        self.sees(room, ".room-title")

    def message(self, text):
        """The message that says `text`, in the room."""
        return self.sees(text, ".messages .message:not(.message-pending)")

    def does(self, action, text):
        """Choose an action at the message that says `text`."""
        message = self.message(text)
        message.hover()
        message.get_by_role("button", name="More actions").click()
        self.page.get_by_role("menuitem", name=action).click()

    def everything(self):
        """The texts of all messages, in order."""
        bodies = self.page.locator(".messages .message-body").all_inner_texts()
        return [" ".join(body.split()) for body in bodies]

    def has_sent_everything(self):
        self.page.locator(WAITING).first.wait_for(state="detached")

    @property
    def focused(self):
        """What has the focus: its name, or else its id."""
        return self.page.evaluate(FOCUSED)


class Plug:
    """Between the pages of one browser and the chat door: pulled, no socket comes through."""

    def __init__(self, page):
        self.is_in = False
        page.context.route_web_socket("**/wss/chat", self.passes)
        page.reload()

    def passes(self, socket):
        if self.is_in:
            socket.connect_to_server()
        else:
            socket.close(code=1012)
