"""Drafts do not stay for ever: their writers are warned first. Who has old ones is asked without reading any."""

from django.db import migrations, models

# A draft is its writer's alone, even for the service: this says whose to look at, and nothing of what they wrote.
WRITERS = """
CREATE FUNCTION identify_writers_of_old_drafts(before timestamptz)
RETURNS TABLE (writer uuid, agency uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT d.practitioner_id, d.agency_id FROM identify_draft AS d WHERE d.saved_at <= before
$$;
REVOKE ALL ON FUNCTION identify_writers_of_old_drafts(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identify_writers_of_old_drafts(timestamptz) TO earlyhelp_app;
"""


class Migration(migrations.Migration):
    dependencies = [("identify", "0006_prompts_and_relations")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="warned_at",
            field=models.DateTimeField(
                blank=True, help_text="When its writer was told that it will be deleted.", null=True
            ),
        ),
        migrations.RunSQL(WRITERS, "DROP FUNCTION identify_writers_of_old_drafts(timestamptz)"),
    ]
