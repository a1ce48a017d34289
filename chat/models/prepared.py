"""Questions that are asked at every commit, put into SQL once: for a few rows, Django takes longer
to say what it wants than the database to find it.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Lookup
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

THESE = object()  # stands in a query for the list that it will be asked about


class Prepared:
    """A question about a list, of numbers, UUIDs or pairs: the query has THESE where the list goes.

    It is one parameter, as JSON, so that the SQL is the same however long it is. Answers are as the
    database's driver gives them: SQLite's knows no booleans, UUIDs or times.
    """

    def __init__(self, make: Callable[[], Query]) -> None:
        self.make = make
        self.made: dict[str, tuple[str, tuple[Any, ...]]] = {}  # by the kind of the database

    def __call__(self, these: Iterable[Any]) -> list[tuple[Any, ...]]:
        """The rows that answer it; none for a query that changes something."""
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self.make().get_compiler(connection=connection).as_sql()
        sql, params = self.made[connection.vendor]
        told = json.dumps([each.hex if isinstance(each, UUID) else each for each in these])
        with connection.cursor() as cursor:
            cursor.execute(sql, [told if each is THESE else each for each in params])
            return cursor.fetchall() if cursor.description else []


@Field.register_lookup
class Among(Lookup):
    """`column__among=THESE`: whether it is one of them."""

    lookup_name = "among"
    prepare_rhs = False
    template = "{} IN (SELECT value FROM json_each(%s))"
    template_postgresql = "{} IN (SELECT value::{} FROM jsonb_array_elements_text(%s::jsonb))"

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        return self.template.format(column), (*params, self.rhs)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.cast_db_type(connection)
        return self.template_postgresql.format(column, kind), (*params, self.rhs)
