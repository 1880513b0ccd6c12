"""Figures of fairness: each agency reads its own, although no row of them is about anybody."""

import django.db.models.deletion
import earlyhelp.kit.models
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnership', '0012_disclosed_by_duty'),
    ]

    operations = [
        migrations.CreateModel(
            name='FairnessRelease',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('known_on', models.DateField(help_text='What became known after this day is not in it.')),
                ('counted_at', models.DateTimeField()),
                ('hidden_below', models.PositiveSmallIntegerField(help_text='Smaller counts are left out.')),
                ('rounded_to', models.PositiveSmallIntegerField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
            ],
            options={
                'verbose_name': 'release of figures of fairness',
                'verbose_name_plural': 'releases of figures of fairness',
                'ordering': ['-first_on'],
            },
        ),
        migrations.CreateModel(
            name='FairnessFigure',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(help_text='Its place in the release, from 0.')),
                ('measure', models.CharField(choices=[('decisions', 'What was decided'), ('waits', 'How long people waited for a decision'), ('offers', 'What was offered'), ('starts', 'How long people waited for help to start')], max_length=12)),
                ('dimension', models.CharField(choices=[('quarter', 'Quarter of the year'), ('age', 'Age'), ('sex', 'Sex'), ('ethnicity', 'Ethnic group'), ('language', 'Language'), ('deprivation', 'Deprivation'), ('district', 'Postcode district'), ('area', 'Council area')], max_length=12)),
                ('group', models.CharField(blank=True, help_text='Empty where it is not recorded.', max_length=12)),
                ('column', models.CharField(max_length=16)),
                ('shown', models.PositiveIntegerField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='evaluate.fairnessrelease')),
            ],
            options={
                'verbose_name': 'figure of fairness',
                'verbose_name_plural': 'figures of fairness',
                'ordering': ['release', 'position'],
            },
        ),
        migrations.AddConstraint(
            model_name='fairnessrelease',
            constraint=models.UniqueConstraint(fields=('agency', 'first_on'), name='fairness_counted_once'),
        ),
        migrations.AddConstraint(
            model_name='fairnessrelease',
            constraint=models.CheckConstraint(condition=models.Q(('known_on__gte', models.F('last_on')), ('last_on__gt', models.F('first_on'))), name='fairness_counted_afterwards'),
        ),
        migrations.AddConstraint(
            model_name='fairnessfigure',
            constraint=models.UniqueConstraint(fields=('release', 'position'), name='fairness_figure_once'),
        ),
        ProtectTable('evaluate_fairnessrelease', record=None),
        ProtectTable('evaluate_fairnessfigure', record=None),
    ]
