"""Who is muted, in a room or on the whole site, in the admin panel."""

from chat.actions.log import locked
from chat.actions.muting import impose, lift
from chat.admin.bounded import Bounded
from chat.journal import tell_later
from chat.models import Mute


class Mutes(Bounded):
    """Who reads and writes nothing. Without a room it holds on the whole site; to delete one is to
    lift it. Their open pages and programs hear it at once.
    """

    list_display = ("user", "room", "reason", "by", "created", "ends")
    list_select_related = ("user", "room", "by")
    search_fields = ("user", "room", "reason")
    autocomplete_fields = ("user", "room")
    along = ("user", "room")
    fields = ("user", "room", "reason", "ends")

    def has_change_permission(self, request, obj=None):
        return False

    def save_model(self, request, mute, form, change):
        """One takes the place of another."""
        room = room_of(mute)
        tell_later(impose(request.user.pk, mute.user, room, mute.reason, mute.ends))
        mute.pk = Mute.objects.get(user=mute.user, room=room).pk

    def delete_model(self, request, mute):
        tell_later(lift(request.user.pk, mute.user, room_of(mute)))
        Mute.objects.filter(pk=mute.pk).delete()  # one that has ended is lifted by nobody


def room_of(mute):
    """The room of a mute, locked; None for one of the whole site."""
    return locked({mute.room_id})[mute.room_id] if mute.room_id else None
