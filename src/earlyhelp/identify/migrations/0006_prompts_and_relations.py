"""Prompts for each child, unborn children, relationships, and why words are missing."""

import django.db.models.deletion
from django.db import migrations, models

import earlyhelp.kit.models
from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [
        ("identify", "0005_amendments"),
        ("partnership", "0002_control_rooms_and_schools"),
    ]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="other_children",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "No other children"),
                    ("all_named", "Yes, and all of them are named here"),
                    ("not_named", "Yes, and some of them are not named here"),
                    ("not_known", "I do not know"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="strengths_missing",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_time", "I had no time to ask"),
                    ("not_seen", "I saw too little of them to say"),
                    ("none_named", "I asked, and they could name nothing today"),
                    ("unsafe", "It was not safe to ask"),
                    ("no_reason", "No reason was given"),
                ],
                help_text="Why `strengths` is empty.",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="wants",
            field=models.TextField(blank=True, help_text="What the person wants to happen."),
        ),
        migrations.AddField(
            model_name="notification",
            name="who_had_care",
            field=models.TextField(blank=True, help_text="Who was there, and who had care of the children."),
        ),
        migrations.AddField(
            model_name="notification",
            name="words_missing",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not_met", "I did not meet them"),
                    ("too_young", "They are too young to talk"),
                    ("asleep", "They were asleep"),
                    ("not_alone", "I could not talk to them without others who were there"),
                    ("chose_not", "They did not want to talk"),
                    ("no_language", "We had no language or way of talking in common"),
                    ("no_reason", "No reason was given"),
                ],
                help_text="Why own words are missing.",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="reportedperson",
            name="due_on",
            field=models.DateField(
                blank=True, help_text="When a child who is not born yet is expected.", null=True
            ),
        ),
        migrations.AddField(
            model_name="reportedperson",
            name="looked",
            field=models.TextField(blank=True, help_text="How they looked and reacted."),
        ),
        migrations.AddField(
            model_name="reportedperson",
            name="own_words",
            field=models.TextField(blank=True, help_text="What they said, as they said it."),
        ),
        migrations.AlterField(
            model_name="incidentperson",
            name="role",
            field=models.CharField(
                choices=[
                    ("subject", "The person who needs help"),
                    ("child", "A child in the household"),
                    ("unborn", "An unborn child"),
                    ("parent", "A parent or carer"),
                    ("partner", "A partner or former partner"),
                    ("family", "Other family"),
                    ("other", "Someone else"),
                    ("not_known", "Not known yet"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="reportedperson",
            name="role",
            field=models.CharField(
                choices=[
                    ("subject", "The person who needs help"),
                    ("child", "A child in the household"),
                    ("unborn", "An unborn child"),
                    ("parent", "A parent or carer"),
                    ("partner", "A partner or former partner"),
                    ("family", "Other family"),
                    ("other", "Someone else"),
                    ("not_known", "Not known yet"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="ReportedRelation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("parent", "Parent of"),
                            ("child", "Child of"),
                            ("step_parent", "Step-parent of"),
                            ("step_child", "Step-child of"),
                            ("grandparent", "Grandparent of"),
                            ("grandchild", "Grandchild of"),
                            ("sibling", "Brother or sister of"),
                            ("partner", "Partner of"),
                            ("former_partner", "Former partner of"),
                            ("carer", "Carer of"),
                            ("cared_for", "Cared for by"),
                            ("relative", "Other relative of"),
                            ("friend", "Friend or neighbour of"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "responsibility",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("has", "Has parental responsibility"),
                            ("has_not", "Does not have parental responsibility"),
                            ("not_known", "Not known whether they have parental responsibility"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
                    ),
                ),
                (
                    "notification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="identify.notification",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identify.reportedperson",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="identify.reportedperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "reported relationship",
                "verbose_name_plural": "reported relationships",
                "ordering": ["notification", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notification", "position"), name="relation_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("of")), _negated=True), name="relation_of_two"
                    ),
                ],
            },
        ),
        ProtectTable("identify_reportedrelation", record="notification_id"),
    ]
