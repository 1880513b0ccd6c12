"""Plans of families: goals, strengths beneath them, visits, distance travelled, levels, papers and private links."""

import django.contrib.postgres.fields
import django.db.models.deletion
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0007_coordinators_and_partners'),
        ('solve', '0008_how_a_part_ends'),
        ('understand', '0010_searches'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(help_text='1 is what matters most to them.')),
                ('added_at', models.DateTimeField()),
                ('end', models.CharField(blank=True, choices=[('reached', 'They reached it'), ('not_wanted', 'They do not want it any more'), ('another', 'Another goal took its place'), ('help_ended', 'The help ended before it was reached')], max_length=12)),
                ('end_words', models.CharField(blank=True, help_text='What the family says of it.', max_length=500)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('came_from', models.ForeignKey(blank=True, help_text='The goal of an earlier episode that this one goes on from.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goes_on_in', to='solve.goal')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='solve.episode')),
            ],
            options={
                'verbose_name': 'goal',
                'verbose_name_plural': 'goals',
                'ordering': ['position', 'added_at'],
            },
        ),
        migrations.AddField(
            model_name='action',
            name='goal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='solve.goal'),
        ),
        migrations.CreateModel(
            name='GoalStrength',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='solve.episode')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strengths', to='solve.goal')),
                ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('strength', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='understand.strength')),
            ],
            options={
                'verbose_name': 'strength beneath a goal',
                'verbose_name_plural': 'strengths beneath goals',
                'ordering': ['added_at'],
            },
        ),
        migrations.CreateModel(
            name='GoalVersion',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('words', models.TextField(help_text='In the family’s own words.', max_length=500)),
                ('language', models.CharField(choices=[('en', 'English'), ('cy', 'Cymraeg')], max_length=2)),
                ('who_reads', models.CharField(choices=[('own', 'Only the person whose goal it is'), ('family', 'Everybody in the family who takes part in the plan')], max_length=10)),
                ('agreed_on', models.DateField()),
                ('because', models.CharField(blank=True, help_text='Why the words changed.', max_length=300)),
                ('written_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='solve.episode')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='solve.goal')),
                ('whose', models.ForeignKey(blank=True, help_text='Empty for the family’s together.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.person')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version of a goal',
                'verbose_name_plural': 'versions of goals',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='NeedLevel',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Level 1: everyday services are enough'), (2, 'Level 2: some early help'), (3, 'Level 3: several needs, with a lead worker'), (4, 'Level 4: care and support, or protection')])),
                ('rationale', models.TextField(max_length=2000)),
                ('decided_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='need_levels', to='solve.episode')),
            ],
            options={
                'verbose_name': 'level of need',
                'verbose_name_plural': 'levels of need',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('readers', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), help_text='The members of the family that it is for.', size=None)),
                ('written_in', models.CharField(choices=[('en', 'English'), ('cy', 'Welsh'), ('both', 'Welsh and English')], max_length=4)),
                ('content', models.JSONField(help_text='Every word of it.')),
                ('is_final', models.BooleanField(default=False)),
                ('given_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='solve.episode')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'plan as it was given',
                'verbose_name_plural': 'plans as they were given',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='FamilyLink',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('text', 'Text message'), ('email', 'E-mail'), ('letter', 'Letter')], max_length=10)),
                ('destination', models.CharField(max_length=254)),
                ('code_way', models.CharField(choices=[('text', 'By text message'), ('email', 'By e-mail'), ('spoken', 'I say it to them myself')], max_length=10)),
                ('code_destination', models.CharField(blank=True, max_length=254)),
                ('written_in', models.CharField(choices=[('en', 'English'), ('cy', 'Welsh'), ('both', 'Welsh and English')], max_length=4)),
                ('secret_hash', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_why', models.CharField(blank=True, choices=[('replaced', 'A newer link took its place'), ('ended', 'A practitioner ended it'), ('locked', 'A wrong code was entered too often'), ('expired', 'Its time is over'), ('closed', 'The help ended')], max_length=10)),
                ('code_hash', models.CharField(blank=True, max_length=64)),
                ('code_expires_at', models.DateTimeField(blank=True, null=True)),
                ('codes_asked', models.PositiveSmallIntegerField(default=0)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('proven_at', models.DateTimeField(blank=True, null=True)),
                ('read_at', models.DateTimeField(blank=True, help_text='When they first read it.', null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='family_links', to='solve.episode')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.person')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='solve.planversion')),
            ],
            options={
                'verbose_name': 'private link of a family',
                'verbose_name_plural': 'private links of families',
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(help_text='0 for the first visit.')),
                ('kind', models.CharField(choices=[('first', 'First visit'), ('review', 'Review'), ('end', 'At the end')], max_length=10)),
                ('due_on', models.DateField()),
                ('due_why', models.CharField(blank=True, help_text='Why it is later than is usual.', max_length=300)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_late_at', models.DateTimeField(blank=True, null=True)),
                ('held_on', models.DateField(blank=True, null=True)),
                ('who_was_there', models.CharField(blank=True, max_length=500)),
                ('changed', models.TextField(blank=True, help_text='What has changed, as they say it.', max_length=2000)),
                ('recorded_at', models.DateTimeField(blank=True, null=True)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='solve.episode')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'review of a plan',
                'verbose_name_plural': 'reviews of plans',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Distance',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('mark', models.PositiveSmallIntegerField(blank=True, help_text='0 to 10; empty when they did not wish to say.', null=True)),
                ('said_by', models.CharField(help_text='Who said so.', max_length=200)),
                ('said_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='solve.episode')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='distances', to='solve.goal')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='distances', to='solve.review')),
            ],
            options={
                'verbose_name': 'distance travelled',
                'verbose_name_plural': 'distances travelled',
                'ordering': ['said_on', 'recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='FamilyReply',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('answer', models.CharField(choices=[('right', 'This is right'), ('change', 'Please change this')], max_length=10)),
                ('own_words', models.TextField(blank=True, max_length=2000)),
                ('language', models.CharField(max_length=2)),
                ('replied_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('what_was_done', models.CharField(blank=True, max_length=500)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='family_replies', to='solve.episode')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='solve.familylink')),
                ('seen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'answer of a family',
                'verbose_name_plural': 'answers of families',
                'ordering': ['-replied_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['right', 'change'])), name='reply_answer'), models.CheckConstraint(condition=models.Q(('answer', 'right'), models.Q(('own_words', ''), _negated=True), _connector='OR'), name='reply_says_what_to_change')],
            },
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ended_at', None), ('ended_by', None)), models.Q(('end__in', ['reached', 'not_wanted', 'another', 'help_ended']), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='goal_ends_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='goalstrength',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('goal', 'strength'), name='strength_once_beneath_a_goal'),
        ),
        migrations.AddConstraint(
            model_name='goalversion',
            constraint=models.UniqueConstraint(fields=('goal', 'number'), name='goal_version_once'),
        ),
        migrations.AddConstraint(
            model_name='goalversion',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='goal_has_words'),
        ),
        migrations.AddConstraint(
            model_name='goalversion',
            constraint=models.CheckConstraint(condition=models.Q(('who_reads', 'family'), models.Q(('who_reads', 'own'), ('whose__isnull', False)), _connector='OR'), name='goal_of_the_family_is_read_by_the_family'),
        ),
        migrations.AddConstraint(
            model_name='needlevel',
            constraint=models.UniqueConstraint(fields=('episode', 'number'), name='need_level_once'),
        ),
        migrations.AddConstraint(
            model_name='needlevel',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', [1, 2, 3, 4]), models.Q(('rationale', ''), _negated=True)), name='need_level_says_why'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('episode', 'number'), name='plan_version_once'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.CheckConstraint(condition=models.Q(('readers__len__gte', 1)), name='plan_version_for_somebody'),
        ),
        migrations.AddConstraint(
            model_name='familylink',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('episode', 'reader'), name='one_live_family_link'),
        ),
        migrations.AddConstraint(
            model_name='familylink',
            constraint=models.CheckConstraint(condition=models.Q(('channel', models.F('code_way')), _negated=True), name='family_link_two_ways'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('held_on', None), ('stopped_at', None)), fields=['agency', 'due_on'], name='review_to_come'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('episode', 'number'), name='review_once'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('held_on', None), ('stopped_at', None)), fields=('episode',), name='one_review_to_come'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'review', 'end'])), name='review_kind'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_on', None), ('recorded_at', None)), models.Q(('held_on__isnull', False), ('recorded_at__isnull', False), models.Q(('who_was_there', ''), _negated=True)), _connector='OR'), name='review_held_with_somebody'),
        ),
        migrations.AddConstraint(
            model_name='distance',
            constraint=models.UniqueConstraint(fields=('review', 'goal', 'person'), name='distance_once_a_visit'),
        ),
        migrations.AddConstraint(
            model_name='distance',
            constraint=models.CheckConstraint(condition=models.Q(('mark', None), models.Q(('mark__gte', 0), ('mark__lte', 10)), _connector='OR'), name='distance_from_0_to_10'),
        ),
        migrations.AddConstraint(
            model_name='distance',
            constraint=models.CheckConstraint(condition=models.Q(('said_by', ''), _negated=True), name='distance_says_who'),
        ),
        ProtectTable("solve_goal", record="episode_id"),
        ProtectTable("solve_goalversion", record="episode_id"),
        ProtectTable("solve_goalstrength", record="episode_id"),
        ProtectTable("solve_review", record="episode_id"),
        ProtectTable("solve_distance", record="episode_id"),
        ProtectTable("solve_needlevel", record="episode_id"),
        ProtectTable("solve_planversion", record="episode_id"),
        ProtectTable("solve_familylink", record="episode_id"),
        ProtectTable("solve_familyreply", record="episode_id"),
        # A private link stands for its reader: it sees itself, the one paper it was made for, and its own answers,
        # as long as it has not ended. It sees nothing else of the episode.
        migrations.RunSQL(
            "CREATE POLICY own ON solve_familylink USING (id = (SELECT actor_agency()))"
            " WITH CHECK (id = (SELECT actor_agency()))",
            "DROP POLICY own ON solve_familylink",
        ),
        migrations.RunSQL(
            "CREATE POLICY through_link ON solve_planversion FOR SELECT USING (id IN (SELECT version_id FROM"
            " solve_familylink WHERE id = (SELECT actor_agency()) AND ended_at IS NULL))",
            "DROP POLICY through_link ON solve_planversion",
        ),
        migrations.RunSQL(
            "CREATE POLICY through_link ON solve_familyreply USING (link_id = (SELECT actor_agency()))"
            " WITH CHECK (link_id = (SELECT actor_agency()))",
            "DROP POLICY through_link ON solve_familyreply",
        ),
    ]
