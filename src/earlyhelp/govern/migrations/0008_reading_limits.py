"""An agency says from how many openings on a person should look."""

from django.db import migrations, models

import earlyhelp.kit.models


class Migration(migrations.Migration):
    dependencies = [("govern", "0007_audit_by_month")]

    operations = [
        migrations.CreateModel(
            name="ReadingLimits",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("agency_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                (
                    "many",
                    models.PositiveSmallIntegerField(help_text="More different records than this within one hour."),
                ),
                (
                    "again",
                    models.PositiveSmallIntegerField(help_text="The same record so often within thirty days."),
                ),
                (
                    "at_night",
                    models.PositiveSmallIntegerField(help_text="So many pages between ten and six at night."),
                ),
                ("why", models.CharField(max_length=300)),
                ("set_by", models.UUIDField()),
                ("set_by_label", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "limits of unusual reading",
                "verbose_name_plural": "limits of unusual reading",
                "ordering": ["agency_id", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency_id", "number"), name="reading_limits_once"),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="reading_limits_say_why"
                    ),
                ],
            },
        ),
        # A version stays as it was set: a change is one version more.
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON govern_readinglimits FROM earlyhelp_app",
            "GRANT UPDATE, DELETE ON govern_readinglimits TO earlyhelp_app",
        ),
    ]
