"""Links by which somebody who forgot their password sets another one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models


class Migration(migrations.Migration):
    dependencies = [("partnership", "0013_lists_of_choices")]

    operations = [
        migrations.CreateModel(
            name="PasswordLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField()),
                (
                    "secret_hash",
                    models.CharField(blank=True, help_text="Empty until it is sent.", max_length=64),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("used", "It was used"),
                            ("replaced", "A newer link took its place"),
                            ("expired", "Its time is over"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="password_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "link to another password",
                "verbose_name_plural": "links to another password",
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("practitioner",),
                        name="one_live_password_link",
                    )
                ],
            },
        ),
    ]
