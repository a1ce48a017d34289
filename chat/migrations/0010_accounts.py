"""The table of the cache: how often somebody tried to sign in, known to all processes."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """As createcachetable does it, so that nobody need know of that command."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [("chat", "0009_moderation")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
