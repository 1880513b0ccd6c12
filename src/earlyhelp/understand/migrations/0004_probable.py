"""Find by the index the reports that hold all of some keys: the same name, in any form, and date of birth.

Looks as the owner for the same reason as `understand_alike` (0003), and asks for the same ownership or live grant.
What a colleague said is not the same person is left out.
"""

from django.db import migrations

HOLDING = """
CREATE FUNCTION understand_holding(sought uuid[], but uuid[], keys text[])
RETURNS TABLE (
  asked uuid, person_id uuid, notification_id uuid, submitted_at timestamptz, agency_id uuid, incident varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT q.but, l.person_id, n.id, n.submitted_at, n.agency_id, n.incident_number
  FROM unnest(sought, but, keys) AS q(id, but, keys)
  CROSS JOIN LATERAL (
    SELECT r.id, r.notification_id FROM identify_reportedperson AS r
    WHERE r.search_keys @> q.keys::bigint[] AND r.notification_id <> q.but
      AND (r.agency_id = actor_agency() OR EXISTS (
        SELECT 1 FROM govern_accessgrant AS g
        WHERE g.record_id = r.notification_id AND g.agency_id = actor_agency()
          AND (g.until_at IS NULL OR g.until_at > now())))
    LIMIT 200) AS r
  JOIN identify_notification AS n ON n.id = r.notification_id
  LEFT JOIN understand_personlink AS l
    ON l.reported_id = r.id AND l.undone_at IS NULL AND l.agency_id = actor_agency()
  WHERE NOT EXISTS (
      SELECT 1 FROM understand_notsame AS s
      WHERE s.agency_id = actor_agency() AND s.reported_id = q.id
        AND (s.other_id = r.id OR s.person_id = l.person_id))
    AND NOT EXISTS (
      SELECT 1 FROM understand_notsame AS s
      WHERE s.agency_id = actor_agency() AND s.reported_id = r.id AND s.other_id = q.id)
$$;
REVOKE ALL ON FUNCTION understand_holding(uuid[], uuid[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION understand_holding(uuid[], uuid[], text[]) TO earlyhelp_app;
"""


class Migration(migrations.Migration):
    dependencies = [("understand", "0003_said_and_alike")]

    operations = [
        migrations.RunSQL(HOLDING, "DROP FUNCTION understand_holding(uuid[], uuid[], text[])"),
    ]
