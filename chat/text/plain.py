"""A message as a line of plain text, for where nothing else can be shown."""

from html.parser import HTMLParser

from chat.text.signs import shown
from chat.text.snippet import cut


class Reader(HTMLParser):
    """Gathers what is read in a piece of HTML; blocks are words apart."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "br", "li", "pre", "blockquote"):
            self.parts.append(" ")


def plain(html: str, most: int) -> str:
    """The beginning of a message's HTML as one line of plain text, of so many characters."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    text = " ".join(shown("".join(reader.parts)).split())
    return text if len(text) <= most else text[: cut(text, most - 1)].rstrip() + "…"
