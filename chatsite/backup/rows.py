"""The rows of every table as JSON that any database takes, and back again.

They are written in the state of the migrations in which they are, and read into that same state:
a newer version migrates them then, like those of a site that is brought up to date.
"""

from contextlib import contextmanager

import msgspec
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

# What ends with the history that it belongs to: whoever comes back signs in anew.
LEFT_OUT = {
    *("sessions.session", "chat.pushsubscription", "usersessions.usersession", "chat.chore"),
}
FOLDER = "rows"
PART = 1_000_000  # bytes
READ = 2000  # rows that are asked for at once
WRITE = 500


@contextmanager
def snapshot():
    """The database as it is at this moment, however long one reads; others go on writing."""
    sqlite = connection.vendor == "sqlite"
    connection.ensure_connection()
    if sqlite:
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # reads only: WAL keeps what they see
    with transaction.atomic(), connection.cursor() as cursor:
        if not sqlite:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def tables():
    """The models whose rows are backed up."""
    models = apps.get_models(include_auto_created=True)
    return [each for each in models if each._meta.managed and label(each) not in LEFT_OUT]


def label(model):
    """The name of a model in an archive."""
    return model._meta.label_lower


def columns(model):
    """The columns of a model that hold something of its own."""
    return [field.attname for field in model._meta.concrete_fields if not field.generated]


def write(archive, model):
    """Add the rows of a model to an archive; how many they are."""
    rows = model._base_manager.order_by("pk").values_list(*columns(model))
    lines, size, count, part = [], 0, 0, 0
    for row in rows.iterator(chunk_size=READ):
        lines.append(msgspec.json.encode(row))
        size, count = size + len(lines[-1]), count + 1
        if size >= PART:
            archive.add(f"{FOLDER}/{label(model)}/{part:06}", b"\n".join(lines))
            lines, size, part = [], 0, part + 1
    if lines:
        archive.add(f"{FOLDER}/{label(model)}/{part:06}", b"\n".join(lines))
    return count


def state():
    """The migrations that this database has, as texts."""
    applied = MigrationExecutor(connection).loader.applied_migrations
    return sorted(f"{app}.{name}" for app, name in applied)


def unknown(migrations):
    """Those of these migrations that this version does not have."""
    known = MigrationExecutor(connection).loader.disk_migrations
    return sorted(each for each in migrations if tuple(each.split(".", 1)) not in known)


def models_at(migrations):
    """Bring an empty database to these migrations; its models there, by their names."""
    executor = MigrationExecutor(connection)
    had = {tuple(each.split(".", 1)) for each in migrations}
    nodes = executor.loader.graph.node_map
    targets = [key for key in had if not had & {child.key for child in nodes[key].children}]
    executor.migrate(targets)
    found = executor.loader.project_state(targets).apps
    models = {label(model): model for model in found.get_models(include_auto_created=True)}
    for model in models.values():
        for field in model._meta.concrete_fields:
            vars(field).update(auto_now=False, auto_now_add=False)  # times stay what they were
    return models


def read(model, names, data):
    """Write the rows of one part into their table."""
    fields = [model._meta.get_field(name) for name in names]
    rows = [
        model(
            **{
                field.attname: python(field, value)
                for field, value in zip(fields, row, strict=True)
            }
        )
        for row in map(msgspec.json.decode, data.splitlines())
    ]
    model._base_manager.bulk_create(rows, batch_size=WRITE)


def python(field, value):
    """A value as its column has it, from JSON."""
    if value is None or field.is_relation or field.get_internal_type() == "JSONField":
        return value
    return field.to_python(value)


def settle(models):
    """Look whether all rows fit together, and let new ones begin after them."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
