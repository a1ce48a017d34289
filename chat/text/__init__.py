"""What people write: to safe HTML, to the names in it, to the words that are searched. Pure."""

from chat.text.markdown import names, render
from chat.text.plain import plain
from chat.text.query import Term, terms
from chat.text.signs import is_blank, shown
from chat.text.snippet import snippet
from chat.text.words import asked, beginnings, searchable

__all__ = [
    "Term",
    "asked",
    "beginnings",
    "is_blank",
    "names",
    "plain",
    "render",
    "searchable",
    "shown",
    "snippet",
    "terms",
]
