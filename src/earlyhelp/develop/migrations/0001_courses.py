"""Courses, their sessions, who has a place, who took part, and certificates. Who sees a row is said by hand below."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models

# A row is its learner's agency's, and its learner's whatever agency they work for now. At a session, the agency that
# holds it and each trainer who leads it see it too, and may write it: they mark who was there.
LED = """
  session_id IN (SELECT s.id FROM develop_trainingsession AS s WHERE s.host_id = (SELECT actor_agency()))
  OR session_id IN (
    SELECT t.session_id FROM develop_sessiontrainer AS t WHERE t.practitioner_id = (SELECT actor_practitioner()))"""
LEARNERS = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY involved ON {table}
  USING (agency_id = (SELECT actor_agency()){led}) WITH CHECK (agency_id = (SELECT actor_agency()){led});
CREATE POLICY own ON {table} FOR SELECT
  USING (practitioner_id = (SELECT actor_practitioner()) AND (SELECT actor_agency()) IS NOT NULL);
"""
NOT_LEARNERS = """
DROP POLICY involved ON {table}; DROP POLICY own ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
TABLES = {"develop_booking": f" OR {LED}", "develop_trainingrecord": f" OR {LED}", "develop_certificate": ""}

# Whoever holds a certificate in their hand may ask whether it is real: number and code both stand on it.
CHECK = """
CREATE FUNCTION develop_certificate_shown(asked_number text, asked_code text)
RETURNS TABLE (holder varchar, title_en varchar, title_cy varchar, completed_on date, expires_on date, withdrawn boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.holder, c.title_en, c.title_cy, c.completed_on, c.expires_on, c.withdrawn_at IS NOT NULL
  FROM develop_certificate AS c WHERE c.number = asked_number AND c.code = asked_code
$$;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('govern', '0002_walls'),
        ('partnership', '0015_open_data_on_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('level', models.CharField(choices=[('aware', 'Trauma-aware'), ('skilled', 'Trauma-skilled'), ('enhanced', 'Trauma-enhanced'), ('specialist', 'Specialist')], max_length=10)),
                ('title_en', models.CharField(max_length=150)),
                ('title_cy', models.CharField(max_length=150)),
                ('description_en', models.TextField()),
                ('description_cy', models.TextField()),
                ('minutes', models.PositiveSmallIntegerField(help_text='How long it takes, in minutes.')),
                ('valid_months', models.PositiveSmallIntegerField(blank=True, help_text='After how many months it is due again. Empty: never.', null=True)),
                ('withdrawn_on', models.DateField(blank=True, help_text='No new sessions are planned from this day.', null=True)),
                ('version', models.PositiveSmallIntegerField(default=1, help_text='How often it was changed.')),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
            ],
            options={
                'verbose_name': 'course',
                'verbose_name_plural': 'courses',
                'ordering': ['title_en'],
            },
        ),
        migrations.CreateModel(
            name='TrainingRecord',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('took', models.CharField(choices=[('present', 'There for all of it'), ('partly', 'There for part of it'), ('absent', 'Not there')], max_length=10)),
                ('on', models.DateField(help_text='The day of the training.')),
                ('expires_on', models.DateField(blank=True, help_text='The first day on which it is due again. Empty: never.', null=True)),
                ('source', models.CharField(choices=[('session', 'Marked by a trainer at a session'), ('imported', 'Read from an agency’s file'), ('e_learning', 'Reported by a system for e-learning')], default='session', max_length=12)),
                ('source_key', models.CharField(blank=True, max_length=200)),
                ('version', models.PositiveSmallIntegerField(default=1, help_text='How often it was marked.')),
                ('marked_at', models.DateTimeField()),
                ('reminded_days', models.PositiveSmallIntegerField(blank=True, help_text='Of the last reminder of a refresher: how many days ahead.', null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='develop.course')),
                ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_records', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'record of training',
                'verbose_name_plural': 'records of training',
                'ordering': ['-on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('code', models.CharField(help_text='Printed on it; with the number it shows that it is real.', max_length=16)),
                ('holder', models.CharField(help_text='The name as it stands on the certificate.', max_length=210)),
                ('title_en', models.CharField(max_length=150)),
                ('title_cy', models.CharField(max_length=150)),
                ('completed_on', models.DateField()),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('issued_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Set where the attendance was corrected afterwards.', null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='develop.trainingrecord')),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'ordering': ['-completed_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TrainingSession',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(blank=True, help_text='Where it is held, as on an envelope.', max_length=200)),
                ('link', models.URLField(blank=True, help_text='Where to join from a screen; shown to those with a place.', max_length=500)),
                ('access', models.CharField(blank=True, help_text='What the place offers: steps, hearing loop, breaks.', max_length=500)),
                ('language', models.CharField(choices=[('en', 'In English'), ('cy', 'In Welsh'), ('both', 'Everyone speaks Welsh or English as they choose, and all understand both'), ('interpreted', 'Welsh and English, with simultaneous translation')], default='en', max_length=12)),
                ('places', models.PositiveSmallIntegerField()),
                ('for_partners', models.BooleanField(default=True, help_text='False where only people of the agency that holds it may book.')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('state_why', models.CharField(blank=True, max_length=300)),
                ('taken', models.PositiveSmallIntegerField(default=0, help_text='How many have a place.')),
                ('waiting', models.PositiveSmallIntegerField(default=0, help_text='How many are on the waiting list.')),
                ('sequence', models.PositiveSmallIntegerField(default=0, help_text='How often it was changed: calendars need it.')),
                ('made_at', models.DateTimeField()),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='develop.course')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'training session',
                'verbose_name_plural': 'training sessions',
                'ordering': ['starts_at'],
            },
        ),
        migrations.AddField(
            model_name='trainingrecord',
            name='session',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='develop.trainingsession'),
        ),
        migrations.CreateModel(
            name='SessionTrainer',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('named_at', models.DateTimeField()),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trains_at', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='develop.trainingsession')),
            ],
            options={
                'verbose_name': 'trainer of a session',
                'verbose_name_plural': 'trainers of sessions',
                'ordering': ['named_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('booked', 'Has a place'), ('waiting', 'On the waiting list'), ('cancelled', 'Cancelled')], max_length=10)),
                ('state_at', models.DateTimeField()),
                ('needs', models.CharField(blank=True, help_text='What they asked for so that they can take part.', max_length=500)),
                ('booked_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('booked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_bookings', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='develop.trainingsession')),
            ],
            options={
                'verbose_name': 'booking of training',
                'verbose_name_plural': 'bookings of training',
                'ordering': ['booked_at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title_en', ''), _negated=True), models.Q(('title_cy', ''), _negated=True), models.Q(('description_en', ''), _negated=True), models.Q(('description_cy', ''), _negated=True)), name='course_in_both_languages'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='course_takes_time'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('record',), name='one_live_certificate'),
        ),
        migrations.AddIndex(
            model_name='trainingsession',
            index=models.Index(fields=['state', 'starts_at'], name='training_to_come'),
        ),
        migrations.AddConstraint(
            model_name='trainingsession',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='training_ends_later'),
        ),
        migrations.AddConstraint(
            model_name='trainingsession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), models.Q(('link', ''), _negated=True), _connector='OR'), name='training_is_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='trainingsession',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('places'))), name='training_never_overbooked'),
        ),
        migrations.AddIndex(
            model_name='trainingrecord',
            index=models.Index(fields=['practitioner', 'course', '-on'], name='record_of_training'),
        ),
        migrations.AddIndex(
            model_name='trainingrecord',
            index=models.Index(fields=['agency', 'expires_on'], name='training_expires'),
        ),
        migrations.AddConstraint(
            model_name='trainingrecord',
            constraint=models.UniqueConstraint(condition=models.Q(('session__isnull', False)), fields=('session', 'practitioner'), name='one_record_for_a_session'),
        ),
        migrations.AddConstraint(
            model_name='trainingrecord',
            constraint=models.UniqueConstraint(condition=models.Q(('source_key', ''), _negated=True), fields=('agency', 'source', 'source_key'), name='imported_record_once'),
        ),
        migrations.AddConstraint(
            model_name='trainingrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'session'), _negated=True), ('session__isnull', False), _connector='OR'), name='record_of_a_session_has_one'),
        ),
        migrations.AddConstraint(
            model_name='sessiontrainer',
            constraint=models.UniqueConstraint(fields=('session', 'practitioner'), name='trainer_named_once'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['practitioner', 'state'], name='booking_of'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('session', 'practitioner'), name='booked_once'),
        ),
        migrations.RunSQL("CREATE SEQUENCE develop_session_reference_seq", "DROP SEQUENCE develop_session_reference_seq"),
        migrations.RunSQL(
            "CREATE SEQUENCE develop_certificate_number_seq", "DROP SEQUENCE develop_certificate_number_seq"
        ),
        *(
            migrations.RunSQL(LEARNERS.format(table=table, led=led), NOT_LEARNERS.format(table=table))
            for table, led in TABLES.items()
        ),
        migrations.RunSQL(CHECK, "DROP FUNCTION develop_certificate_shown(text, text)"),
    ]
