"""What training is asked of whom, how far it is, and what files and systems for e-learning report."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable

# Figures of training are for every partner: none is of under five people, and none names anybody.
OWN = (
    "develop_attendanceimport",
    "develop_courseaddress",
    "develop_learneraccount",
    "develop_learningfeed",
    "develop_learningstatement",
    "develop_trainingrequirement",
)


class Migration(migrations.Migration):

    dependencies = [
        ('develop', '0001_courses'),
        ('partnership', '0015_open_data_on_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='trainingsession',
            name='area',
            field=models.ForeignKey(blank=True, help_text='In which council area it is held. Empty: it is joined from a screen.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.area'),
        ),
        migrations.CreateModel(
            name='AttendanceImport',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('file_name', models.CharField(max_length=255)),
                ('file_hash', models.CharField(help_text='SHA-256 of the file.', max_length=64)),
                ('rows', models.PositiveIntegerField(help_text='How many rows it has.')),
                ('new', models.PositiveIntegerField()),
                ('changed', models.PositiveIntegerField()),
                ('unchanged', models.PositiveIntegerField()),
                ('refused', models.PositiveIntegerField()),
                ('read_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file of attendance',
                'verbose_name_plural': 'files of attendance',
                'ordering': ['-read_at'],
            },
        ),
        migrations.CreateModel(
            name='LearningFeed',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('secret_hash', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('last_heard_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'system for e-learning',
                'verbose_name_plural': 'systems for e-learning',
                'ordering': ['name', 'made_at'],
            },
        ),
        migrations.CreateModel(
            name='LearningStatement',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('statement_id', models.UUIDField()),
                ('digest', models.CharField(help_text='SHA-256 of the statement: the same id says the same.', max_length=64)),
                ('home_page', models.CharField(help_text='Where the account is kept.', max_length=500)),
                ('account', models.CharField(help_text='Its number there.', max_length=100)),
                ('iri', models.CharField(max_length=500)),
                ('verb', models.CharField(choices=[('completed', 'Completed'), ('passed', 'Passed'), ('failed', 'Failed')], max_length=10)),
                ('is_success', models.BooleanField(default=True)),
                ('happened_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('taken', models.CharField(choices=[('waiting', 'Waits until somebody says who or what it is about'), ('recorded', 'Is in somebody’s record of training'), ('passed_over', 'Not about our people or courses'), ('nothing', 'The course was not passed')], default='waiting', max_length=12)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='develop.learningfeed')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='statements', to='develop.trainingrecord')),
            ],
            options={
                'verbose_name': 'report of e-learning',
                'verbose_name_plural': 'reports of e-learning',
                'ordering': ['received_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TrainingRequirement',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('series', models.UUIDField()),
                ('number', models.PositiveSmallIntegerField()),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, help_text='Empty for every role.', size=None)),
                ('team_kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, help_text='Empty for every kind of team.', size=None)),
                ('level', models.CharField(blank=True, choices=[('aware', 'Trauma-aware'), ('skilled', 'Trauma-skilled'), ('enhanced', 'Trauma-enhanced'), ('specialist', 'Specialist')], max_length=10)),
                ('within_days', models.PositiveSmallIntegerField(help_text='In how many days of joining, or of the day from which it is asked.')),
                ('every_months', models.PositiveSmallIntegerField(blank=True, help_text='After how many months again. Empty: as the course says.', null=True)),
                ('target', models.PositiveSmallIntegerField(help_text='How many of a hundred people are to be trained.')),
                ('starts_on', models.DateField(help_text='From which day it is asked in this way.')),
                ('is_ended', models.BooleanField(default=False, help_text='True in the version that ends it.')),
                ('why', models.CharField(max_length=300)),
                ('set_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='develop.course')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'requirement of training',
                'verbose_name_plural': 'requirements of training',
                'ordering': ['agency', 'series', '-number'],
            },
        ),
        migrations.CreateModel(
            name='CourseAddress',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('iri', models.CharField(max_length=500)),
                ('matched_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='develop.course')),
                ('matched_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'address of a course',
                'verbose_name_plural': 'addresses of courses',
                'ordering': ['iri'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'iri'), name='course_address_once')],
            },
        ),
        migrations.CreateModel(
            name='CoverageFigure',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('series', models.UUIDField()),
                ('level', models.CharField(blank=True, choices=[('aware', 'Trauma-aware'), ('skilled', 'Trauma-skilled'), ('enhanced', 'Trauma-enhanced'), ('specialist', 'Specialist')], max_length=10)),
                ('people', models.PositiveIntegerField(help_text='Of how many people it is asked.')),
                ('covered', models.PositiveIntegerField(help_text='How many of them are up to date.')),
                ('in_time', models.PositiveIntegerField(help_text='How many have not done it and are still in time.')),
                ('target', models.PositiveSmallIntegerField(help_text='How many of a hundred people are to be trained.')),
                ('counted_on', models.DateField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.area')),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='develop.course')),
            ],
            options={
                'verbose_name': 'figure of training',
                'verbose_name_plural': 'figures of training',
                'ordering': ['agency', 'series', 'area'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'series', 'area'), name='coverage_figure_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('people__gte', 5)), name='coverage_of_enough_people'), models.CheckConstraint(condition=models.Q(('covered__lte', django.db.models.expressions.CombinedExpression(models.F('people'), '-', models.F('in_time')))), name='coverage_adds_up')],
            },
        ),
        migrations.CreateModel(
            name='LearnerAccount',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('home_page', models.CharField(help_text='Where the account is kept.', max_length=500)),
                ('account', models.CharField(help_text='Its number there.', max_length=100)),
                ('matched_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('matched_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('practitioner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'account for e-learning',
                'verbose_name_plural': 'accounts for e-learning',
                'ordering': ['home_page', 'account'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'home_page', 'account'), name='learner_account_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='learningfeed',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('agency', 'name'), name='one_live_feed_of_a_name'),
        ),
        migrations.AddIndex(
            model_name='learningstatement',
            index=models.Index(fields=['agency', 'taken'], name='learning_statement_waits'),
        ),
        migrations.AddConstraint(
            model_name='learningstatement',
            constraint=models.UniqueConstraint(fields=('agency', 'statement_id'), name='learning_statement_once'),
        ),
        migrations.AddConstraint(
            model_name='trainingrequirement',
            constraint=models.UniqueConstraint(fields=('series', 'number'), name='training_requirement_once'),
        ),
        migrations.AddConstraint(
            model_name='trainingrequirement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('course', None), models.Q(('level', ''), _negated=True)), models.Q(('course__isnull', False), ('level', '')), _connector='OR'), name='requires_course_or_level'),
        ),
        migrations.AddConstraint(
            model_name='trainingrequirement',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('target__gte', 1), ('target__lte', 100), models.Q(('why', ''), _negated=True)), name='training_requirement_makes_sense'),
        ),
        *(ProtectTable(table, record=None) for table in OWN),
        # A version stays as it was set: a change is one version more.
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON develop_trainingrequirement FROM earlyhelp_app",
            "GRANT UPDATE, DELETE ON develop_trainingrequirement TO earlyhelp_app",
        ),
    ]
