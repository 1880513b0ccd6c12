"""What people are called in an episode, why a part in it ended, when it rests, and what the family said at its end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("solve", "0007_queue_of_the_hub")]

    operations = [
        migrations.AddField(
            "episode",
            "family_view",
            models.TextField(
                blank=True, help_text="What the family said of the help when it ended.", default=""
            ),
            preserve_default=False,
        ),
        migrations.AddField("episode", "paused_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "episode",
            "paused_why",
            models.CharField(blank=True, max_length=300, default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            "episode", "close_summary", models.TextField(blank=True, help_text="What changed.")
        ),
        migrations.AddField(
            "episodemember",
            "called",
            models.CharField(
                blank=True,
                max_length=200,
                help_text="What they are called among those who work with the family.",
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "episodeworker",
            "until_why",
            models.CharField(blank=True, max_length=300, help_text="Why their part ended.", default=""),
            preserve_default=False,
        ),
    ]
