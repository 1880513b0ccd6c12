"""An e-mail address where that is the safe way, the promise of a waiting list, and no address where none is safe."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signpost", "0003_walls")]

    operations = [
        migrations.AddField(
            "referral",
            "person_email",
            models.EmailField(blank=True, default="", max_length=254),
            preserve_default=False,
        ),
        migrations.AddField(
            "referral",
            "hears_progress",
            models.BooleanField(
                default=False, help_text="The person agrees that the service tells the front door how it goes."
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "signposting",
            "told_how",
            models.CharField(
                choices=[
                    ("in_person", "In person"),
                    ("telephone", "On the telephone"),
                    ("text", "By text message"),
                    ("email", "By e-mail"),
                    ("letter", "By letter"),
                    ("through", "Through someone they trust"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            "referral",
            "next_update_on",
            models.DateField(
                blank=True,
                help_text="The day by which a service with a waiting list promised news.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                condition=models.Q(("state", "waiting"), ("next_update_on", None), _connector="XOR"),
                name="referral_waiting_with_promise",
            ),
        ),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("safe_contact", "none"), _negated=True),
                    models.Q(("person_address", ""), ("person_email", ""), ("person_telephone", "")),
                    _connector="OR",
                ),
                name="referral_unsafe_without_address",
            ),
        ),
    ]
