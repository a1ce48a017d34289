"""What the chat page asks for: replies to a message, people by their names, pictures of people.

Nothing here makes Django rebuild chat_message on SQLite, which would drop the search's triggers.
"""

from itertools import islice

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from chat import text


def compare_bytes(apps, editor):
    """Let an index find the beginning of a word: PostgreSQL's can only where bytes are compared."""
    if editor.connection.vendor == 'postgresql':
        editor.execute('ALTER TABLE chat_nameword ALTER COLUMN word TYPE varchar(64) COLLATE "C"')


def give_words(apps, editor):
    people = apps.get_model('chat', 'User').objects.values_list('pk', 'username', 'display_name')
    word = apps.get_model('chat', 'NameWord')
    rows = (
        word(user_id=pk, word=each)
        for pk, *names in people.iterator()
        for each in sorted(text.beginnings(*names))
    )
    while some := list(islice(rows, 1000)):
        word.objects.bulk_create(some)


class Migration(migrations.Migration):

    dependencies = [
        ('chat', '0003_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='avatar',
            field=models.CharField(default='', editable=False, max_length=60, verbose_name='picture'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('reply_to__isnull', False)), fields=['room', 'reply_to', 'seq'], name='message_replies'),
        ),
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=64)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.RunPython(compare_bytes, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='nameword',
            index=models.Index(fields=['word', 'user'], name='name_word'),
        ),
        migrations.RunPython(give_words, migrations.RunPython.noop),
    ]
