"""HTML of ours as a browser would take it."""

import re
from html.parser import HTMLParser


class Page(HTMLParser):
    """The tags, with their attributes, and the text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def unknown_decl(self, data):
        raise AssertionError(data)

    handle_comment = handle_decl = handle_pi = unknown_decl


def words_of(html):
    """What is read in it, however it is spaced."""
    return re.sub(r"\s+", " ", Page(html).text).strip()
