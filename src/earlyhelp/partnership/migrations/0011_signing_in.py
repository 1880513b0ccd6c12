"""How practitioners show who they are; and the tables of the part that slowed guessing before go."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models

FORMER = """
DROP TABLE IF EXISTS axes_accessattemptexpiration, axes_accessfailurelog, axes_accesslog, axes_accessattempt;
DELETE FROM django_migrations WHERE app = 'axes';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0010_joiners_and_leavers"),
    ]

    operations = [
        migrations.RunSQL(FORMER, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="AgencyIdentity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.CharField(max_length=255)),
                (
                    "linked_how",
                    models.CharField(
                        choices=[
                            ("invited", "Only by an invitation that they opened"),
                            ("work_email", "By a work e-mail address that the provider has checked"),
                        ],
                        max_length=20,
                    ),
                ),
                ("linked_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "identity at an agency",
                "verbose_name_plural": "identities at agencies",
            },
        ),
        migrations.CreateModel(
            name="IdentityProvider",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("issuer", models.URLField(unique=True)),
                ("client_id", models.CharField(max_length=200)),
                (
                    "shown_by",
                    models.CharField(
                        choices=[
                            ("private_key_jwt", "A private key of its own"),
                            ("client_secret_basic", "A secret that both know"),
                        ],
                        default="private_key_jwt",
                        max_length=30,
                    ),
                ),
                (
                    "secret_name",
                    models.CharField(help_text="The name of a variable of the environment.", max_length=80),
                ),
                (
                    "first_link",
                    models.CharField(
                        choices=[
                            ("invited", "Only by an invitation that they opened"),
                            ("work_email", "By a work e-mail address that the provider has checked"),
                        ],
                        default="invited",
                        max_length=20,
                    ),
                ),
                ("is_live", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "identity provider",
                "verbose_name_plural": "identity providers",
                "ordering": ["agency__name_en", "issuer"],
            },
        ),
        migrations.CreateModel(
            name="OpenSession",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("session_key", models.CharField(max_length=40, unique=True)),
                (
                    "device",
                    models.CharField(blank=True, help_text="Such as Firefox, Windows.", max_length=60),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("password", "With a password"),
                            ("password_and_factor", "With a password and a second step"),
                            ("passkey", "With a passkey"),
                            ("agency", "Through their own agency"),
                            ("persona", "As a person of the demonstration"),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signed_out", "Signed out"),
                            ("elsewhere", "Ended from another device"),
                            ("too_many", "Ended because there were newer ones"),
                            ("changed", "Ended because their work changed"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "verbose_name": "open session",
                "verbose_name_plural": "open sessions",
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "recovery code",
                "verbose_name_plural": "recovery codes",
            },
        ),
        migrations.CreateModel(
            name="SecondFactor",
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
                        choices=[("app", "Authenticator app"), ("passkey", "Passkey")], max_length=10
                    ),
                ),
                ("name", models.CharField(help_text="What its holder calls it.", max_length=60)),
                (
                    "secret",
                    models.BinaryField(help_text="An app’s seed, encrypted; or a passkey’s public key."),
                ),
                (
                    "credential",
                    models.BinaryField(help_text="A passkey’s own number.", null=True, unique=True),
                ),
                (
                    "counter",
                    models.BigIntegerField(default=0, help_text="The last code or signature that was used."),
                ),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "second factor",
                "verbose_name_plural": "second factors",
                "ordering": ["made_at"],
            },
        ),
        migrations.CreateModel(
            name="WrongTry",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("account", "One account, from devices it was never used on"),
                            ("device", "One account, on a device it was used on before"),
                            ("address", "One network address"),
                        ],
                        max_length=10,
                    ),
                ),
                ("times", models.PositiveIntegerField()),
                ("last_at", models.DateTimeField()),
                ("wait_until", models.DateTimeField()),
            ],
            options={
                "verbose_name": "wrong try",
                "verbose_name_plural": "wrong tries",
            },
        ),
        migrations.AddField(
            model_name="agencyidentity",
            name="practitioner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agency_identities",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identityprovider",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identity_providers",
                to="partnership.agency",
            ),
        ),
        migrations.AddField(
            model_name="agencyidentity",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identities",
                to="partnership.identityprovider",
            ),
        ),
        migrations.AddField(
            model_name="opensession",
            name="practitioner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="open_sessions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recoverycode",
            name="practitioner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recovery_codes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="secondfactor",
            name="practitioner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="second_factors",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="wrongtry",
            index=models.Index(fields=["last_at"], name="try_last_at"),
        ),
        migrations.AddConstraint(
            model_name="agencyidentity",
            constraint=models.UniqueConstraint(
                fields=("provider", "subject"), name="one_practitioner_per_subject"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyidentity",
            constraint=models.UniqueConstraint(
                fields=("provider", "practitioner"), name="one_subject_per_practitioner"
            ),
        ),
        migrations.AddIndex(
            model_name="opensession",
            index=models.Index(fields=["practitioner", "ended_at"], name="session_practitioner"),
        ),
        migrations.AddConstraint(
            model_name="recoverycode",
            constraint=models.UniqueConstraint(fields=("practitioner", "digest"), name="recovery_code_once"),
        ),
        migrations.AddConstraint(
            model_name="secondfactor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("credential", None), ("kind", "app")),
                    models.Q(("credential__isnull", False), ("kind", "passkey")),
                    _connector="OR",
                ),
                name="passkey_has_a_number",
            ),
        ),
    ]
