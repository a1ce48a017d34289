"""The audit log in the admin panel."""

from chat.admin.bounded import ReadOnly


class Entries(ReadOnly):
    """What was done with a power over others, the latest first; nobody changes it."""

    list_display = ("at", "actor", "action", "target", "room")
    list_select_related = ("actor", "room")
    search_fields = ("action", "target", "actor__username")
    ordering = ("-pk",)
    fields = ("at", "actor", "action", "target", "room", "details")
