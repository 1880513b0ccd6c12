"""Wellbeing, apart: a schema and a role of its own. Why, and what holds it: docs/adr/0023-wellbeing-apart.md."""

import django.db.models.deletion
import earlyhelp.kit.models
import uuid
from django.db import migrations, models

# The role of the service loses nothing here that it ever had; PUBLIC loses the schema in which cases stand, so that the
# role of wellbeing cannot so much as name a table or a function there.
APART = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'earlyhelp_wellbeing') THEN
    CREATE ROLE earlyhelp_wellbeing LOGIN;
  END IF;
END $$;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA wellbeing;
REVOKE ALL ON SCHEMA wellbeing FROM PUBLIC;
GRANT USAGE ON SCHEMA wellbeing TO earlyhelp_wellbeing;
CREATE FUNCTION wellbeing.actor_agency() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT NULLIF(current_setting('wellbeing.agency', true), '')::uuid $$;
CREATE FUNCTION wellbeing.actor_practitioner() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT NULLIF(current_setting('wellbeing.practitioner', true), '')::uuid $$;
CREATE FUNCTION wellbeing.led_team() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT NULLIF(current_setting('wellbeing.led_team', true), '')::uuid $$;
"""
TOGETHER = """
DROP SCHEMA wellbeing CASCADE;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""

WALLS = """
ALTER TABLE wellbeing.surveyround ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wellbeing.surveyround USING (agency_key = (SELECT wellbeing.actor_agency()))
  WITH CHECK (agency_key = (SELECT wellbeing.actor_agency()) AND counted_on IS NULL);
ALTER TABLE wellbeing.handedlink ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wellbeing.handedlink USING (practitioner_key = (SELECT wellbeing.actor_practitioner()));
ALTER TABLE wellbeing.surveyanswer ENABLE ROW LEVEL SECURITY;
CREATE POLICY given ON wellbeing.surveyanswer FOR INSERT WITH CHECK (EXISTS (
  SELECT 1 FROM wellbeing.surveyround AS r WHERE r.id = round_id AND r.counted_on IS NULL));
ALTER TABLE wellbeing.surveyfigure ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wellbeing.surveyfigure USING (agency_key = (SELECT wellbeing.actor_agency()));
ALTER TABLE wellbeing.exposureconsent ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wellbeing.exposureconsent USING (practitioner_key = (SELECT wellbeing.actor_practitioner()));
ALTER TABLE wellbeing.exposuretick ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wellbeing.exposuretick USING (practitioner_key = (SELECT wellbeing.actor_practitioner()));
ALTER TABLE wellbeing.checkinwish ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wellbeing.checkinwish USING (practitioner_key = (SELECT wellbeing.actor_practitioner()));
CREATE POLICY leads_see ON wellbeing.checkinwish FOR SELECT USING (team_key = (SELECT wellbeing.led_team()));
CREATE POLICY leads_offer ON wellbeing.checkinwish FOR UPDATE USING (team_key = (SELECT wellbeing.led_team()));
ALTER TABLE wellbeing.staffaggregate ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wellbeing.staffaggregate USING (agency_key = (SELECT wellbeing.actor_agency()));

-- An answer is written and never read; a figure and a sum are never changed; a round is counted by the function only.
GRANT SELECT, INSERT ON wellbeing.surveyround, wellbeing.handedlink, wellbeing.surveyfigure, wellbeing.staffaggregate
  TO earlyhelp_wellbeing;
GRANT INSERT ON wellbeing.surveyanswer TO earlyhelp_wellbeing;
GRANT SELECT, INSERT, DELETE ON wellbeing.exposureconsent, wellbeing.exposuretick, wellbeing.checkinwish
  TO earlyhelp_wellbeing;
GRANT UPDATE (offered_on) ON wellbeing.checkinwish TO earlyhelp_wellbeing;
"""

# Answers become counts once, after the last day, and are gone in the same statement. Teams of fewer than ten answers are
# folded together here, so that no count of them leaves the database. From 4 on an answer is good (choices.GOOD).
FUNCTIONS = """
CREATE FUNCTION wellbeing.take_answers(the_round uuid)
  RETURNS TABLE (team uuid, item text, people bigint, good bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE wellbeing.surveyround AS r SET counted_on = current_date
    WHERE r.id = the_round AND r.agency_key = wellbeing.actor_agency()
      AND r.counted_on IS NULL AND r.closes_on < current_date;
  IF NOT FOUND THEN RETURN; END IF;
  RETURN QUERY
    WITH sized AS (
      SELECT a.team_key, count(*) AS n FROM wellbeing.surveyanswer AS a
      WHERE a.round_id = the_round AND a.team_key IS NOT NULL GROUP BY a.team_key HAVING count(*) >= 10)
    SELECT s.team_key, i.item, count(*), count(*) FILTER (WHERE i.level >= 4)
    FROM wellbeing.surveyanswer AS a LEFT JOIN sized AS s ON s.team_key = a.team_key
    CROSS JOIN LATERAL (VALUES ('energy', a.energy), ('sleep', a.sleep), ('valued', a.valued),
      ('support', a.support), ('satisfaction', a.satisfaction)) AS i (item, level)
    WHERE a.round_id = the_round GROUP BY s.team_key, i.item;
  DELETE FROM wellbeing.surveyanswer AS a WHERE a.round_id = the_round;
  DELETE FROM wellbeing.handedlink AS h WHERE h.round_id = the_round;
END $$;
CREATE FUNCTION wellbeing.agencies_due() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT agency_key FROM wellbeing.surveyround WHERE counted_on IS NULL AND closes_on < current_date $$;
CREATE FUNCTION wellbeing.sweep(gone uuid[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM wellbeing.exposuretick WHERE met_on < current_date - 365 OR practitioner_key = ANY (gone);
  DELETE FROM wellbeing.exposureconsent WHERE practitioner_key = ANY (gone);
  DELETE FROM wellbeing.checkinwish WHERE wished_on < current_date - 90 OR practitioner_key = ANY (gone);
  DELETE FROM wellbeing.handedlink WHERE practitioner_key = ANY (gone) $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA wellbeing FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA wellbeing TO earlyhelp_wellbeing;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('develop', '0005_organisations_and_programme'),
        ('govern', '0002_walls'),
    ]

    operations = [
        migrations.RunSQL(APART, TOGETHER),
        migrations.CreateModel(
            name='CheckInWish',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('practitioner_key', models.UUIDField(unique=True)),
                ('team_key', models.UUIDField()),
                ('wished_on', models.DateField()),
                ('offered_on', models.DateField(help_text='When a lead said that they offered one.', null=True)),
            ],
            options={
                'verbose_name': 'wish for a check-in',
                'verbose_name_plural': 'wishes for a check-in',
                'db_table': '"wellbeing"."checkinwish"',
                'ordering': ['wished_on'],
            },
        ),
        migrations.CreateModel(
            name='ExposureConsent',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('practitioner_key', models.UUIDField(unique=True)),
                ('since_on', models.DateField()),
            ],
            options={
                'verbose_name': 'consent to count what I meet',
                'verbose_name_plural': 'consents to count what I meet',
                'db_table': '"wellbeing"."exposureconsent"',
            },
        ),
        migrations.CreateModel(
            name='StaffAggregate',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_key', models.UUIDField()),
                ('team_kind', models.CharField(blank=True, choices=[('response', 'Response policing'), ('control_room', 'Control room'), ('front_door', 'Early help front door'), ('safeguarding', 'Statutory safeguarding'), ('service', 'Service for families and adults'), ('families', 'Workers with families'), ('governance', 'Information governance'), ('running', 'Running the service')], help_text='Empty for the whole agency.', max_length=20)),
                ('month_on', models.DateField(help_text='The first day of the month.')),
                ('measure', models.CharField(choices=[('stress_sickness', 'Days of sickness put down to stress'), ('satisfaction', 'People satisfied with their job')], max_length=16)),
                ('people', models.PositiveIntegerField(help_text='Over how many people the sum is; never fewer than ten.')),
                ('amount', models.PositiveIntegerField(help_text='Days, or people who said so.')),
            ],
            options={
                'verbose_name': 'sum over staff',
                'verbose_name_plural': 'sums over staff',
                'db_table': '"wellbeing"."staffaggregate"',
                'ordering': ['month_on', 'team_kind'],
                'constraints': [models.UniqueConstraint(fields=('agency_key', 'team_kind', 'month_on', 'measure'), name='sum_over_staff_once'), models.CheckConstraint(condition=models.Q(('people__gte', 10)), name='sum_over_ten_people')],
            },
        ),
        migrations.CreateModel(
            name='SurveyRound',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_key', models.UUIDField()),
                ('instrument', models.PositiveSmallIntegerField()),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(help_text='The last day on which it can be answered.')),
                ('counted_on', models.DateField(help_text='When it was counted and the answers were deleted; empty before.', null=True)),
            ],
            options={
                'verbose_name': 'survey round',
                'verbose_name_plural': 'survey rounds',
                'db_table': '"wellbeing"."surveyround"',
                'ordering': ['-opens_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gt', models.F('opens_on'))), name='round_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='ExposureTick',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('practitioner_key', models.UUIDField()),
                ('kind', models.CharField(choices=[('child_hurt', 'A child who was hurt or neglected'), ('child_death', 'The death of a child'), ('death', 'The death of an adult'), ('suicide', 'Suicide, or somebody who meant to'), ('violence_at_home', 'Violence in a home'), ('sexual_violence', 'Sexual violence'), ('serious_injury', 'A serious injury or crash'), ('threat', 'Violence or threats against me'), ('images', 'Distressing images or recordings'), ('hard_story', 'A story that stays with me')], max_length=20)),
                ('met_on', models.DateField()),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='develop.exposureconsent')),
            ],
            options={
                'verbose_name': 'what I met',
                'verbose_name_plural': 'what I met',
                'db_table': '"wellbeing"."exposuretick"',
                'ordering': ['-met_on'],
                'constraints': [models.UniqueConstraint(fields=('practitioner_key', 'kind', 'met_on'), name='met_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='SurveyFigure',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_key', models.UUIDField()),
                ('place', models.CharField(choices=[('agency', 'The whole agency'), ('team', 'A team'), ('rest', 'Everybody else in the agency')], max_length=6)),
                ('team_key', models.UUIDField(null=True)),
                ('item', models.CharField(choices=[('energy', 'Energy for the work'), ('sleep', 'Sleep that rests'), ('valued', 'Feeling valued'), ('support', 'Support from those around'), ('satisfaction', 'Satisfaction with the job')], max_length=12)),
                ('people', models.PositiveIntegerField(help_text='How many answered, rounded at random to a multiple of three.')),
                ('good', models.PositiveIntegerField(help_text='How many of them said most or all of the time, rounded in the same way.')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='develop.surveyround')),
            ],
            options={
                'verbose_name': 'survey figure',
                'verbose_name_plural': 'survey figures',
                'db_table': '"wellbeing"."surveyfigure"',
                'constraints': [models.UniqueConstraint(fields=('round', 'place', 'team_key', 'item'), name='survey_figure_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('good__lte', models.F('people')), ('people__gte', 9)), name='survey_figure_of_many')],
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('team_key', models.UUIDField(help_text='Empty where the team has fewer than ten people.', null=True)),
                ('link_digest', models.CharField(help_text='By which a link works only once; of whom is not known.', max_length=64, unique=True)),
                ('energy', models.PositiveSmallIntegerField()),
                ('sleep', models.PositiveSmallIntegerField()),
                ('valued', models.PositiveSmallIntegerField()),
                ('support', models.PositiveSmallIntegerField()),
                ('satisfaction', models.PositiveSmallIntegerField()),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='develop.surveyround')),
            ],
            options={
                'verbose_name': 'survey answer',
                'verbose_name_plural': 'survey answers',
                'db_table': '"wellbeing"."surveyanswer"',
                'constraints': [models.CheckConstraint(condition=models.Q(('energy__range', (1, 5)), ('satisfaction__range', (1, 5)), ('sleep__range', (1, 5)), ('support__range', (1, 5)), ('valued__range', (1, 5))), name='answers_are_one_to_five')],
            },
        ),
        migrations.CreateModel(
            name='HandedLink',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('practitioner_key', models.UUIDField()),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='develop.surveyround')),
            ],
            options={
                'verbose_name': 'handed link',
                'verbose_name_plural': 'handed links',
                'db_table': '"wellbeing"."handedlink"',
                'constraints': [models.UniqueConstraint(fields=('round', 'practitioner_key'), name='link_handed_once')],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
    ]
