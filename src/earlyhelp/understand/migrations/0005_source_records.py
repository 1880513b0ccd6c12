"""Partners' own records of people, and links to them; two people found to be one; not the same, of all of these."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.lookups
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('identify', '0008_attachments'),
        ('partnership', '0004_records_shared'),
        ('understand', '0004_probable'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonJoin',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('joined_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_because', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name': 'joining of two people',
                'verbose_name_plural': 'joinings of two people',
            },
        ),
        migrations.CreateModel(
            name='SourceIdentifier',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('system', models.CharField(help_text='Who gives such numbers: nhs, upn, police, council …', max_length=30)),
                ('value', models.CharField(help_text='As it was written.', max_length=80)),
                ('plain', models.CharField(help_text='Letters and digits only, in capitals.', max_length=80)),
            ],
            options={
                'verbose_name': 'identifier',
                'verbose_name_plural': 'identifiers',
            },
        ),
        migrations.CreateModel(
            name='SourceRecord',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('system', models.CharField(help_text="The partner's own name for the system.", max_length=60)),
                ('source_key', models.CharField(help_text='The key of the person in that system.', max_length=100)),
                ('regime', models.CharField(choices=[('uk_gdpr', 'UK GDPR'), ('law_enforcement', 'Law enforcement: Data Protection Act 2018, part 3')], default='uk_gdpr', max_length=20)),
                ('given_name', models.CharField(blank=True, max_length=100)),
                ('family_name', models.CharField(blank=True, max_length=100)),
                ('other_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
                ('date_of_birth', models.DateField(blank=True, null=True)),
                ('age', models.PositiveSmallIntegerField(blank=True, help_text='Years, as estimated.', null=True)),
                ('age_stated_on', models.DateField(blank=True, null=True)),
                ('sex_recorded', models.CharField(blank=True, help_text='As the system says it.', max_length=30)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('postcode', models.CharField(blank=True, max_length=8)),
                ('telephone', models.CharField(blank=True, max_length=30)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('recorded_at', models.DateTimeField(help_text='When the source first wrote it.', null=True)),
                ('updated_at', models.DateTimeField(help_text='When the source last changed it.', null=True)),
                ('received_at', models.DateTimeField(help_text='When it last came with something new.')),
                ('digest', models.BinaryField(help_text='Tells whether it comes again unchanged.', max_length=16)),
                ('search_keys', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
            ],
            options={
                'verbose_name': 'source record',
                'verbose_name_plural': 'source records',
            },
        ),
        migrations.CreateModel(
            name='SourceVersion',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('said', models.JSONField(help_text='The values by field, as they stood.')),
                ('updated_at', models.DateTimeField(help_text='When the source had written them.', null=True)),
                ('received_at', models.DateTimeField(help_text='When they had come.')),
                ('until_at', models.DateTimeField(help_text='When something else came.')),
            ],
            options={
                'verbose_name': 'earlier version of a source record',
                'verbose_name_plural': 'earlier versions of source records',
                'ordering': ['-until_at', '-id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='notsame',
            name='not_same_as_one',
        ),
        migrations.AddField(
            model_name='notsame',
            name='other_person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.person'),
        ),
        migrations.AlterField(
            model_name='notsame',
            name='reported',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identify.reportedperson'),
        ),
        migrations.AlterField(
            model_name='personlink',
            name='reported',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='identify.reportedperson'),
        ),
        migrations.AddField(
            model_name='personjoin',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='personjoin',
            name='into',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='understand.person'),
        ),
        migrations.AddField(
            model_name='personjoin',
            name='joined_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='personjoin',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joins', to='understand.person'),
        ),
        migrations.AddField(
            model_name='personjoin',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sourceidentifier',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='sourcerecord',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='sourceidentifier',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='understand.sourcerecord'),
        ),
        migrations.AddField(
            model_name='notsame',
            name='other_record',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.sourcerecord'),
        ),
        migrations.AddField(
            model_name='notsame',
            name='record',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.sourcerecord'),
        ),
        migrations.AddField(
            model_name='personlink',
            name='record',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='understand.sourcerecord'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.UniqueConstraint(fields=('agency', 'other_record', 'reported'), name='not_same_report_record_once'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.UniqueConstraint(fields=('agency', 'person', 'record'), name='not_same_record_once'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.UniqueConstraint(fields=('agency', 'other_record', 'record'), name='not_same_records_once'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.UniqueConstraint(fields=('agency', 'person', 'other_person'), name='not_same_people_once'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func(models.F('reported'), models.F('record'), models.F('other_person'), function='num_nonnulls', output_field=models.IntegerField()), 1)), name='not_same_of_one'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func(models.F('person'), models.F('other'), models.F('other_record'), function='num_nonnulls', output_field=models.IntegerField()), 1)), name='not_same_as_one'),
        ),
        migrations.AddConstraint(
            model_name='personlink',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('agency', 'record'), name='one_live_link_of_record'),
        ),
        migrations.AddConstraint(
            model_name='personlink',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(models.Func(models.F('reported'), models.F('record'), function='num_nonnulls', output_field=models.IntegerField()), 1)), name='link_of_one'),
        ),
        migrations.AddField(
            model_name='sourceversion',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='sourceversion',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='understand.sourcerecord'),
        ),
        migrations.AddConstraint(
            model_name='personjoin',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('person',), name='one_live_join'),
        ),
        migrations.AddConstraint(
            model_name='personjoin',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('into')), _negated=True), name='join_of_two'),
        ),
        migrations.AddIndex(
            model_name='sourcerecord',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['search_keys'], name='source_search_keys'),
        ),
        migrations.AddConstraint(
            model_name='sourcerecord',
            constraint=models.UniqueConstraint(fields=('agency', 'system', 'source_key'), name='source_record_once'),
        ),
        migrations.AddConstraint(
            model_name='sourcerecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('age', None), ('age_stated_on', None)), models.Q(('age__isnull', False), ('age_stated_on__isnull', False)), _connector='OR'), name='source_age_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='sourcerecord',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['uk_gdpr', 'law_enforcement'])), name='source_regime_is_known'),
        ),
        migrations.AddConstraint(
            model_name='sourceidentifier',
            constraint=models.UniqueConstraint(fields=('record', 'system', 'plain'), name='source_identifier_once'),
        ),
        migrations.AddConstraint(
            model_name='sourceidentifier',
            constraint=models.CheckConstraint(condition=models.Q(('plain', ''), _negated=True), name='source_identifier_says_something'),
        ),
        ProtectTable("understand_sourcerecord", shared_as="records"),
        ProtectTable("understand_sourceidentifier", record="record_id", shared_as="records"),
        ProtectTable("understand_sourceversion", record="record_id", shared_as="records"),
        ProtectTable("understand_personjoin", record="person_id"),
    ]
