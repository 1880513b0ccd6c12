"""Lateral checks, who follows a decision up and what the family was told, and by when an officer answers a question."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models
from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("identify", "0008_attachments"),
        ("partnership", "0008_checks_shared"),
        ("solve", "0010_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="due_at",
            field=models.DateTimeField(blank=True, help_text="By when the answer is wanted.", null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="late_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("question", models.CharField(max_length=500)),
                ("why", models.CharField(max_length=500)),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "asked_by",
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
                        related_name="checks",
                        to="identify.notification",
                    ),
                ),
            ],
            options={
                "verbose_name": "check",
                "verbose_name_plural": "checks",
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="CheckPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("given_name", models.CharField(blank=True, max_length=100)),
                ("family_name", models.CharField(blank=True, max_length=100)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                (
                    "safe_contact",
                    models.CharField(
                        choices=[
                            ("any", "Any way is safe"),
                            ("call", "Telephone call, no voicemail"),
                            ("text", "Text message only"),
                            ("email", "E-mail only"),
                            ("visit", "Visit, do not call first"),
                            ("through", "Through someone they trust"),
                            ("none", "Do not contact: it is not safe"),
                            ("not_known", "Not known yet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("safe_contact_note", models.CharField(blank=True, max_length=1000)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "checked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="solve.check"
                    ),
                ),
                (
                    "reported",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identify.reportedperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "person in a check",
                "verbose_name_plural": "people in checks",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="CheckAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "known",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_known", "Not known to us"),
                            ("known", "Known to us, in a few words"),
                            ("call_me", "Known to us, please call me"),
                        ],
                        max_length=10,
                    ),
                ),
                ("summary", models.CharField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "It is no longer needed"),
                            ("mistake", "It was asked by mistake"),
                            ("nobody_answered", "Nobody answered for 28 days"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("late_told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "checked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="solve.check"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty when the service itself took it back, because nobody answered.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="solve.checkperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a check",
                "verbose_name_plural": "answers to checks",
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FamilyWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("wrote", "We wrote to them in a safe way"),
                            ("called", "We told them by telephone"),
                            ("met", "We told them face to face"),
                            ("knew", "They were there when it was decided"),
                            ("not_safe", "Not told: there is no safe way"),
                            ("harm", "Not told: it could put somebody at risk"),
                            ("not_reached", "Not told: we could not reach them"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("said_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_words",
                        to="solve.decision",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "word to a family",
                "verbose_name_plural": "words to families",
                "ordering": ["-said_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("next_on", models.DateField(blank=True, null=True)),
                ("because", models.CharField(max_length=500)),
                ("set_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="solve.decision",
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up of a decision",
                "verbose_name_plural": "follow-ups of decisions",
                "ordering": ["-set_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="checkperson",
            constraint=models.UniqueConstraint(fields=("checked", "reported"), name="check_names_once"),
        ),
        migrations.AddIndex(
            model_name="checkanswer",
            index=models.Index(
                fields=["asked", "answered_at", "withdrawn_at", "due_at"], name="check_answer_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkanswer",
            constraint=models.UniqueConstraint(fields=("person", "asked"), name="check_asks_once"),
        ),
        migrations.AddConstraint(
            model_name="checkanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("answered_by", None), ("known", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("known", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="check_answer_says_who_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_why", "")),
                    models.Q(
                        ("answered_at", None),
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="check_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("practitioner__isnull", False), ("team", None)),
                    models.Q(("practitioner", None), ("team__isnull", False)),
                    _connector="OR",
                ),
                name="follow_up_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True), name="follow_up_says_why"
            ),
        ),
        ProtectTable("solve_check"),
        ProtectTable("solve_checkperson", record="checked_id"),
        ProtectTable("solve_checkanswer"),
        ProtectTable("solve_followup", record=None),
        ProtectTable("solve_familyword", record=None),
    ]
