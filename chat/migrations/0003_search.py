"""The index of the search: of every message that is not deleted, its room and its words.

SQLite: a full-text table beside the messages, kept by triggers. Note: a later migration that makes
Django rebuild chat_message (AlterField, AddConstraint … on SQLite) drops the triggers with the old
table: it has to run `keep_up` again; tests/chat/search fails until it does.
PostgreSQL: a column that the database fills, with a GIN index.
"""

from django.db import migrations

# The words come folded and cut: nothing is left to the tokenizer but to split at spaces. No ranking
# by the index: columnsize=0 saves a row a message. prefix=2: what begins with two letters is many.
SQLITE_TABLE = """
CREATE VIRTUAL TABLE chat_search USING fts5(
    room_id, words, content='chat_message', content_rowid='id',
    tokenize='ascii', columnsize=0, prefix='2'
)
"""
SQLITE_FILL = """
INSERT INTO chat_search(rowid, room_id, words)
SELECT id, room_id, words FROM chat_message WHERE deleted IS NULL
"""
ADD = (
    "INSERT INTO chat_search(rowid, room_id, words) "
    "SELECT new.id, new.room_id, new.words WHERE new.deleted IS NULL;"
)
REMOVE = (
    "INSERT INTO chat_search(chat_search, rowid, room_id, words) "
    "SELECT 'delete', old.id, old.room_id, old.words WHERE old.deleted IS NULL;"
)
CHANGED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in ("room_id", "words", "deleted"))
SQLITE_TRIGGERS = {
    "chat_search_added": f"AFTER INSERT ON chat_message BEGIN {ADD} END",
    "chat_search_removed": f"AFTER DELETE ON chat_message BEGIN {REMOVE} END",
    "chat_search_changed": f"AFTER UPDATE ON chat_message WHEN {CHANGED} BEGIN {REMOVE} {ADD} END",
}
# No parser: those of PostgreSQL know only the letters of the database's locale. A room is the word
# "=5": no word of a message has such a sign.
POSTGRESQL_COLUMN = """
ALTER TABLE chat_message ADD COLUMN search tsvector GENERATED ALWAYS AS (
    CASE WHEN deleted IS NULL THEN array_to_tsvector(
        array_append(array_remove(string_to_array(words, ' '), ''), '=' || room_id::text)
    ) END
) STORED
"""
POSTGRESQL_INDEX = "CREATE INDEX message_search ON chat_message USING gin (search)"


def make(apps, editor):
    """Make the index, and fill it."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL_COLUMN)
        editor.execute(POSTGRESQL_INDEX)
    else:
        editor.execute(SQLITE_TABLE)
        editor.execute(SQLITE_FILL)
        keep_up(apps, editor)


def keep_up(apps, editor):
    """Let SQLite keep its index up to date."""
    if editor.connection.vendor == "sqlite":
        for name, trigger in SQLITE_TRIGGERS.items():
            editor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {trigger}")


def drop(apps, editor):
    """Take it away again."""
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE chat_message DROP COLUMN search")
    else:
        for name in SQLITE_TRIGGERS:
            editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        editor.execute("DROP TABLE chat_search")


class Migration(migrations.Migration):
    dependencies = [("chat", "0002_rooms")]

    operations = [migrations.RunPython(make, drop)]
