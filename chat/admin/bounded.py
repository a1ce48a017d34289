"""Lists of tables that may have millions of rows: nothing here counts or reads all of them."""

from collections.abc import Sequence
from typing import cast

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST = 5000  # rows that can be paged through; whoever looks for others searches


class Pages(Paginator):
    """Counts as far as it shows."""

    @property
    def count(self):
        rows = cast(QuerySet, self.object_list)
        return rows.order_by().values("pk")[:MOST].count()


class Bounded(admin.ModelAdmin):
    """A list that costs the same however long the table is."""

    paginator = Pages
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    actions: Sequence[str] | None = None

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
