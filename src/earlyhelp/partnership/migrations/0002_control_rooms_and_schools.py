"""Control rooms write notifications too, and so do schools and GP practices."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agency",
            name="kind",
            field=models.CharField(
                choices=[
                    ("police", "Police force"),
                    ("commissioner", "Police and crime commissioner"),
                    ("public_health", "Public health"),
                    ("health_board", "Health board"),
                    ("council", "Council"),
                    ("charity", "Charity"),
                    ("prison_probation", "Prison and probation"),
                    ("youth_justice", "Youth justice"),
                    ("housing", "Housing association"),
                    ("school", "School"),
                    ("gp_practice", "GP practice"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="team",
            name="kind",
            field=models.CharField(
                choices=[
                    ("response", "Response policing"),
                    ("control_room", "Control room"),
                    ("front_door", "Early help front door"),
                    ("safeguarding", "Statutory safeguarding"),
                    ("service", "Service for families and adults"),
                    ("governance", "Information governance"),
                    ("running", "Running the service"),
                ],
                max_length=20,
            ),
        ),
    ]
