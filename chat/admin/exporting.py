"""Rows as files to keep: JSON Lines or CSV, of which no more than a portion is in memory."""

import csv
import json
from collections.abc import AsyncIterator, Callable
from io import StringIO
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from chat.actions.audit import record
from chat.pool import searches

Portion = Callable[[int], list[dict[str, Any]]]  # the rows below an id, the newest first
PORTION = 200
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for more than a text
LAST = 2**53


def jsonl(rows: list[dict[str, Any]], first: bool) -> str:
    """A line for each row."""
    encode = DjangoJSONEncoder(ensure_ascii=False).encode
    return "".join(f"{encode(row)}\n" for row in rows)


def table(rows: list[dict[str, Any]], first: bool) -> str:
    """CSV as spreadsheets read it; no text of anybody's is a formula there."""
    written = StringIO("\ufeff" if first else "", newline="")
    written.seek(0, 2)
    lines = csv.writer(written)
    if first and rows:
        lines.writerow(rows[0])
    lines.writerows([cell(value) for value in row.values()] for row in rows)
    return written.getvalue()


def cell(value: Any) -> Any:
    """A value as it is safe to open."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


FORMATS = {"jsonl": (jsonl, "application/jsonl"), "csv": (table, "text/csv; charset=utf-8")}


def download(name: str, kind: str, portion: Portion) -> StreamingHttpResponse:
    """The rows of all portions as a file of this kind."""
    encode, content_type = FORMATS[kind]
    response = StreamingHttpResponse(lines(portion, encode), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


async def lines(portion: Portion, encode: Callable[..., str]) -> AsyncIterator[str]:
    """One portion after the other, each read only once the one before is on its way."""
    below, first = LAST, True
    while rows := await searches.ask(portion, below):
        yield encode(rows, first)
        below, first = rows[-1]["id"], False


class Export(admin.ModelAdmin):
    """A list whose rows can be had as a file: the selected ones, or all that were found."""

    exports = ""  # the permission that it takes

    def row_of(self, row: Any) -> dict[str, Any]:
        """What the file says of a row; `id` is a part of it."""
        raise NotImplementedError

    def portions(self, request: HttpRequest, queryset: QuerySet[Any]) -> Portion:
        """Gives the rows of a list portion by portion."""

        def portion(below: int) -> list[dict[str, Any]]:
            rows = queryset.filter(pk__lt=below).order_by("-pk")[:PORTION]
            return [self.row_of(row) for row in rows]

        return portion

    def has_export_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.exports)

    @admin.action(description=_("Export as JSON Lines"), permissions=["export"])
    def export_jsonl(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return self.export(request, queryset, "jsonl")

    @admin.action(description=_("Export as CSV"), permissions=["export"])
    def export_csv(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        return self.export(request, queryset, "csv")

    def export(self, request: HttpRequest, queryset: QuerySet[Any], kind: str) -> Any:
        """The file; that somebody has it is written down first."""
        across = request.POST.get("select_across") == "1"
        selected = len(request.POST.getlist(ACTION_CHECKBOX_NAME))
        named = {
            "format": kind,
            "list": request.GET.urlencode(),
            "rows": "*" if across else selected,
        }
        name = str(self.opts.model_name)
        record(request.user.pk, f"{name}.export", None, self.opts.verbose_name_plural, **named)
        portion = self.portions(request, queryset)
        return download(name, kind, portion)
