"""Both sides of a step are told once that its answer is late."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('solve', '0013_steps_and_supervision'),
    ]

    operations = [
        migrations.AddField(
            model_name='statutorystep',
            name='late_told_at',
            field=models.DateTimeField(blank=True, help_text='When both sides were told that the answer is late.', null=True),
        ),
    ]
