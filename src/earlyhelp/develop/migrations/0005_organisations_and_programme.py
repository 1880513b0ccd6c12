"""Self-assessments with improvements, the programme as partners read it, and talks about development."""

import django.db.models.deletion
import earlyhelp.kit.models
from earlyhelp.kit.rowsecurity import ProtectTable
from django.conf import settings
from django.db import migrations, models

# The two who talked see the row, whatever else somebody of their agency may see.
BETWEEN_TWO = """
ALTER TABLE develop_developmenttalk ENABLE ROW LEVEL SECURITY;
CREATE POLICY involved ON develop_developmenttalk
  USING (agency_id = (SELECT actor_agency()) AND (SELECT actor_practitioner()) IN (worker_id, supervisor_id))
  WITH CHECK (agency_id = (SELECT actor_agency()) AND (SELECT actor_practitioner()) IN (worker_id, supervisor_id));
"""
OPEN_AGAIN = """
DROP POLICY involved ON develop_developmenttalk;
ALTER TABLE develop_developmenttalk DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('develop', '0004_private_notes'),
        ('partnership', '0015_open_data_on_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImprovementAction',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('statement', models.SlugField(max_length=40)),
                ('text', models.CharField(max_length=400)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'improvement',
                'verbose_name_plural': 'improvements',
                'ordering': ['due_on', 'made_at'],
            },
        ),
        migrations.CreateModel(
            name='ImprovementWord',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('open', 'Under way'), ('done', 'Done'), ('dropped', 'No longer planned')], max_length=8)),
                ('words', models.TextField(blank=True)),
                ('said_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('improvement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='develop.improvementaction')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'word about an improvement',
                'verbose_name_plural': 'words about improvements',
                'ordering': ['-said_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_en', models.CharField(max_length=200)),
                ('name_cy', models.CharField(max_length=200)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
            ],
            options={
                'verbose_name': 'pledge',
                'verbose_name_plural': 'pledges',
                'ordering': ['due_on'],
            },
        ),
        migrations.CreateModel(
            name='SelfAssessment',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField(help_text='Which published wording was answered.')),
                ('begun_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('is_shared', models.BooleanField(default=False, help_text='Whether partners of the programme see how many statements stand at each step.')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finished_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'self-assessment',
                'verbose_name_plural': 'self-assessments',
                'ordering': ['-begun_at'],
            },
        ),
        migrations.AddField(
            model_name='improvementaction',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='improvements', to='develop.selfassessment'),
        ),
        migrations.CreateModel(
            name='AssessmentAnswer',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('statement', models.SlugField(max_length=40)),
                ('step', models.PositiveSmallIntegerField(choices=[(1, 'Not yet'), (2, 'Begun'), (3, 'In place'), (4, 'Part of how we work')])),
                ('evidence', models.TextField(blank=True, help_text='What shows it, in words.')),
                ('said_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='develop.selfassessment')),
            ],
            options={
                'verbose_name': 'answer of a self-assessment',
                'verbose_name_plural': 'answers of a self-assessment',
            },
        ),
        migrations.CreateModel(
            name='SharedMaturity',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('finished_on', models.DateField()),
                ('version', models.PositiveSmallIntegerField()),
                ('domain', models.SlugField(max_length=40)),
                ('first', models.PositiveSmallIntegerField(help_text='Statements at the first step.')),
                ('second', models.PositiveSmallIntegerField(help_text='Statements at the second step.')),
                ('third', models.PositiveSmallIntegerField(help_text='Statements at the third step.')),
                ('fourth', models.PositiveSmallIntegerField(help_text='Statements at the fourth step.')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
            ],
            options={
                'verbose_name': 'shared result of a self-assessment',
                'verbose_name_plural': 'shared results of self-assessments',
                'ordering': ['-finished_on'],
            },
        ),
        migrations.CreateModel(
            name='Workstream',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_en', models.CharField(max_length=200)),
                ('name_cy', models.CharField(max_length=200)),
                ('aim_en', models.TextField()),
                ('aim_cy', models.TextField()),
                ('opened_at', models.DateTimeField()),
                ('led_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'workstream',
                'verbose_name_plural': 'workstreams',
                'ordering': ['opened_at'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeRisk',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_en', models.CharField(max_length=200)),
                ('name_cy', models.CharField(max_length=200)),
                ('likelihood', models.PositiveSmallIntegerField(choices=[(1, 'Low'), (2, 'Middling'), (3, 'High')])),
                ('impact', models.PositiveSmallIntegerField(choices=[(1, 'Low'), (2, 'Middling'), (3, 'High')])),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workstream', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='develop.workstream')),
            ],
            options={
                'verbose_name': 'risk to the programme',
                'verbose_name_plural': 'risks to the programme',
                'ordering': ['-likelihood', '-impact', 'made_at'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeDecision',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_en', models.CharField(max_length=200)),
                ('name_cy', models.CharField(max_length=200)),
                ('why_en', models.TextField()),
                ('why_cy', models.TextField()),
                ('decided_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workstream', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='develop.workstream')),
            ],
            options={
                'verbose_name': 'decision of the programme',
                'verbose_name_plural': 'decisions of the programme',
                'ordering': ['-decided_on'],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_en', models.CharField(max_length=200)),
                ('name_cy', models.CharField(max_length=200)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workstream', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='develop.workstream')),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['due_on'],
            },
        ),
        migrations.CreateModel(
            name='DevelopmentTalk',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField()),
                ('agreed', models.TextField(help_text='What was agreed, point by point.')),
                ('next_on', models.DateField(blank=True, help_text='When they talk next.', null=True)),
                ('written_at', models.DateTimeField()),
                ('worker_signed_at', models.DateTimeField(blank=True, null=True)),
                ('supervisor_signed_at', models.DateTimeField(blank=True, null=True)),
                ('objection', models.TextField(blank=True, help_text='What the other one says was agreed differently.')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('supervisor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'talk about development',
                'verbose_name_plural': 'talks about development',
                'ordering': ['-held_on', '-written_at'],
                'indexes': [models.Index(fields=['worker', '-held_on'], name='talks_of_worker')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeWord',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('open', 'Under way'), ('done', 'Reached, kept or over'), ('dropped', 'Given up')], max_length=8)),
                ('words', models.TextField()),
                ('written_in', models.CharField(choices=[('en', 'English'), ('cy', 'Cymraeg')], max_length=2)),
                ('due_on', models.DateField(blank=True, help_text='The day by which it is due from now on.', null=True)),
                ('likelihood', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Low'), (2, 'Middling'), (3, 'High')], null=True)),
                ('impact', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Low'), (2, 'Middling'), (3, 'High')], null=True)),
                ('said_at', models.DateTimeField()),
                ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='words', to='develop.milestone')),
                ('pledge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='words', to='develop.pledge')),
                ('risk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='words', to='develop.programmerisk')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'word about the programme',
                'verbose_name_plural': 'words about the programme',
                'ordering': ['-said_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('milestone__isnull', False), ('pledge', None), ('risk', None)), models.Q(('milestone', None), ('pledge', None), ('risk__isnull', False)), models.Q(('milestone', None), ('pledge__isnull', False), ('risk', None)), _connector='OR'), name='programme_word_about_one')],
            },
        ),
        migrations.AddConstraint(
            model_name='selfassessment',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('agency',), name='one_open_self_assessment'),
        ),
        migrations.AddConstraint(
            model_name='assessmentanswer',
            constraint=models.UniqueConstraint(fields=('assessment', 'statement'), name='one_answer_for_a_statement'),
        ),
        ProtectTable("develop_selfassessment", record=None),
        ProtectTable("develop_assessmentanswer", record=None),
        ProtectTable("develop_improvementaction", record=None),
        ProtectTable("develop_improvementword", record=None),
        migrations.RunSQL(BETWEEN_TWO, OPEN_AGAIN),
    ]
