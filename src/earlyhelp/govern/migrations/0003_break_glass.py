"""Opening one record in an emergency. What it opens, the rooms above say in policies of their own."""

import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import earlyhelp.kit.models

# Only whoever opened it writes the row, in their own name, and later nothing but the moment at which they close it.
WALLS = """
ALTER TABLE govern_breakglass ENABLE ROW LEVEL SECURITY;
CREATE POLICY theirs ON govern_breakglass FOR SELECT USING (
  owner_agency_id = (SELECT actor_agency())
  OR (agency_id = (SELECT actor_agency()) AND practitioner_id = (SELECT actor_practitioner())));
CREATE POLICY oneself ON govern_breakglass FOR INSERT WITH CHECK (
  agency_id = (SELECT actor_agency()) AND practitioner_id = (SELECT actor_practitioner()));
CREATE POLICY closed ON govern_breakglass FOR UPDATE USING (
  agency_id = (SELECT actor_agency()) AND practitioner_id = (SELECT actor_practitioner()));
REVOKE UPDATE, DELETE, TRUNCATE ON govern_breakglass FROM earlyhelp_app;
GRANT UPDATE (closed_at) ON govern_breakglass TO earlyhelp_app;
ALTER TABLE govern_glassword ENABLE ROW LEVEL SECURITY;
CREATE POLICY theirs ON govern_glassword FOR SELECT USING (
  agency_id = (SELECT actor_agency()) OR EXISTS (SELECT 1 FROM govern_breakglass AS g WHERE g.id = glass_id));
CREATE POLICY oneself ON govern_glassword FOR INSERT WITH CHECK (
  agency_id = (SELECT actor_agency()) AND said_by = (SELECT actor_practitioner())
  AND EXISTS (SELECT 1 FROM govern_breakglass AS g WHERE g.id = glass_id));
REVOKE UPDATE, DELETE, TRUNCATE ON govern_glassword FROM earlyhelp_app;
"""
OPEN = """
DROP POLICY theirs ON govern_breakglass; DROP POLICY oneself ON govern_breakglass;
DROP POLICY closed ON govern_breakglass; ALTER TABLE govern_breakglass DISABLE ROW LEVEL SECURITY;
DROP POLICY theirs ON govern_glassword; DROP POLICY oneself ON govern_glassword;
ALTER TABLE govern_glassword DISABLE ROW LEVEL SECURITY;
"""


def _key() -> tuple[str, models.UUIDField]:
    field = models.UUIDField(
        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
    )
    return ("id", field)


class Migration(migrations.Migration):
    dependencies = [("govern", "0002_walls")]

    operations = [
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                _key(),
                ("record_label", models.CharField(max_length=80)),
                ("record_id", models.UUIDField()),
                ("record_reference", models.CharField(max_length=30)),
                ("owner_agency_id", models.UUIDField()),
                ("agency_id", models.UUIDField(help_text="The agency of whoever opened it.")),
                ("agency_label", models.CharField(max_length=200)),
                ("practitioner_id", models.UUIDField()),
                ("practitioner_label", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=30)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("life", "Somebody’s life is in danger now"),
                            ("child", "A child must be protected today"),
                            ("adult", "An adult at risk must be protected today"),
                            ("missing", "Somebody is missing"),
                            ("staff", "A colleague is about to meet them, and may be in danger"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(help_text="What is happening, in their words.")),
                ("is_restricted", models.BooleanField(default=False)),
                (
                    "why_no_reader",
                    models.TextField(
                        blank=True,
                        help_text="Why it can not wait for one of those who may read a restricted record.",
                    ),
                ),
                (
                    "told",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        default=list,
                        help_text="Who was told at once.",
                        size=None,
                    ),
                ),
                ("broken_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "review_by",
                    models.DateField(help_text="The working day by which the owner’s officer reviews it."),
                ),
            ],
            options={
                "verbose_name": "opening in an emergency",
                "verbose_name_plural": "openings in an emergency",
                "ordering": ["-broken_at"],
                "indexes": [
                    models.Index(fields=["practitioner_id", "until_at"], name="glass_of_practitioner"),
                    models.Index(fields=["owner_agency_id", "-broken_at"], name="glass_of_owner"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "until_at__lte",
                                models.expressions.CombinedExpression(
                                    models.F("broken_at"),
                                    "+",
                                    models.Value(datetime.timedelta(seconds=7200)),
                                ),
                            )
                        ),
                        name="glass_two_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="glass_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_restricted", False),
                            models.Q(("why_no_reader", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="glass_restricted_says_more",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GlassWord",
            fields=[
                _key(),
                ("agency_id", models.UUIDField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("close", "Whoever opened it closes it"),
                            ("run_out", "Two hours have passed"),
                            ("ask", "The owner’s officer asks more"),
                            ("answer", "Whoever opened it answers"),
                            ("justify", "The owner’s officer finds it justified"),
                            ("condemn", "The owner’s officer finds it not justified"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("said_by", models.UUIDField()),
                ("said_by_label", models.CharField(max_length=200)),
                ("said_at", models.DateTimeField()),
                (
                    "glass",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="govern.breakglass",
                    ),
                ),
            ],
            options={
                "verbose_name": "word about an opening in an emergency",
                "verbose_name_plural": "words about openings in an emergency",
                "ordering": ["said_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="glass_word_says_something"
                    )
                ],
            },
        ),
        migrations.RunSQL(WALLS, OPEN),
    ]
