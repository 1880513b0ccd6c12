"""Agreements may cover records, and PostgreSQL can ask with whom the actor's agency shares what today."""

import django.contrib.postgres.fields
from django.db import migrations, models

SHARING = """
CREATE FUNCTION agencies_sharing(data_set text) RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT theirs.agency_id), '{}')
  FROM partnership_sharingagreement_parties AS mine
  JOIN partnership_sharingagreement AS a ON a.id = mine.sharingagreement_id
  JOIN partnership_sharingagreement_parties AS theirs ON theirs.sharingagreement_id = a.id
  WHERE mine.agency_id = actor_agency() AND a.purpose = 'early_help' AND data_set = ANY (a.data_sets)
    AND a.starts_on <= (now() AT TIME ZONE 'Europe/London')::date
    AND (a.ends_on IS NULL OR a.ends_on >= (now() AT TIME ZONE 'Europe/London')::date)
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0003_supervisors'),
        ('govern', '0002_walls'),
    ]

    operations = [
        migrations.AlterField(
            model_name='sharingagreement',
            name='data_sets',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('notification', 'Notification as reported'), ('referral', 'Referral: the least a service needs'), ('feedback', 'What happened, for the person who reported'), ('records', 'Records of the people whom a partner knows')], max_length=30), size=None),
        ),
        migrations.RunSQL(SHARING, "DROP FUNCTION agencies_sharing(text)"),
    ]
