"""Repeat contact by address looks postcodes up for every page of the queue."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identify", "0008_attachments")]

    operations = [
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["place_postcode"], name="notif_place_postcode"),
        ),
        migrations.AddIndex(
            model_name="reportedperson",
            index=models.Index(fields=["postcode"], name="reported_postcode"),
        ),
    ]
