"""Messages in the admin panel: found, taken back, brought back, removed for good, exported."""

from copy import copy
from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from chat.actions import removing
from chat.admin.bounded import MOST, ReadOnly
from chat.admin.confirming import Deed
from chat.admin.exporting import PORTION, Export
from chat.models import Attachment
from chat.protocol.commands import MOST as LAST
from chat.search.everywhere import Wanted, first_since

FOUND = 1000  # messages that a search lists; an export has all of them
TODAY, WEEK, MONTH = "1", "7", "30"

remove = Deed(
    removing.remove,
    _("Delete the selected messages"),
    _("They keep their places and lose what they say. It can be restored."),
)
restore = Deed(
    removing.restore,
    _("Restore the selected messages"),
    _("They say again what they said, with files that are still kept. Reactions do not return."),
)
purge = Deed(
    removing.purge,
    _("Remove the selected messages for good"),
    _("What they say and said before, and their files, are gone for good. Nothing restores them."),
)


class State(admin.SimpleListFilter):
    """Messages of a kind of which there are few."""

    title, parameter_name = _("state"), "state"

    def lookups(self, request, model_admin):
        return [("deleted", _("deleted")), ("pinned", _("pinned")), ("files", _("with files"))]

    def queryset(self, request, queryset):
        if self.value() == "files":
            posted = Attachment.objects.filter(message__isnull=False).order_by("-message")
            return queryset.filter(pk__in=posted.values("message")[:MOST])
        few = {"deleted": "deleted__isnull", "pinned": "pinned__isnull"}.get(self.value() or "")
        return queryset.filter(**{few: False}) if few else queryset


class Since(admin.SimpleListFilter):
    """Messages of the last days."""

    title, parameter_name = _("created"), "days"

    def lookups(self, request, model_admin):
        return [(TODAY, _("Today")), (WEEK, _("Past 7 days")), (MONTH, _("Past 30 days"))]

    def queryset(self, request, queryset):
        if self.value() not in (TODAY, WEEK, MONTH):
            return queryset
        begin = timezone.localdate() - timedelta(days=int(self.value() or 1) - 1)
        room = request.GET.get("room", "")
        if room.isdecimal():
            return queryset.filter(seq__gte=first_since(begin, int(room)))
        return queryset.filter(pk__gte=first_since(begin))


class Messages(Export, ReadOnly):
    """All messages, the newest first; of one room (`?room=3`) or author (`?author=7`)."""

    list_display = ("beginning", "room", "author", "created", "deleted")
    list_select_related = ("room", "author")
    list_filter = (State, Since)
    along = ("room", "author")
    search_fields = ("body",)
    search_help_text = _(
        "Words, and author:name, room:slug, after:2026-01-31, before:2026-12-31; “words in a row”"
    )
    fields = (
        *("room", "seq", "author", "created", "edited", "deleted", "pinned", "body"),
        *("earlier", "files"),
    )
    readonly_fields = ("earlier", "files")
    actions = ("remove", "restore", "purge", "export_jsonl", "export_csv")

    exports = "chat.export_message"

    def get_queryset(self, request):
        return super().get_queryset(request).defer("html", "words")

    def get_ordering(self, request):
        """Along an index, whatever is asked for."""
        if {"state", "q"} & request.GET.keys():
            return ("-pk",)
        if "room" in request.GET:
            return ("room", "-seq")
        return ("author", "-pk") if "author" in request.GET else ("-pk",)

    def found(self, queryset, q):
        return Wanted.read(q).window(LAST, FOUND)

    def portions(self, request, queryset):
        """All that a search finds, not only what is listed of it."""
        q = request.GET.get("q", "").strip()
        if not q or request.POST.get("select_across") != "1":
            return super().portions(request, queryset)
        wanted, others = Wanted.read(q), self.without_search(request)

        def portion(below):
            while ids := wanted.window(below, PORTION):
                below = ids[-1]
                rows = others.filter(pk__in=ids).order_by("-pk")
                if rows:
                    return [self.row_of(row) for row in rows]
            return []

        return portion

    def without_search(self, request):
        """The list as its filters alone make it."""
        plain = copy(request)
        plain.GET = request.GET.copy()
        del plain.GET["q"]
        return self.get_changelist_instance(plain).queryset

    def row_of(self, message):
        return {
            "id": message.pk,
            "room": str(message.room),
            "room_id": message.room_id,
            "seq": message.seq,
            "author": message.author.username if message.author else None,
            "author_id": message.author_id,
            "created": message.created,
            "edited": message.edited,
            "deleted": message.deleted,
            "reply_to": message.reply_to,
            "body": message.body,
            "files": [file.name for file in message.attachment_set.all()],
        }

    # ---- What is shown ----

    def named(self, message):
        """How a question calls it."""
        return f"{message}: {self.beginning(message)}"

    @admin.display(description=_("text"))
    def beginning(self, message):
        return Truncator(message.body).chars(80) or "–"

    @admin.display(description=_("earlier texts"))
    def earlier(self, message):
        """What it said before it was edited or deleted."""
        edits = message.edit_set.order_by("-pk")[:20]
        rows = (
            (timezone.localtime(edit.at).strftime("%Y-%m-%d %H:%M"), edit.body) for edit in edits
        )
        return format_html_join("", '<p class="earlier"><time>{}</time> {}</p>', rows) or "–"

    @admin.display(description=Attachment._meta.verbose_name_plural)
    def files(self, message):
        return ", ".join(message.attachment_set.values_list("name", flat=True)) or "–"

    # ---- Powers ----

    def has_remove_permission(self, request):
        return request.user.has_perm("chat.delete_message")

    def has_restore_permission(self, request):
        return request.user.has_perm("chat.change_message")

    def has_purge_permission(self, request):
        return request.user.has_perm("chat.purge_message")

    @admin.action(description=remove.title, permissions=["remove"])
    def remove(self, request, queryset):
        return remove.ask_or_do(self, request, queryset)

    @admin.action(description=restore.title, permissions=["restore"])
    def restore(self, request, queryset):
        return restore.ask_or_do(self, request, queryset)

    @admin.action(description=purge.title, permissions=["purge"])
    def purge(self, request, queryset):
        return purge.ask_or_do(self, request, queryset)
