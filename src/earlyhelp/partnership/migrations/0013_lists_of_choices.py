"""What agencies change in the lists of choices that they keep."""

import django.db.models.deletion
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0012_disclosed_by_duty'),
    ]

    operations = [
        migrations.CreateModel(
            name='CodeChange',
            fields=[
                ('id', models.UUIDField(default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False)),
                ('code_list', models.SlugField(max_length=40)),
                ('number', models.PositiveIntegerField()),
                ('value', models.CharField(max_length=30)),
                ('group', models.CharField(blank=True, max_length=30)),
                ('words_en', models.CharField(max_length=120)),
                ('words_cy', models.CharField(max_length=120)),
                ('offered', models.BooleanField(help_text='False: no longer offered, and still shown where it was chosen.')),
                ('why', models.CharField(max_length=300)),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version of a list',
                'verbose_name_plural': 'versions of lists',
                'ordering': ['agency', 'code_list', 'number'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'code_list', 'number'), name='code_change_once'), models.CheckConstraint(condition=models.Q(models.Q(('words_en', ''), _negated=True), models.Q(('words_cy', ''), _negated=True), models.Q(('why', ''), _negated=True)), name='code_change_says_all')],
            },
        ),
        # A version stays as it was made: a change is one version more.
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON partnership_codechange FROM earlyhelp_app",
            "GRANT UPDATE, DELETE ON partnership_codechange TO earlyhelp_app",
        ),
    ]
