"""Why a referral was taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signpost", "0004_referral_contact")]

    operations = [
        migrations.AddField(
            "referral",
            "withdraw_reason",
            models.CharField(
                blank=True,
                choices=[
                    ("consent", "The person took back their consent"),
                    ("not_needed", "The help is no longer needed"),
                    ("other_service", "Another service suits better"),
                    ("mistake", "It was sent by mistake"),
                ],
                default="",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                condition=models.Q(("state", "withdrawn"), ("withdraw_reason", ""), _connector="XOR"),
                name="referral_withdrawn_with_reason",
            ),
        ),
    ]
