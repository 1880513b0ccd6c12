"""What an officer changes after sending: rows that only grow, and people that take the place of others."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models
from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("identify", "0004_incidents"),
        ("govern", "0002_walls"),
        ("partnership", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reportedperson",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                help_text="The row that this one takes the place of. That one stays as it was sent.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="identify.reportedperson",
            ),
        ),
        migrations.AddField(
            model_name="reportedperson",
            name="place",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Where a corrected person stands in the list, when not at `position`.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="1 for the first change after sending."),
                ),
                ("reason", models.TextField()),
                ("changes", models.JSONField()),
                ("amended_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.agency",
                    ),
                ),
                (
                    "amended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="identify.notification",
                    ),
                ),
            ],
            options={
                "verbose_name": "amendment",
                "verbose_name_plural": "amendments",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=["notification", "number"], name="amendment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="amendment_has_reason"
                    ),
                ],
            },
        ),
        ProtectTable("identify_amendment", record="notification_id"),
        migrations.RunSQL(
            "REVOKE UPDATE ON identify_amendment FROM earlyhelp_app",
            "GRANT UPDATE ON identify_amendment TO earlyhelp_app",
        ),
    ]
