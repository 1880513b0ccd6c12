"""Photos and PDFs that belong to a notification. Why they lie in the database: docs/adr/0011-attachments.md."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models
from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("identify", "0007_draft_warnings"),
        ("govern", "0002_walls"),
        ("partnership", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("jpeg", "Photo (JPEG)"),
                            ("png", "Picture (PNG)"),
                            ("pdf", "Document (PDF)"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "shows",
                    models.CharField(
                        blank=True, help_text="What can be seen, in the officer's words.", max_length=200
                    ),
                ),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField(help_text="Bytes.")),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of what was sent: the same file twice is one.", max_length=64
                    ),
                ),
                ("is_scanned", models.BooleanField(help_text="Whether a virus scanner has passed it.")),
                ("attached_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.agency",
                    ),
                ),
                (
                    "attached_by",
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
                        related_name="attachments",
                        to="identify.notification",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["attached_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("notification", "digest"), name="attachment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("size__lte", 10000000)), name="attachment_not_too_large"
                    ),
                ],
            },
        ),
        ProtectTable("identify_attachment", record="notification_id"),
        migrations.RunSQL(
            "REVOKE UPDATE ON identify_attachment FROM earlyhelp_app",
            "GRANT UPDATE ON identify_attachment TO earlyhelp_app",
        ),
    ]
