"""A consent that was recorded with a referral reaches the agency of its service. Nothing is lost on the way back."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("signpost", "0008_what_people_say"), ("understand", "0011_consent_answers")]

    operations = [
        migrations.RunSQL(
            """
            UPDATE understand_consent AS c SET to_agency_id = r.receiving_agency_id
            FROM signpost_referral AS r WHERE r.consent_id = c.id AND c.to_agency_id IS NULL
            """,
            migrations.RunSQL.noop,
        )
    ]
