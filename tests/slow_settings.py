"""The site's settings, with an SQLite that counts to 10,000,000,000 before each search."""

from django.db.backends.signals import connection_created

from chatsite.settings import *  # noqa: F403

COUNT = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 10000000000)"


def slow(execute, sql, params, many, context):
    if "chat_search" in sql:
        database = context["connection"]
        with database.wrap_database_errors:
            database.connection.execute(f"{COUNT} SELECT max(i) FROM n").fetchall()
    return execute(sql, params, many, context)


def slow_down(connection, **_):
    connection.execute_wrappers.append(slow)


connection_created.connect(slow_down)
