"""Steps up and down with everything that was said, supervision notes, and for how long coming back is a reopening."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models
from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0008_checks_shared'),
        ('solve', '0012_standards_of_a_council'),
        ('understand', '0011_consent_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EpisodeStandard',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('reopen_within_days', models.PositiveSmallIntegerField(default=90)),
                ('set_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'standard for episodes',
                'verbose_name_plural': 'standards for episodes',
                'ordering': ['-set_at'],
            },
        ),
        migrations.CreateModel(
            name='StatutoryStep',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('direction', models.CharField(choices=[('up', 'Up, to a statutory team'), ('down', 'Down, to early help')], max_length=4)),
                ('to', models.CharField(choices=[('care_and_support', 'Care and support'), ('child_protection', 'Protection of a child or an adult at risk'), ('early_help', 'Early help')], max_length=20)),
                ('reason', models.TextField()),
                ('family_knows', models.CharField(choices=[('agrees', 'They agree'), ('told', 'They were told, and do not agree'), ('not_safe', 'They were not told, since that could put somebody at risk')], max_length=10)),
                ('last_met_on', models.DateField(blank=True, null=True)),
                ('asked_at', models.DateTimeField()),
                ('reply_due_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('asked', 'Waits for an answer'), ('more_needed', 'The other side needs more'), ('agreed', 'The other side said yes'), ('declined', 'The other side said no'), ('withdrawn', 'Withdrawn')], default='asked', max_length=12)),
                ('state_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.team')),
                ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='solve.episode')),
            ],
            options={
                'verbose_name': 'step up or down',
                'verbose_name_plural': 'steps up or down',
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='StepAction',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=500)),
                ('who', models.CharField(max_length=200)),
                ('due_on', models.DateField()),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='solve.action')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='solve.statutorystep')),
            ],
            options={
                'verbose_name': 'action carried over',
                'verbose_name_plural': 'actions carried over',
                'ordering': ['due_on'],
            },
        ),
        migrations.CreateModel(
            name='StepPerson',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('called', models.CharField(blank=True, max_length=200)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.person')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='solve.statutorystep')),
            ],
            options={
                'verbose_name': 'person in a step up or down',
                'verbose_name_plural': 'people in steps up or down',
            },
        ),
        migrations.CreateModel(
            name='StepWord',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('move', models.CharField(choices=[('ask', 'Asked'), ('agree', 'Yes, we take it on'), ('decline', 'No'), ('need_more', 'We need to know more'), ('tell', 'Say more'), ('withdraw', 'Withdraw'), ('chase', 'Remind them')], max_length=10)),
                ('words', models.TextField(blank=True)),
                ('said_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='solve.statutorystep')),
            ],
            options={
                'verbose_name': 'word about a step up or down',
                'verbose_name_plural': 'words about steps up or down',
                'ordering': ['said_at'],
            },
        ),
        migrations.CreateModel(
            name='SupervisionNote',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField()),
                ('text', models.TextField(help_text='What was talked about, and what goes well.')),
                ('agreed', models.TextField(blank=True, help_text='What was agreed.')),
                ('written_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supervision_notes', to='solve.episode')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervision_notes', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'supervision note',
                'verbose_name_plural': 'supervision notes',
                'ordering': ['-held_on', '-written_at'],
            },
        ),
        migrations.AddIndex(
            model_name='statutorystep',
            index=models.Index(fields=['asked_team', 'state', 'reply_due_at'], name='step_to_answer'),
        ),
        migrations.AddConstraint(
            model_name='statutorystep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('direction', 'down'), ('to', 'early_help')), models.Q(('direction', 'up'), ('episode__isnull', False), models.Q(('to', 'early_help'), _negated=True)), _connector='OR'), name='step_goes_one_way'),
        ),
        migrations.AddConstraint(
            model_name='statutorystep',
            constraint=models.CheckConstraint(condition=models.Q(('to', 'child_protection'), ('family_knows', 'agrees'), _connector='OR'), name='step_with_consent_unless_to_protect'),
        ),
        migrations.AddConstraint(
            model_name='statutorystep',
            constraint=models.UniqueConstraint(condition=models.Q(('direction', 'up'), ('state__in', ['asked', 'more_needed'])), fields=('episode',), name='one_open_step_up'),
        ),
        migrations.AddConstraint(
            model_name='stepperson',
            constraint=models.UniqueConstraint(fields=('step', 'person'), name='step_person_once'),
        ),
        migrations.AddIndex(
            model_name='supervisionnote',
            index=models.Index(fields=['worker', '-held_on'], name='supervision_of_worker'),
        ),
        migrations.RunSQL("CREATE SEQUENCE solve_step_reference_seq", "DROP SEQUENCE solve_step_reference_seq"),
        ProtectTable("solve_statutorystep"),
        ProtectTable("solve_stepperson", record="step_id"),
        ProtectTable("solve_stepaction", record="step_id"),
        ProtectTable("solve_stepword", record="step_id"),
        ProtectTable("solve_supervisionnote", record=None),
    ]
