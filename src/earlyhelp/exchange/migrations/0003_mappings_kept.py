"""Mappings that are kept here in versions, and which version a run was read through."""

import django.db.models.deletion
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0002_loads'),
        ('partnership', '0014_forgotten_passwords'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='mapping_version',
            field=models.PositiveIntegerField(blank=True, help_text='Which version of a mapping that is kept here; empty where the mapping was a file.', null=True),
        ),
        migrations.CreateModel(
            name='MappingVersion',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.SlugField(max_length=60)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(help_text='The mapping as it was written, in TOML.')),
                ('hash', models.CharField(help_text='SHA-256 of the text.', max_length=64)),
                ('why', models.CharField(help_text='What this version changes, and why.', max_length=300)),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version of a mapping',
                'verbose_name_plural': 'versions of mappings',
                'ordering': ['agency', 'name', '-number'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'name', 'number'), name='mapping_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('why', ''), _negated=True), ('number__gte', 1)), name='mapping_version_says_all')],
            },
        ),
        # A version stays as it was made: a change is one version more.
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON exchange_mappingversion FROM earlyhelp_app",
            "GRANT UPDATE, DELETE ON exchange_mappingversion TO earlyhelp_app",
        ),
    ]
