"""What people answer about consent, children's understanding, and notices. A consent of a referral names its agency."""

import django.db.models.deletion
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0001_initial'),
        ('understand', '0010_searches'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='to_agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency'),
        ),
        migrations.CreateModel(
            name='CompetenceView',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('take_part', 'To take part in early help'), ('share', 'To let others know what they need to know to help'), ('write', 'To be written to')], max_length=10)),
                ('understands', models.BooleanField()),
                ('why', models.TextField()),
                ('assessed_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence_views', to='understand.person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('to_team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.team')),
            ],
            options={
                'verbose_name': 'view of a child’s understanding',
                'verbose_name_plural': 'views of children’s understanding',
                'ordering': ['recorded_at', 'id'],
                'indexes': [models.Index(fields=['person'], name='competenceview_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='competenceview_says_why'), models.CheckConstraint(condition=models.Q(('to_agency', None), ('to_team', None), _connector='OR'), name='competenceview_to_one')],
            },
        ),
        migrations.CreateModel(
            name='ConsentAnswer',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('take_part', 'To take part in early help'), ('share', 'To let others know what they need to know to help'), ('write', 'To be written to')], max_length=10)),
                ('kind', models.CharField(choices=[('yes', 'Said yes'), ('no', 'Said no'), ('not_needed', 'Gave none, and need give none'), ('taken_back', 'Took it back')], max_length=10)),
                ('given_by', models.CharField(choices=[('self', 'The person themselves'), ('parent', 'A parent or someone with parental responsibility'), ('carer', 'A carer or guardian'), ('attorney', 'Someone with lasting power of attorney, or a deputy')], max_length=20)),
                ('given_by_name', models.CharField(blank=True, max_length=200)),
                ('evidence', models.CharField(blank=True, choices=[('paper', 'Signed on paper, which I have seen'), ('aloud', 'Said aloud, and I heard it'), ('telephone', 'Said on the telephone'), ('own_link', 'Said by themselves through their private link'), ('written', 'Written, in a letter or a message')], max_length=10)),
                ('kept_where', models.CharField(blank=True, help_text='Where the signed paper is kept.', max_length=200)),
                ('words', models.CharField(blank=True, help_text='What they said, or why.', max_length=500)),
                ('said_on', models.DateField()),
                ('ask_again_on', models.DateField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('given_by_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consent_answers', to='understand.person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('to_team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.team')),
            ],
            options={
                'verbose_name': 'answer about consent',
                'verbose_name_plural': 'answers about consent',
                'ordering': ['recorded_at', 'id'],
                'indexes': [models.Index(fields=['person', 'recorded_at'], name='consentanswer_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('to_agency', None), ('to_team', None), _connector='OR'), name='consentanswer_to_one'), models.CheckConstraint(condition=models.Q(('kind__in', ['yes', 'no', 'not_needed', 'taken_back']), ('purpose__in', ['take_part', 'share', 'write'])), name='consentanswer_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'yes'), models.Q(('evidence', ''), _negated=True)), models.Q(models.Q(('kind', 'yes'), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='consentanswer_says_how_or_why')],
            },
        ),
        migrations.CreateModel(
            name='NoticeGiven',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(choices=[('cy', 'Welsh'), ('en', 'English'), ('both', 'Welsh and English'), ('other', 'Another language, with an interpreter')], max_length=5)),
                ('form', models.CharField(choices=[('paper', 'On paper'), ('read_out', 'Read out and talked through'), ('screen', 'Shown on a screen'), ('sent', 'Sent to them'), ('signed', 'In British Sign Language'), ('other', 'In another way, with an interpreter')], max_length=10)),
                ('to_whom', models.CharField(blank=True, help_text='Who was given it, if not the person themselves.', max_length=200)),
                ('edition', models.CharField(max_length=20)),
                ('given_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices_given', to='understand.person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'privacy notice given',
                'verbose_name_plural': 'privacy notices given',
                'ordering': ['-recorded_at', '-id'],
                'indexes': [models.Index(fields=['person'], name='noticegiven_person')],
            },
        ),
        # Whoever has a live grant on the person sees what they agreed to, and writes down what they hear.
        ProtectTable("understand_consentanswer", record="person_id"),
        ProtectTable("understand_competenceview", record="person_id"),
        ProtectTable("understand_noticegiven", record="person_id"),
    ]
