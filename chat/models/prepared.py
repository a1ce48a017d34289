"""Questions that are asked at every commit, put into SQL once: for a few rows, Django takes longer
to say what it wants than the database to find it.
"""

import json
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

# Stand in a query for the list that it will be asked about, or for a half of each of its pairs.
THESE, FIRSTS, SECONDS = object(), object(), object()


class Prepared:
    """A question about a list of numbers, UUIDs or pairs; its query has THESE where the list goes.

    It is one parameter, so that the SQL is the same however long it is. Answers are as the
    database's driver gives them: SQLite's knows no booleans, UUIDs or times.
    """

    def __init__(self, make: Callable[[], Query]) -> None:
        self.make = make
        self.made: dict[str, tuple[str, tuple[Any, ...]]] = {}  # by the kind of the database

    def __call__(self, these: Collection[Any]) -> list[tuple[Any, ...]]:
        """The rows that answer it; none for a query that changes something."""
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self.make().get_compiler(connection=connection).as_sql()
        sql, params = self.made[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(sql, [filled(each, these) for each in params])
            return cursor.fetchall() if cursor.description else []


def filled(param: Any, these: Collection[Any]) -> Any:
    """A parameter, or the list for which it stands: an array's literal, or JSON for SQLite."""
    if param is FIRSTS or param is SECONDS:
        these = {pair[param is SECONDS] for pair in these}
    elif param is not THESE:
        return param
    if connection.vendor == "postgresql":
        return f"{{{','.join(map(str, these))}}}"  # psycopg's own way of saying it takes long
    return json.dumps([each.hex if isinstance(each, UUID) else each for each in these])


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """`column__among=THESE`: whether it is one of them."""

    lookup_name = "among"
    prepare_rhs = False
    template, postgresql = "{} IN (SELECT value FROM json_each(%s))", "{} = ANY(%s)"

    def as_sql(
        self, compiler: SQLCompiler, connection: Any, template: str = template
    ) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        return template.format(column), (*params, self.rhs)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, self.postgresql)
