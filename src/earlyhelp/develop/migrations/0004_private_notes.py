"""Private notes, which only their writer sees even as a row, and the lock of each writer."""

import django.db.models.deletion
import earlyhelp.kit.models
from earlyhelp.kit.rowsecurity import ProtectTable
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('develop', '0003_evaluation'),
        ('partnership', '0015_open_data_on_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoteLock',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('salt', models.BinaryField(max_length=16)),
                ('work', models.PositiveSmallIntegerField(help_text='How much work it is to try a passphrase, as a power of two.')),
                ('wrapped', models.BinaryField(help_text='The key of the notes, which only the passphrase opens.', max_length=100)),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(help_text='When a note was last written, or the passphrase chosen.')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lock of private notes',
                'verbose_name_plural': 'locks of private notes',
                'constraints': [models.UniqueConstraint(fields=('writer',), name='one_lock_of_notes')],
            },
        ),
        migrations.CreateModel(
            name='PrivateNote',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(help_text='Title and text, encrypted with the writer’s key.')),
                ('written_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'private note',
                'verbose_name_plural': 'private notes',
                'ordering': ['-changed_at'],
                'indexes': [models.Index(fields=['writer', '-changed_at'], name='notes_of_writer')],
            },
        ),
        ProtectTable("develop_notelock", record=None, only_practitioner="writer_id"),
        ProtectTable("develop_privatenote", record=None, only_practitioner="writer_id"),
    ]
