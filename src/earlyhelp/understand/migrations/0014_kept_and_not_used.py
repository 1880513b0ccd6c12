"""A record that is restricted because the person asked for it is kept and not used, in PostgreSQL too.

`understand_stilled` says which people asked. What was told of them is not there for any practitioner, whichever agency
they work for, until the mark is lifted. Information-governance officers, who answer the request, and jobs of the
service still see it: packs, retention and erasure need it.
What keeps people safe stays: warning notes, safe ways to reach them, hidden addresses, whom they are kept apart from,
and what they answered about consent. An emergency opens one record for reading, as it opens any other.
"""

# ruff: noqa: S608 - the pieces are this file's own names
from django.db import migrations

_HEAD = "STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp"
STILLED = f"""
CREATE FUNCTION understand_stilled(agency uuid, practitioner uuid) RETURNS uuid[] LANGUAGE plpgsql {_HEAD} AS $$
DECLARE
  stilled uuid[];
BEGIN
  IF practitioner IS NULL THEN
    RETURN '{{}}';
  END IF;
  stilled := ARRAY(
    SELECT m.record_id FROM govern_recordmark AS m WHERE m.kind = 'restricted' AND m.until_at IS NULL);
  IF stilled = '{{}}' OR EXISTS (
      SELECT 1 FROM partnership_practitioner AS p
      WHERE p.id = practitioner AND p.agency_id = agency AND p.role = 'auditor') THEN
    RETURN '{{}}';
  END IF;
  RETURN ARRAY(
    SELECT id FROM unnest(understand_together(stilled)) AS id
    WHERE NOT id = ANY (understand_in_emergency(agency, practitioner)));
END $$;
REVOKE ALL ON FUNCTION understand_stilled(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION understand_stilled(uuid, uuid) TO earlyhelp_app;
"""
_NOT_STILLED = (
    "NOT {column} = ANY ((SELECT understand_stilled(actor_agency(), actor_practitioner()))::uuid[])"
)
# What was told of a person: the table, and the columns that name one.
TOLD = {
    "understand_personstatement": ("person_id",),
    "understand_relationship": ("person_id", "other_id"),
    "understand_householdmember": ("person_id",),
    "understand_strength": ("person_id",),
    "understand_circumstance": ("person_id",),
    "understand_childview": ("person_id",),
    "understand_childhoodhistory": ("person_id",),
    "understand_assessment": ("person_id",),
    "understand_competenceview": ("person_id",),
    "understand_entrypin": ("person_id",),
    "understand_significance": ("person_id",),
}


def _policies() -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(
            f"CREATE POLICY stilled ON {table} AS RESTRICTIVE USING ("
            + " AND ".join(_NOT_STILLED.format(column=column) for column in columns)
            + ")",
            f"DROP POLICY stilled ON {table}",
        )
        for table, columns in TOLD.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("understand", "0013_ethnic_group"), ("govern", "0004_requests_about_rights")]

    operations = [
        migrations.RunSQL(STILLED, "DROP FUNCTION understand_stilled(uuid, uuid)"),
        *_policies(),
    ]
