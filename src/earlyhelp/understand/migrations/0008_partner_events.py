"""What partners say happened, who sees it, and how what is withheld can be told. See docs/adr/0013-chronology.md.

An event shows to its owner; under a live grant on its source record; or, when its owner shares it, to every agency that
has a live agreement with the owner about its data set. Only the owner writes it.

`understand_withheld` looks past that wall, for a person whom the actor may see, at the records that were linked to
them. It returns one row for each agency whose events no agreement covers, and no content: the agency's key where a
live agreement shows its source record anyway, so that its name tells nothing new, and otherwise nothing but the row.
What an agency keeps to itself is in no row: that somebody keeps something would itself be told.
"""

import django.db.models.deletion
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable


_GRANTED = """EXISTS (
    SELECT 1 FROM govern_accessgrant AS g
    WHERE g.record_id = {record} AND g.agency_id = (SELECT actor_agency())
      AND (g.until_at IS NULL OR g.until_at > now()))"""
_AGREED = """(
    ({event}data_set = 'events' AND {event}agency_id = ANY ((SELECT agencies_sharing('events'))::uuid[]))
    OR ({event}data_set = 'health_events'
        AND {event}agency_id = ANY ((SELECT agencies_sharing('health_events'))::uuid[])))"""

WALLS = f"""
ALTER TABLE understand_partnerevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY involved ON understand_partnerevent
  USING (agency_id = (SELECT actor_agency())) WITH CHECK (agency_id = (SELECT actor_agency()));
CREATE POLICY shared ON understand_partnerevent FOR SELECT
  USING ((visibility = 'shared' AND {_AGREED.format(event="")})
    OR {_GRANTED.format(record="understand_partnerevent.record_id")});

ALTER TABLE understand_significance ENABLE ROW LEVEL SECURITY;
CREATE POLICY involved ON understand_significance
  USING (agency_id = (SELECT actor_agency()) AND (visibility <> 'me' OR said_by_id = (SELECT actor_practitioner())))
  WITH CHECK (agency_id = (SELECT actor_agency()));
CREATE POLICY shared ON understand_significance FOR SELECT
  USING (visibility = 'involved' AND {_GRANTED.format(record="understand_significance.person_id")});
"""
NO_WALLS = """
DROP POLICY shared ON understand_significance;
DROP POLICY involved ON understand_significance;
ALTER TABLE understand_significance DISABLE ROW LEVEL SECURITY;
DROP POLICY shared ON understand_partnerevent;
DROP POLICY involved ON understand_partnerevent;
ALTER TABLE understand_partnerevent DISABLE ROW LEVEL SECURITY;
"""
WITHHELD = f"""
CREATE FUNCTION understand_withheld(asked uuid[]) RETURNS TABLE (agency_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN held.agency_id = ANY (agencies_sharing('records')) THEN held.agency_id END
  FROM (
    SELECT DISTINCT e.agency_id
    FROM understand_person AS p
    JOIN understand_personlink AS l ON l.person_id = p.id AND l.undone_at IS NULL
    JOIN understand_partnerevent AS e ON e.record_id = l.record_id
    WHERE p.id = ANY (asked)
      AND (p.agency_id = actor_agency() OR {_GRANTED.format(record="p.id")})
      AND e.visibility = 'shared' AND e.agency_id <> actor_agency()
      AND NOT {_AGREED.format(event="e.")}
      AND NOT {_GRANTED.format(record="e.record_id")}
  ) AS held
$$;
REVOKE ALL ON FUNCTION understand_withheld(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION understand_withheld(uuid[]) TO earlyhelp_app;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0006_events_shared'),
        ('understand', '0007_who_sees_circumstances'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryPin',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('entry', models.CharField(help_text='The key of the entry: what it was derived from.', max_length=80)),
                ('pinned_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pins', to='understand.person')),
                ('pinned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pinned entry',
                'verbose_name_plural': 'pinned entries',
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('agency', 'person', 'entry'), name='pinned_once')],
            },
        ),
        migrations.CreateModel(
            name='PartnerEvent',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('source_key', models.CharField(help_text="The key of the event in the partner's system.", max_length=100)),
                ('kind', models.CharField(choices=[('school', 'School and learning'), ('health', 'Health'), ('housing', 'Housing and tenancy'), ('care', 'Care and support'), ('police', 'Contact with the police'), ('youth_justice', 'Youth justice'), ('probation', 'Prison and probation'), ('fire', 'Fire and rescue'), ('money', 'Money and benefits'), ('support', 'Help from a service')], max_length=20)),
                ('data_set', models.CharField(help_text='Of which agreements it is: follows from the kind.', max_length=30)),
                ('happened_at', models.DateTimeField(blank=True, null=True)),
                ('happened_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('certainty', models.CharField(choices=[('fact', 'Fact'), ('reported', 'Reported'), ('opinion', 'Opinion')], max_length=10)),
                ('summary_en', models.CharField(blank=True, max_length=500)),
                ('summary_cy', models.CharField(blank=True, max_length=500)),
                ('language', models.CharField(choices=[('en', 'English'), ('cy', 'Cymraeg')], help_text='In which it was written first.', max_length=2)),
                ('is_major', models.BooleanField(default=False, help_text='Whether it changes the picture.')),
                ('visibility', models.CharField(choices=[('shared', 'Shared where an agreement covers it'), ('owner', 'Kept to the agency itself')], default='shared', max_length=10)),
                ('received_at', models.DateTimeField(help_text='When it last came with something new.')),
                ('run_id', models.UUIDField(help_text='The key of the import that brought it.')),
                ('line', models.PositiveIntegerField(help_text='Where it stands in the file of that import.')),
                ('digest', models.BinaryField(help_text='Tells whether it comes again unchanged.', max_length=16)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='understand.sourcerecord')),
            ],
            options={
                'verbose_name': 'partner event',
                'verbose_name_plural': 'partner events',
                'constraints': [models.UniqueConstraint(fields=('agency', 'source_key'), name='partner_event_once'), models.CheckConstraint(condition=models.Q(('happened_at', None), ('happened_on', None), _connector='XOR'), name='event_has_one_time'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('happened_on')), _connector='OR'), name='event_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('summary_cy', ''), ('summary_en', ''), _negated=True), name='event_says_something'), models.CheckConstraint(condition=models.Q(('kind__in', ['school', 'health', 'housing', 'care', 'police', 'youth_justice', 'probation', 'fire', 'money', 'support'])), name='event_kind_is_known'), models.CheckConstraint(condition=models.Q(('certainty__in', ['fact', 'reported', 'opinion'])), name='event_certainty_is_known'), models.CheckConstraint(condition=models.Q(('visibility__in', ['shared', 'owner'])), name='event_visibility_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('data_set', 'health_events'), ('kind', 'health')), models.Q(models.Q(('kind', 'health'), _negated=True), ('data_set', 'events')), _connector='OR'), name='event_data_set_of_kind')],
            },
        ),
        migrations.CreateModel(
            name='Significance',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('entry', models.CharField(help_text='The key of the entry: what it was derived from.', max_length=80)),
                ('why', models.CharField(max_length=1000)),
                ('visibility', models.CharField(choices=[('me', 'Only me'), ('agency', 'My agency'), ('involved', 'My agency, and agencies that are involved with this person')], max_length=10)),
                ('said_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='significance', to='understand.person')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'note of significance',
                'verbose_name_plural': 'notes of significance',
                'ordering': ['said_at', 'id'],
                'indexes': [models.Index(fields=['person'], name='significance_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='significance_says_why'), models.CheckConstraint(condition=models.Q(('visibility__in', ['me', 'agency', 'involved'])), name='significance_visibility_known')],
            },
        ),
        ProtectTable("understand_entrypin", record=None),
        migrations.RunSQL(WALLS, NO_WALLS),
        migrations.RunSQL(WITHHELD, "DROP FUNCTION understand_withheld(uuid[])"),
    ]
