"""What the admin panel changes, told to open sockets as the journal would."""

from asgiref.sync import async_to_sync
from django.db import transaction

from chat.hub import hub


def tell(events):
    """Let everybody hear it once the request's transaction is on disk."""

    async def told():
        hub().tell(events)

    transaction.on_commit(async_to_sync(told))
