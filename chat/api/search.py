"""The search over all rooms of whoever asks."""

from chat.api.base import Api
from chat.api.rows import Row
from chat.protocol import commands, replies


class Search(Api):
    """What was said."""

    get = Row(commands.Search, replies.Results)
