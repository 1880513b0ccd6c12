"""Agreements are versions that every party signs, with each step; what leaves an agency cites what allowed it."""

import django.db.models.deletion
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable

# A row counts while it is in force, between its days; under a disclosure agreement only the giver shares.
SHARING = """
CREATE OR REPLACE FUNCTION agencies_sharing(data_set text) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT theirs.agency_id), '{}')
  FROM partnership_sharingagreement_parties AS mine
  JOIN partnership_sharingagreement AS a ON a.id = mine.sharingagreement_id
  JOIN partnership_sharingagreement_parties AS theirs ON theirs.sharingagreement_id = a.id
  WHERE mine.agency_id = actor_agency() AND a.purpose = 'early_help' AND data_set = ANY (a.data_sets)
    AND a.state IN ('live', 'review') AND (a.giver_id IS NULL OR a.giver_id = theirs.agency_id)
    AND a.starts_on <= (now() AT TIME ZONE 'Europe/London')::date
    AND (a.ends_on IS NULL OR a.ends_on >= (now() AT TIME ZONE 'Europe/London')::date)
$$;
"""
BEFORE = SHARING.replace(
    "a.state IN ('live', 'review') AND (a.giver_id IS NULL OR a.giver_id = theirs.agency_id)", "true"
)
SEQUENCE = "CREATE SEQUENCE partnership_agreement_seq"
# Agreements from before are in force: they were agreed on paper.
NUMBER = """
UPDATE partnership_sharingagreement
SET reference = 'AG-' || to_char(starts_on, 'YY') || '-'
    || lpad(nextval('partnership_agreement_seq')::text, 7, '0');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0008_checks_shared'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementDataSet',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('data_set', models.CharField(choices=[('notification', 'Notification as reported'), ('referral', 'Referral: the least a service needs'), ('feedback', 'What happened, for the person who reported'), ('records', 'Records of the people whom a partner knows'), ('circumstances', 'Strengths, circumstances and a child’s own view'), ('events', 'Events of the people whom a partner knows'), ('health_events', 'Events about health'), ('checks', 'Checks: who somebody is, and whether a partner knows them')], max_length=30)),
                ('how', models.CharField(choices=[('service', 'Shown in this service'), ('link', 'By a secure link from this service'), ('meeting', 'Shown at a meeting held in this service'), ('loaded', 'Loaded into this service from an agency’s own system')], max_length=20)),
                ('when', models.CharField(choices=[('happens', 'When it happens'), ('asked', 'When it is asked for'), ('involved', 'While both work with the family'), ('regularly', 'Regularly, as a file')], max_length=20)),
            ],
            options={
                'verbose_name': 'data set of an agreement',
                'verbose_name_plural': 'data sets of agreements',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='AgreementEvent',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(choices=[('draw_up', 'Draw it up'), ('change', 'Change the draft'), ('send', 'Send it out for signature'), ('take_back', 'Take it back to change it'), ('sign', 'Sign for an agency'), ('complete', 'The last party signs'), ('review', 'Begin the review'), ('keep', 'Keep it as it is'), ('leave', 'A party leaves'), ('end', 'End it early'), ('replace', 'A new version takes its place'), ('expire', 'Its last day is over'), ('warn', 'Warn that it ends or is to be reviewed')], max_length=10)),
                ('was', models.CharField(blank=True, max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('signing', 'Out for signature'), ('live', 'Live'), ('review', 'Under review'), ('ended', 'Ended'), ('expired', 'Expired')], max_length=10)),
                ('why', models.CharField(blank=True, max_length=1000)),
                ('days_ahead', models.PositiveSmallIntegerField(help_text='Of a warning: how many days ahead.', null=True)),
                ('about_on', models.DateField(help_text='Of a warning: the day it warns of.', null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'step of an agreement',
                'verbose_name_plural': 'steps of agreements',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AgreementParty',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('signed_at', models.DateTimeField(null=True)),
                ('paper_name', models.CharField(blank=True, max_length=200)),
                ('left_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'party to an agreement',
                'verbose_name_plural': 'parties to agreements',
                'ordering': ['party__name_en'],
            },
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=30)),
                ('data_set', models.CharField(choices=[('notification', 'Notification as reported'), ('referral', 'Referral: the least a service needs'), ('feedback', 'What happened, for the person who reported'), ('records', 'Records of the people whom a partner knows'), ('circumstances', 'Strengths, circumstances and a child’s own view'), ('events', 'Events of the people whom a partner knows'), ('health_events', 'Events about health'), ('checks', 'Checks: who somebody is, and whether a partner knows them')], max_length=30)),
                ('about_label', models.CharField(max_length=80)),
                ('about_key', models.UUIDField()),
                ('about_reference', models.CharField(blank=True, max_length=30)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'disclosure',
                'verbose_name_plural': 'disclosures',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExceptionalDisclosure',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=30)),
                ('data_set', models.CharField(choices=[('notification', 'Notification as reported'), ('referral', 'Referral: the least a service needs'), ('feedback', 'What happened, for the person who reported'), ('records', 'Records of the people whom a partner knows'), ('circumstances', 'Strengths, circumstances and a child’s own view'), ('events', 'Events of the people whom a partner knows'), ('health_events', 'Events about health'), ('checks', 'Checks: who somebody is, and whether a partner knows them')], max_length=30)),
                ('about_reference', models.CharField(max_length=30)),
                ('ground', models.CharField(choices=[('vital_interests', 'Somebody’s life or safety is at stake'), ('safeguarding', 'To protect a child or an adult at risk'), ('serious_crime', 'To prevent or detect a serious crime'), ('court_order', 'A court has ordered it'), ('legal_duty', 'Another law demands it')], max_length=20)),
                ('law', models.CharField(max_length=300)),
                ('reason', models.CharField(max_length=2000)),
                ('decided_at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('verdict', models.CharField(blank=True, choices=[('right', 'It was right to allow it'), ('agreement_needed', 'It was right, and an agreement is needed'), ('wrong', 'It should not have been allowed')], max_length=20)),
                ('review_words', models.CharField(blank=True, max_length=2000)),
            ],
            options={
                'verbose_name': 'exceptional disclosure',
                'verbose_name_plural': 'exceptional disclosures',
                'ordering': ['-decided_at', '-pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='sharingagreement',
            options={'ordering': ['title_en', '-version'], 'verbose_name': 'sharing agreement', 'verbose_name_plural': 'sharing agreements'},
        ),
        migrations.AddField(
            model_name='sharingagreement',
            name='giver',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='sharingagreement',
            name='lead',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='sharingagreement',
            name='power',
            field=models.CharField(blank=True, help_text='The law that gives the power to share.', max_length=300),
        ),
        migrations.AddField(
            model_name='sharingagreement',
            name='reference',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='sharingagreement',
            name='special_basis',
            field=models.CharField(choices=[('none', 'None: it holds no special category data'), ('article_9_g', 'UK GDPR article 9(2)(g), with DPA 2018 schedule 1: safeguarding'), ('article_9_h', 'UK GDPR article 9(2)(h): health or social care'), ('article_9_c', 'UK GDPR article 9(2)(c): vital interests'), ('schedule_8', 'DPA 2018 part 3, schedule 8: safeguarding of children and individuals at risk')], default='none', max_length=20),
        ),
        migrations.AddField(
            model_name='sharingagreement',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('signing', 'Out for signature'), ('live', 'Live'), ('review', 'Under review'), ('ended', 'Ended'), ('expired', 'Expired')], default='live', max_length=10),
        ),
        migrations.AlterField(
            model_name='sharingagreement',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('signing', 'Out for signature'), ('live', 'Live'), ('review', 'Under review'), ('ended', 'Ended'), ('expired', 'Expired')], default='draft', max_length=10),
        ),
        migrations.AddField(
            model_name='sharingagreement',
            name='version',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name='sharingagreement',
            constraint=models.UniqueConstraint(condition=models.Q(('reference', ''), _negated=True), fields=('reference', 'version'), name='agreement_version_once'),
        ),
        migrations.AddConstraint(
            model_name='sharingagreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('giver__isnull', False), ('kind', 'dda')), models.Q(models.Q(('kind', 'dda'), _negated=True), ('giver', None)), _connector='OR'), name='only_a_disclosure_has_a_giver'),
        ),
        migrations.AddField(
            model_name='agreementdataset',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='partnership.sharingagreement'),
        ),
        migrations.AddField(
            model_name='agreementevent',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='partnership.sharingagreement'),
        ),
        migrations.AddField(
            model_name='agreementevent',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agreementevent',
            name='made_for',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='agreementparty',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='partnership.sharingagreement'),
        ),
        migrations.AddField(
            model_name='agreementparty',
            name='designated',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agreementparty',
            name='party',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='agreementparty',
            name='signed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='disclosure',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='disclosure',
            name='agreement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='partnership.sharingagreement'),
        ),
        migrations.AddField(
            model_name='disclosure',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='disclosure',
            name='receiver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='exceptionaldisclosure',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='exceptionaldisclosure',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='exceptionaldisclosure',
            name='receiver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='exceptionaldisclosure',
            name='reviewed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='disclosure',
            name='exceptional',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disclosure', to='partnership.exceptionaldisclosure'),
        ),
        migrations.AddConstraint(
            model_name='agreementdataset',
            constraint=models.UniqueConstraint(fields=('agreement', 'data_set'), name='one_row_for_each_data_set'),
        ),
        migrations.AddConstraint(
            model_name='agreementevent',
            constraint=models.UniqueConstraint(condition=models.Q(('step', 'warn')), fields=('agreement', 'about_on', 'days_ahead'), name='one_warning_of_each_day'),
        ),
        migrations.AddConstraint(
            model_name='agreementparty',
            constraint=models.UniqueConstraint(fields=('agreement', 'party'), name='one_signature_for_each_party'),
        ),
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(fields=['about_key'], name='disclosure_about'),
        ),
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(fields=['agency', '-at'], name='disclosure_agency_at'),
        ),
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(fields=['agreement', '-at'], name='disclosure_agreement_at'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreement', None), ('exceptional__isnull', False)), models.Q(('agreement__isnull', False), ('exceptional', None)), _connector='OR'), name='disclosure_has_one_ground'),
        ),
        migrations.RunSQL(SEQUENCE, "DROP SEQUENCE partnership_agreement_seq"),
        migrations.RunSQL(NUMBER, migrations.RunSQL.noop),
        migrations.RunSQL(SHARING, BEFORE),
        ProtectTable("partnership_disclosure", record=None),
        ProtectTable("partnership_exceptionaldisclosure", record=None),
    ]
