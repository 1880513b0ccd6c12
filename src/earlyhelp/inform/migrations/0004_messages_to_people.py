import django.db.models.deletion
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('inform', '0003_more_templates'),
        ('partnership', '0003_supervisors'),
        ('govern', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='message',
            name='last_error',
            field=models.CharField(blank=True, choices=[('unreachable', 'The mail server could not be reached.'), ('busy', 'The mail server asked us to try again later.'), ('refused', 'The mail server refused the message.'), ('address_refused', 'The mail server does not accept this e-mail address.'), ('account_closed', "The reader's account is closed."), ('interrupted', 'Sending was interrupted, so the message may or may not have arrived.'), ('wrong_number', 'The telephone number can not receive text messages.'), ('not_set_up', 'This way of sending is not set up in this service.'), ('not_delivered', 'The message could not be delivered to this address or number.')], max_length=20),
        ),
        migrations.CreateModel(
            name='PersonMessage',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('about_label', models.CharField(max_length=80)),
                ('about_key', models.CharField(max_length=60)),
                ('channel', models.CharField(choices=[('text', 'Text message'), ('email', 'E-mail'), ('letter', 'Letter')], max_length=10)),
                ('wording', models.CharField(choices=[('call_us', 'Ask them to call us'), ('referred', 'Say that a service will be in touch'), ('service', 'Tell them how to reach a service'), ('appointment', 'Remind them of an appointment')], max_length=20)),
                ('written_in', models.CharField(choices=[('en', 'English'), ('cy', 'Welsh'), ('both', 'Welsh and English')], max_length=4)),
                ('destination', models.TextField(max_length=500)),
                ('body_en', models.TextField(blank=True)),
                ('body_cy', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('failed', 'Not sent'), ('to_post', 'To be printed and posted'), ('posted', 'Posted'), ('stopped', 'Stopped before it was sent')], max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('written_at', models.DateTimeField()),
                ('tried_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('gateway_key', models.CharField(blank=True, max_length=40)),
                ('last_error', models.CharField(blank=True, choices=[('unreachable', 'The mail server could not be reached.'), ('busy', 'The mail server asked us to try again later.'), ('refused', 'The mail server refused the message.'), ('address_refused', 'The mail server does not accept this e-mail address.'), ('account_closed', "The reader's account is closed."), ('interrupted', 'Sending was interrupted, so the message may or may not have arrived.'), ('wrong_number', 'The telephone number can not receive text messages.'), ('not_set_up', 'This way of sending is not set up in this service.'), ('not_delivered', 'The message could not be delivered to this address or number.')], max_length=20)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'message to a person',
                'verbose_name_plural': 'messages to people',
                'ordering': ['-written_at', '-id'],
                'indexes': [models.Index(fields=['agency', 'about_key'], name='person_message_about'), models.Index(condition=models.Q(('state__in', ['queued', 'sending', 'sent'])), fields=['agency', 'tried_at'], name='person_message_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sending', 'sent', 'delivered', 'failed', 'to_post', 'posted', 'stopped'])), name='person_message_state_known'), models.CheckConstraint(condition=models.Q(('channel__in', ['text', 'email', 'letter'])), name='person_message_channel_known'), models.CheckConstraint(condition=models.Q(('wording__in', ['call_us', 'referred', 'service', 'appointment'])), name='person_message_wording_known'), models.CheckConstraint(condition=models.Q(models.Q(('body_cy', ''), ('written_in', 'en')), models.Q(('body_en', ''), ('written_in', 'cy')), models.Q(('written_in', 'both'), models.Q(('body_en', ''), _negated=True), models.Q(('body_cy', ''), _negated=True)), _connector='OR'), name='person_message_in_its_language')],
            },
        ),
        # Whoever is involved in a record of another agency still does not see what that agency wrote to people.
        ProtectTable("inform_personmessage", record=None),
    ]
