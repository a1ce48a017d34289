"""People who share a room with whoever asks."""

from chat.api.base import Api
from chat.api.rows import Row
from chat.protocol import commands, replies


class People(Api):
    """Others whom one may talk to."""

    get = Row(commands.PeopleFind, replies.People)
