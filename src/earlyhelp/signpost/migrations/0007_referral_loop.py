"""The states of the closed loop, and what stands around a referral: drafts, goals, appointments, messages, links."""

import django.db.models.deletion
import earlyhelp.kit.models
import earlyhelp.kit.rowsecurity
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('signpost', '0006_directory_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnsweringContact',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('link_mailbox', models.EmailField(max_length=254)),
                ('code_mailbox', models.EmailField(max_length=254)),
                ('agreed_with', models.CharField(help_text='Who at the partner confirmed both, by telephone.', max_length=200)),
                ('agreed_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'answering contact',
                'verbose_name_plural': 'answering contacts',
            },
        ),
        migrations.CreateModel(
            name='AnswerLink',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('secret_hash', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_why', models.CharField(blank=True, choices=[('answered', 'The referral has ended.'), ('replaced', 'A newer link was sent.'), ('expired', 'Its time is over.'), ('locked', 'A wrong code was entered too often.')], max_length=10)),
                ('code_hash', models.CharField(blank=True, max_length=64)),
                ('code_expires_at', models.DateTimeField(blank=True, null=True)),
                ('codes_asked', models.PositiveSmallIntegerField(default=0)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('proven_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'answer link',
                'verbose_name_plural': 'answer links',
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('way', models.CharField(choices=[('at_service', 'At the service'), ('at_home', 'A visit'), ('elsewhere', 'Somewhere else'), ('telephone', 'By telephone'), ('video', 'By video')], max_length=20)),
                ('place', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('booked', 'Booked'), ('moved', 'Moved'), ('attended', 'Attended'), ('late', 'Attended, but late'), ('missed', 'Did not attend'), ('cancelled', 'Cancelled')], max_length=20)),
                ('asked_by', models.CharField(blank=True, choices=[('person', 'The person'), ('service', 'The service')], max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('ill', 'Illness'), ('work_or_care', 'Work or caring for somebody'), ('transport', 'Could not get there'), ('forgot', 'Forgot, or the reminder did not arrive'), ('worried', 'Did not feel ready, or was worried'), ('not_told', 'Did not know about it'), ('service', 'The service could not keep it'), ('no_reason', 'No reason known')], max_length=20)),
                ('booked_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'appointment',
                'verbose_name_plural': 'appointments',
                'ordering': ['starts_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'assignment',
                'verbose_name_plural': 'assignments',
                'ordering': ['from_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='NeededItem',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('item', models.CharField(choices=[('age', 'Age'), ('date_of_birth', 'Date of birth'), ('language', 'Preferred language'), ('strengths', 'What is going well, and who supports them')], max_length=20)),
                ('reason_en', models.CharField(max_length=300)),
                ('reason_cy', models.CharField(max_length=300)),
            ],
            options={
                'verbose_name': 'needed item',
                'verbose_name_plural': 'needed items',
                'ordering': ['item'],
            },
        ),
        migrations.CreateModel(
            name='ReferralAmendment',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField(help_text='The version that this change made.')),
                ('field', models.CharField(max_length=30)),
                ('old_value', models.TextField(blank=True)),
                ('new_value', models.TextField(blank=True)),
                ('reason', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'referral amendment',
                'verbose_name_plural': 'referral amendments',
                'ordering': ['version', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ReferralDraft',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(help_text='Which person of the notification it is for.')),
                ('typed', models.JSONField(help_text='Names of fields, with everything typed in each.')),
                ('saved_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'referral draft',
                'verbose_name_plural': 'referral drafts',
                'ordering': ['-saved_at'],
            },
        ),
        migrations.CreateModel(
            name='ReferralGoal',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=300)),
                ('outcome', models.CharField(blank=True, choices=[('better', 'Better'), ('somewhat', 'Somewhat better'), ('same', 'The same'), ('worse', 'Worse'), ('not_tried', 'Not worked on')], max_length=20)),
                ('note', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'referral goal',
                'verbose_name_plural': 'referral goals',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='ReferralMessage',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(choices=[('sender', 'The front door'), ('receiver', 'The service'), ('person', 'The person, through the front door'), ('system', 'This service itself')], max_length=10)),
                ('text', models.TextField()),
                ('is_question', models.BooleanField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'referral message',
                'verbose_name_plural': 'referral messages',
                'ordering': ['written_at', 'id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='referral',
            name='referral_declined_with_reason',
        ),
        migrations.RemoveConstraint(
            model_name='referral',
            name='referral_waiting_with_promise',
        ),
        migrations.RemoveConstraint(
            model_name='referral',
            name='referral_withdrawn_with_reason',
        ),
        migrations.AddField(
            model_name='referral',
            name='basis',
            field=models.CharField(choices=[('consent', 'They agreed to it'), ('safeguarding', 'To protect a child or an adult at risk'), ('vital_interests', 'To protect somebody’s life'), ('legal_duty', 'The law says that it must be shared')], default='consent', max_length=20),
        ),
        migrations.AddField(
            model_name='referral',
            name='basis_reason',
            field=models.TextField(blank=True, help_text='Why it is shared without consent.'),
        ),
        migrations.AddField(
            model_name='referral',
            name='chased',
            field=models.PositiveSmallIntegerField(default=0, help_text='How often an answer was asked for again since the last step.'),
        ),
        migrations.AddField(
            model_name='referral',
            name='chased_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='due_on',
            field=models.DateField(blank=True, help_text='The day by which whoever has it should act. None once it is over.', null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='person_date_of_birth',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='person_reason',
            field=models.CharField(blank=True, choices=[('consent', 'The person took back their consent'), ('person_said_no', 'The person said no to the service'), ('no_contact', 'The service could not reach the person'), ('not_now', 'The person wants help later, not now'), ('other_help', 'The person has found other help')], max_length=20),
        ),
        migrations.AddField(
            model_name='referral',
            name='sender_reason',
            field=models.CharField(blank=True, choices=[('not_needed', 'The help is no longer needed'), ('other_service', 'Another service suits better'), ('transferred', 'Another service has taken it over'), ('wrong_person', 'It is about the wrong person'), ('wrong_service', 'It went to the wrong service'), ('sent_twice', 'It was sent twice')], max_length=20),
        ),
        migrations.AddField(
            model_name='referral',
            name='transferred_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='signpost.referral'),
        ),
        migrations.AddField(
            model_name='referral',
            name='version',
            field=models.PositiveSmallIntegerField(default=1, help_text='Counts each change after sending.'),
        ),
        migrations.AddField(
            model_name='referral',
            name='worker',
            field=models.ForeignKey(blank=True, help_text='The named worker at the service.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referralevent',
            name='kind',
            field=models.CharField(choices=[('moved', 'It moved on'), ('chased', 'An answer was asked for again'), ('amended', 'What was sent was changed'), ('assigned', 'The named worker changed')], default='moved', max_length=10),
        ),
        migrations.AddField(
            model_name='referralevent',
            name='side',
            field=models.CharField(choices=[('sender', 'The front door'), ('receiver', 'The service'), ('person', 'The person, through the front door'), ('system', 'This service itself')], default='', max_length=10),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='referral',
            name='consent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='understand.consent'),
        ),
        migrations.AlterField(
            model_name='referral',
            name='decline_reason',
            field=models.CharField(blank=True, choices=[('no_room', 'There is no room in the service'), ('not_eligible', 'The person is outside what the service can offer'), ('out_of_area', 'The person lives outside the area of the service'), ('needs_more', 'The person needs more specialist help'), ('known', 'The service already works with the person'), ('not_enough', 'The referral does not say enough')], max_length=20),
        ),
        migrations.AlterField(
            model_name='referral',
            name='next_update_on',
            field=models.DateField(blank=True, help_text='The day by which a service that waits or pauses promised news.', null=True),
        ),
        migrations.AlterField(
            model_name='referral',
            name='person_language',
            field=models.CharField(blank=True, choices=[('not_asked', 'Not asked yet'), ('en', 'English'), ('cy', 'Welsh'), ('bsl', 'British Sign Language'), ('other', 'Another language')], max_length=10),
        ),
        migrations.AlterField(
            model_name='referral',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('requested', 'Sent'), ('seen', 'Opened'), ('accepted', 'Accepted'), ('waiting', 'On the waiting list'), ('in_progress', 'Started'), ('on_hold', 'On hold'), ('completed', 'Completed'), ('declined', 'Declined by the service'), ('cancelled', 'Cancelled'), ('withdrawn', 'Withdrawn by the person'), ('entered_in_error', 'Sent by mistake')], max_length=20),
        ),
        migrations.AlterField(
            model_name='referralevent',
            name='from_state',
            field=models.CharField(blank=True, choices=[('draft', 'Draft'), ('requested', 'Sent'), ('seen', 'Opened'), ('accepted', 'Accepted'), ('waiting', 'On the waiting list'), ('in_progress', 'Started'), ('on_hold', 'On hold'), ('completed', 'Completed'), ('declined', 'Declined by the service'), ('cancelled', 'Cancelled'), ('withdrawn', 'Withdrawn by the person'), ('entered_in_error', 'Sent by mistake')], max_length=20),
        ),
        migrations.AlterField(
            model_name='referralevent',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='referralevent',
            name='to_state',
            field=models.CharField(choices=[('draft', 'Draft'), ('requested', 'Sent'), ('seen', 'Opened'), ('accepted', 'Accepted'), ('waiting', 'On the waiting list'), ('in_progress', 'Started'), ('on_hold', 'On hold'), ('completed', 'Completed'), ('declined', 'Declined by the service'), ('cancelled', 'Cancelled'), ('withdrawn', 'Withdrawn by the person'), ('entered_in_error', 'Sent by mistake')], max_length=20),
        ),
        migrations.AddField(
            model_name='answeringcontact',
            name='agreed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='answeringcontact',
            name='partner',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answering_contact', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='answerlink',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='answerlink',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='signpost.referral'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='booked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appointment',
            name='instead_of',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_to', to='signpost.appointment'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='signpost.referral'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='assigned_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assignment',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='signpost.referral'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='worker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='neededitem',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needed_items', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='referralamendment',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='referralamendment',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referralamendment',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='signpost.referral'),
        ),
        migrations.AddField(
            model_name='referraldraft',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='referraldraft',
            name='notification',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identify.notification'),
        ),
        migrations.AddField(
            model_name='referraldraft',
            name='saved_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='referraldraft',
            name='service',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='signpost.service'),
        ),
        migrations.AddField(
            model_name='referraldraft',
            name='transferred_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='signpost.referral'),
        ),
        migrations.AddField(
            model_name='referralgoal',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='referralgoal',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='signpost.referral'),
        ),
        migrations.AddField(
            model_name='referralmessage',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.AddField(
            model_name='referralmessage',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='signpost.referral'),
        ),
        migrations.AddField(
            model_name='referralmessage',
            name='written_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(
            sql="\nSET CONSTRAINTS ALL IMMEDIATE;\nUPDATE signpost_referralevent AS e SET side = CASE WHEN e.to_state IN ('sent') THEN 'sender'\n    WHEN e.to_state = 'withdrawn' THEN CASE WHEN r.withdraw_reason = 'consent' THEN 'person' ELSE 'sender' END\n    ELSE 'receiver' END,\n  from_state = CASE e.from_state WHEN 'sent' THEN 'requested' WHEN 'opened' THEN 'seen'\n    WHEN 'started' THEN 'in_progress' ELSE e.from_state END,\n  to_state = CASE e.to_state WHEN 'sent' THEN 'requested' WHEN 'opened' THEN 'seen' WHEN 'started' THEN 'in_progress'\n    WHEN 'withdrawn' THEN CASE r.withdraw_reason WHEN 'consent' THEN 'withdrawn' WHEN 'mistake' THEN 'entered_in_error'\n      ELSE 'cancelled' END\n    ELSE e.to_state END\n  FROM signpost_referral AS r WHERE r.id = e.referral_id;\nUPDATE signpost_referral SET\n  person_reason = CASE WHEN withdraw_reason = 'consent' THEN 'consent'\n    WHEN decline_reason IN ('person_said_no', 'no_contact') THEN decline_reason ELSE '' END,\n  sender_reason = CASE withdraw_reason WHEN 'mistake' THEN 'wrong_service' WHEN 'not_needed' THEN 'not_needed'\n    WHEN 'other_service' THEN 'other_service' ELSE '' END,\n  decline_reason = CASE WHEN decline_reason IN ('person_said_no', 'no_contact') THEN '' ELSE decline_reason END,\n  state = CASE state WHEN 'sent' THEN 'requested' WHEN 'opened' THEN 'seen' WHEN 'started' THEN 'in_progress'\n    WHEN 'withdrawn' THEN CASE withdraw_reason WHEN 'consent' THEN 'withdrawn' WHEN 'mistake' THEN 'entered_in_error'\n      ELSE 'cancelled' END\n    ELSE state END;\nUPDATE signpost_referral SET due_on = CASE state\n  WHEN 'requested' THEN sent_at::date + 4 WHEN 'seen' THEN sent_at::date + 7 WHEN 'waiting' THEN next_update_on\n  WHEN 'accepted' THEN state_at::date + 14 WHEN 'in_progress' THEN state_at::date + 42\n  WHEN 'declined' THEN state_at::date + 4 END;\n",
            reverse_sql='',
        ),
        migrations.RemoveField(
            model_name='referral',
            name='withdraw_reason',
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['agency', 'due_on'], name='referral_due'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), models.Q(('decline_reason', ''), ('person_reason', ''), _connector='XOR')), models.Q(models.Q(('state', 'declined'), _negated=True), ('decline_reason', '')), _connector='OR'), name='referral_declined_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), models.Q(('person_reason', ''), _negated=True)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('person_reason', ''), ('state__in', ['declined', 'withdrawn']), _connector='OR')), _connector='OR'), name='referral_withdrawn_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['cancelled', 'entered_in_error']), ('sender_reason', ''), _connector='XOR'), name='referral_called_off_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'on_hold']), ('next_update_on', None), _connector='XOR'), name='referral_waiting_with_promise'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['completed', 'cancelled', 'withdrawn', 'entered_in_error']), ('due_on__isnull', False), _connector='XOR'), name='referral_due_until_over'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('basis', 'consent'), ('consent', None), _connector='XOR'), name='referral_with_consent_or_basis'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('basis', 'consent'), models.Q(('basis_reason', ''), _negated=True), _connector='XOR'), name='referral_basis_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), _negated=True), name='referral_is_no_draft'),
        ),
        migrations.AddConstraint(
            model_name='answeringcontact',
            constraint=models.CheckConstraint(condition=models.Q(('link_mailbox', models.F('code_mailbox')), _negated=True), name='two_different_mailboxes'),
        ),
        migrations.AddConstraint(
            model_name='answerlink',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('referral',), name='one_live_answer_link'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['moved', 'missed', 'cancelled']), ('reason', ''), _connector='XOR'), name='appointment_changed_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['moved', 'cancelled']), ('asked_by', ''), _connector='XOR'), name='appointment_changed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('until_at', None)), fields=('referral',), name='one_named_worker'),
        ),
        migrations.AddConstraint(
            model_name='neededitem',
            constraint=models.UniqueConstraint(fields=('service', 'item'), name='needed_item_once'),
        ),
        migrations.AddConstraint(
            model_name='referraldraft',
            constraint=models.UniqueConstraint(fields=('agency', 'notification', 'position', 'service'), name='one_referral_draft'),
        ),
        migrations.AddConstraint(
            model_name='referralgoal',
            constraint=models.UniqueConstraint(fields=('referral', 'number'), name='goal_number_once'),
        ),
        earlyhelp.kit.rowsecurity.ProtectTable(
            table='signpost_referraldraft',
            owner='agency_id',
            record=None,
            only_practitioner=None,
        ),
        earlyhelp.kit.rowsecurity.ProtectTable(
            table='signpost_referralamendment',
            owner='agency_id',
            record='referral_id',
            only_practitioner=None,
        ),
        earlyhelp.kit.rowsecurity.ProtectTable(
            table='signpost_referralgoal',
            owner='agency_id',
            record='referral_id',
            only_practitioner=None,
        ),
        earlyhelp.kit.rowsecurity.ProtectTable(
            table='signpost_appointment',
            owner='agency_id',
            record='referral_id',
            only_practitioner=None,
        ),
        earlyhelp.kit.rowsecurity.ProtectTable(
            table='signpost_referralmessage',
            owner='agency_id',
            record='referral_id',
            only_practitioner=None,
        ),
        earlyhelp.kit.rowsecurity.ProtectTable(
            table='signpost_assignment',
            owner='agency_id',
            record='referral_id',
            only_practitioner=None,
        ),
        earlyhelp.kit.rowsecurity.ProtectTable(
            table='signpost_answerlink',
            owner='agency_id',
            record='id',
            only_practitioner=None,
        ),
    ]
