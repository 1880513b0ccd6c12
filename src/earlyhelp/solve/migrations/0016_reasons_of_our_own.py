"""A council may add reasons of its own for letting a notification rest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("solve", "0015_kept_from")]

    operations = [
        migrations.RemoveConstraint(model_name="hold", name="hold_reason_is_known"),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason__in", ["family_away", "family_asked", "safe_time", "visit", "meeting", "records"]),
                    ("reason__startswith", "own-"),
                    _connector="OR",
                ),
                name="hold_reason_is_known",
            ),
        ),
    ]
