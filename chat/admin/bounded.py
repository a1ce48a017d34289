"""Lists of tables that may have millions of rows: nothing here counts, sorts or reads them all."""

from collections.abc import Sequence
from typing import cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chat.admin import finding
from chat.models import Room
from chat.protocol.frames import Refusal
from chat.search.index import within
from chat.wording import words

SECONDS = 3.0  # after which a list that no index helps with is broken off
MOST = 5000  # rows that can be paged through; whoever looks for others searches


class Pages(Paginator):
    """Counts as far as it shows."""

    @property
    def count(self):
        rows = cast(QuerySet, self.object_list)
        return rows.order_by().values("pk")[:MOST].count()


class Ordered(ChangeList):
    """Rows in the one order that an index has, whatever the address asks for."""

    def get_ordering(self, request, queryset):
        return list(self.model_admin.get_ordering(request))


class Bounded(admin.ModelAdmin):
    """A list that costs the same however long the table is.

    `search_fields` are names of fields: of users and rooms, which are found by their names, and of
    texts, a part of which is found among the newest rows. `along` are the fields by which the
    address may narrow the list (`?room=3`), besides its filters.
    """

    paginator = Pages
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    ordering = ("-pk",)
    sortable_by = ()
    along: Sequence[str] = ()
    actions: Sequence[str] | None = None
    search_help_text = _("Names of people or rooms, #7 for an id, or a part of a recent text")

    def changelist_view(self, request, extra_context=None):
        """The list; or the same without what it was asked for, and why that cannot be had."""
        try:
            if request.method == "POST":
                return super().changelist_view(request, extra_context)
            with within(SECONDS):
                page = super().changelist_view(request, extra_context)
                return page.render() if isinstance(page, TemplateResponse) else page
        except Refusal as refusal:
            if request.method == "GET" and not request.GET:
                raise
            self.message_user(request, words(refusal, get_language()), messages.ERROR)
            return redirect(request.path)

    def named(self, row):
        """How a question calls a row."""
        return str(row)

    def get_changelist(self, request, **options):
        return Ordered

    def lookup_allowed(self, lookup, value, request):
        """Nothing that no index knows: texts, dates and tables beyond this one."""
        filters = {getattr(kind, "parameter_name", kind) for kind in self.get_list_filter(request)}
        return lookup in self.along or lookup.removesuffix("__exact") in filters

    def get_search_results(self, request, queryset, search_term):
        q = search_term.strip()
        return queryset.filter(pk__in=self.found(queryset, q)) if q else queryset, False

    def found(self, queryset, q):
        """The ids of the rows that somebody looks for."""
        return finding.rows(queryset, self.search_fields, q)

    def formfield_for_foreignkey(self, db_field, request, **options):
        """Of rooms none that are direct: those are their people's."""
        if db_field.related_model is Room:
            options["queryset"] = Room.objects.exclude(kind=Room.Kind.DIRECT)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def get_deleted_objects(self, objs, request):
        """Name what is deleted, without reading everything that hangs on it."""
        return [str(obj) for obj in objs], {}, set(), []


class ReadOnly(Bounded):
    """A list to look at."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
