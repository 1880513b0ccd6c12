"""What a person said their ethnic group is, so that it can be seen whether everybody is treated fairly."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('understand', '0012_kept_from'),
    ]

    operations = [
        migrations.AddField(
            model_name='personstatement',
            name='ethnicity',
            field=models.CharField(choices=[('asian', 'Asian, Asian Welsh or Asian British'), ('black', 'Black, Black Welsh, Black British, Caribbean or African'), ('mixed', 'Mixed or multiple ethnic groups'), ('white', 'White'), ('other', 'Another ethnic group'), ('declined', 'They did not want to say'), ('not_known', 'Not asked yet')], default='not_known', help_text='For figures of fairness; no rule asks for it.', max_length=9),
        ),
        migrations.AddConstraint(
            model_name='personstatement',
            constraint=models.CheckConstraint(condition=models.Q(('ethnicity__in', ['asian', 'black', 'mixed', 'white', 'other', 'declined', 'not_known'])), name='statement_ethnicity_is_known'),
        ),
    ]
