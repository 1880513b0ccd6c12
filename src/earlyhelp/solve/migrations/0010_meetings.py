"""Meetings of agencies: agenda, attendance, what each says, decisions with dissent, actions, minutes."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models
from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('identify', '0008_attachments'),
        ('partnership', '0006_events_shared'),
        ('solve', '0009_family_plans'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('daily', 'Daily discussion'), ('team_around', 'Team around the family'), ('panel', 'Early help panel')], max_length=12)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('place_in_mail', models.BooleanField(default=False, help_text='False where the place could say where a family lives.')),
                ('link', models.URLField(blank=True, max_length=500)),
                ('language', models.CharField(choices=[('both', 'Everyone speaks Welsh or English as they choose, and all understand both'), ('interpreted', 'Welsh and English, with simultaneous translation'), ('cy', 'In Welsh'), ('en', 'In English')], default='both', max_length=12)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('under_way', 'Under way'), ('to_confirm', 'Over, minutes to be confirmed'), ('confirmed', 'Over, minutes confirmed'), ('cancelled', 'Cancelled')], default='planned', max_length=12)),
                ('state_at', models.DateTimeField()),
                ('state_why', models.CharField(blank=True, max_length=300)),
                ('sequence', models.PositiveSmallIntegerField(default=0, help_text='How often the invitation was changed: calendars need it.')),
                ('case_count', models.PositiveSmallIntegerField(default=0, help_text='How many cases, so that a reader knows how many are withheld.')),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings_led', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.team')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ['-starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('somebody', models.CharField(blank=True, max_length=200)),
                ('somebody_from', models.CharField(blank=True, max_length=200)),
                ('reply', models.CharField(choices=[('asked', 'Has not replied'), ('coming', 'Is coming'), ('apologies', 'Sends apologies')], default='asked', max_length=10)),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('was_there', models.BooleanField(blank=True, null=True)),
                ('asked_at', models.DateTimeField()),
                ('left_out_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attends_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('practitioner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='solve.meeting')),
            ],
            options={
                'verbose_name': 'attendance',
                'verbose_name_plural': 'attendances',
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeetingAction',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_actions', to='solve.meeting')),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_action', to='solve.action')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
            ],
            options={
                'verbose_name': 'action from a meeting',
                'verbose_name_plural': 'actions from meetings',
                'ordering': ['added_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ActionReview',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('outcome', models.CharField(choices=[('done', 'Done'), ('not_needed', 'No longer needed'), ('carried', 'Carried over to another date')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('due_on', models.DateField(blank=True, help_text='The new date, when it is carried over.', null=True)),
                ('reviewed_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='solve.meeting')),
                ('meeting_action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='solve.meetingaction')),
            ],
            options={
                'verbose_name': 'review of an action at a meeting',
                'verbose_name_plural': 'reviews of actions at meetings',
                'ordering': ['reviewed_at'],
            },
        ),
        migrations.CreateModel(
            name='MeetingCase',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('daily', 'Daily discussion'), ('team_around', 'Team around the family'), ('panel', 'Early help panel')], max_length=12)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('reference', models.CharField(help_text='Of the notification or the episode.', max_length=20)),
                ('people', models.TextField(blank=True, help_text='Who it is about, as the meeting is told.')),
                ('strengths', models.TextField(blank=True)),
                ('known', models.TextField(blank=True)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'Waits for the next meeting'), ('on_agenda', 'To come'), ('open', 'Being discussed'), ('decided', 'Decided'), ('sealed', 'Decided, and the meeting is over'), ('carried', 'Not reached, gone on to the next meeting'), ('removed', 'Taken off the agenda')], default='waiting', max_length=10)),
                ('state_at', models.DateTimeField()),
                ('state_why', models.CharField(blank=True, max_length=300)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('used_seconds', models.PositiveIntegerField(default=0)),
                ('version', models.PositiveSmallIntegerField(default=0, help_text='Of what the meeting is told.')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_cases', to='solve.episode')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='solve.meeting')),
                ('notification', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_cases', to='identify.notification')),
                ('previous', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='solve.meetingcase')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.team')),
            ],
            options={
                'verbose_name': 'case of a meeting',
                'verbose_name_plural': 'cases of meetings',
                'ordering': ['position', 'added_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='meetingaction',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_actions', to='solve.meetingcase'),
        ),
        migrations.CreateModel(
            name='CaseWithholding',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('why', models.CharField(max_length=300)),
                ('withheld_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('from_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('withheld_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withholdings', to='solve.meetingcase')),
            ],
            options={
                'verbose_name': 'withholding of a case',
                'verbose_name_plural': 'withholdings of cases',
            },
        ),
        migrations.CreateModel(
            name='MeetingDecision',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('outcome', models.CharField(choices=[('safeguarding', 'Safeguarding report to social services'), ('early_help', 'Early help, with consent'), ('signpost', 'Signpost to a service'), ('already_met', 'The need is already met'), ('declined', 'The family declined help'), ('no_contact', 'We could not reach them'), ('no_need', 'No need found'), ('go_on', 'Go on as planned'), ('change_plan', 'Change the plan with the family'), ('step_up', 'Ask for care and support: step up'), ('prepare_close', 'Get ready to close, with the family'), ('come_back', 'Come back to the next meeting')], max_length=20)),
                ('reason', models.CharField(blank=True, choices=[('child_at_risk', 'A child may be at risk of harm'), ('adult_at_risk', 'An adult may be at risk of harm'), ('statutory_need', 'There may be needs for care and support'), ('several_needs', 'Several needs that one worker should bring together'), ('one_need', 'One need that a service can meet'), ('asked_for_help', 'The person asked for this help'), ('information_enough', 'Information and advice are enough'), ('open_to_social_care', 'Social services already work with them'), ('open_to_service', 'Another service already works with them'), ('family_support', 'Family and friends already give this help'), ('not_now', 'They do not want help now, and know how to ask'), ('not_this', 'They did not want the help that was offered'), ('did_not_say', 'They gave no reason, and need give none'), ('no_answer', 'No answer after three tries in safe ways'), ('no_safe_way', 'There is no safe way to contact them'), ('moved', 'They have moved and we do not know where'), ('who', 'It is not clear who the person is'), ('what', 'It is not clear what happened'), ('consent_unknown', 'It is not clear what the person said about sharing'), ('resolved', 'What happened is over, and nothing more is needed'), ('duplicate', 'The same event was notified before'), ('police_only', 'It is a matter for the police alone')], max_length=30)),
                ('rationale', models.TextField()),
                ('met_by', models.CharField(blank=True, max_length=200)),
                ('agreed', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, help_text='The agencies that agreed.', size=None)),
                ('decided_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='solve.meetingcase')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('triage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_decisions', to='solve.decision')),
            ],
            options={
                'verbose_name': 'decision of a meeting',
                'verbose_name_plural': 'decisions of meetings',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='MeetingDissent',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dissents', to='solve.meetingcase')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dissents', to='solve.meetingdecision')),
                ('from_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'dissent from a decision of a meeting',
                'verbose_name_plural': 'dissents from decisions of meetings',
                'ordering': ['written_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeetingInput',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('certainty', models.CharField(choices=[('fact', 'Fact: we saw it or have it on record'), ('reported', 'Reported: somebody told us'), ('opinion', 'Opinion: our professional view')], max_length=10)),
                ('text', models.TextField()),
                ('in_meeting', models.BooleanField()),
                ('written_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inputs', to='solve.meetingcase')),
                ('from_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'what an agency says at a meeting',
                'verbose_name_plural': 'what agencies say at meetings',
                'ordering': ['written_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('content', models.JSONField(default=dict)),
                ('why', models.CharField(blank=True, help_text='What was corrected, from version 2 on.', max_length=300)),
                ('confirmed_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('for_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='solve.meeting')),
            ],
            options={
                'verbose_name': 'minutes',
                'verbose_name_plural': 'minutes',
                'ordering': ['-version', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['agency', 'state', 'starts_at'], name='meeting_agency_state'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_later'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'under_way', 'to_confirm', 'confirmed', 'cancelled'])), name='meeting_state_known'),
        ),
        migrations.AddIndex(
            model_name='attendance',
            index=models.Index(fields=['practitioner', 'left_out_at'], name='attendance_of'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(condition=models.Q(('left_out_at', None)), fields=('meeting', 'practitioner'), name='invited_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attends_for__isnull', False), ('practitioner__isnull', False), ('somebody', '')), models.Q(('attends_for', None), ('practitioner', None), models.Q(('somebody', ''), _negated=True)), _connector='OR'), name='attendance_is_of_one'),
        ),
        migrations.AddConstraint(
            model_name='actionreview',
            constraint=models.UniqueConstraint(fields=('meeting', 'meeting_action'), name='action_reviewed_once'),
        ),
        migrations.AddConstraint(
            model_name='actionreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'carried'), _negated=True), ('due_on__isnull', False), _connector='OR'), name='carried_to_a_date'),
        ),
        migrations.AddIndex(
            model_name='meetingcase',
            index=models.Index(fields=['agency', 'kind', 'state'], name='meeting_case_waiting'),
        ),
        migrations.AddConstraint(
            model_name='meetingcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('episode', None), ('notification__isnull', False)), models.Q(('episode__isnull', False), ('notification', None)), _connector='OR'), name='meeting_case_about_one'),
        ),
        migrations.AddConstraint(
            model_name='meetingcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('meeting', None), ('state__in', ['waiting', 'removed'])), models.Q(('meeting__isnull', False), models.Q(('state', 'waiting'), _negated=True)), _connector='OR'), name='meeting_case_waits_or_is_on'),
        ),
        migrations.AddConstraint(
            model_name='meetingcase',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'on_agenda', 'open'])), fields=('notification',), name='notification_on_one_agenda'),
        ),
        migrations.AddConstraint(
            model_name='meetingcase',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'on_agenda', 'open'])), fields=('episode', 'kind'), name='episode_on_one_agenda'),
        ),
        migrations.AddConstraint(
            model_name='meetingcase',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('meeting',), name='one_case_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='casewithholding',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case', 'from_agency'), name='withheld_once'),
        ),
        migrations.AddConstraint(
            model_name='meetingdecision',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='meeting_decision_once'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.UniqueConstraint(fields=('meeting', 'version', 'for_agency'), name='minutes_once'),
        ),
        ProtectTable("solve_meeting"),
        ProtectTable("solve_attendance", record="meeting_id"),
        ProtectTable("solve_minutes"),
        ProtectTable("solve_meetingcase"),
        ProtectTable("solve_casewithholding", record=None),
        ProtectTable("solve_meetinginput", record="case_id"),
        ProtectTable("solve_meetingdecision", record="case_id"),
        ProtectTable("solve_meetingdissent", record="case_id"),
        ProtectTable("solve_meetingaction"),
        ProtectTable("solve_actionreview", record="meeting_action_id"),
    ]
