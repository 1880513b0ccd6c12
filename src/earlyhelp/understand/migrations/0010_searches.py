"""Searches for people, who may be the same across reports and source records, and not the same taken back.

Row-level security lets PostgreSQL use an index only for operators that leak nothing, and `&&` is not one of them. So
the functions look as the owner, and ask for the same ownership, sharing agreement or live grant as the policies.
"""

import django.db.models.deletion
import earlyhelp.kit.models
from django.conf import settings
from django.db import migrations, models

from earlyhelp.kit.rowsecurity import ProtectTable

OLD_ALIKE = """
CREATE FUNCTION understand_alike(keys bigint[], but uuid, most int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id FROM identify_reportedperson AS r
  WHERE r.search_keys && keys AND r.notification_id <> but
    AND (r.agency_id = actor_agency() OR EXISTS (
      SELECT 1 FROM govern_accessgrant AS g
      WHERE g.record_id = r.notification_id AND g.agency_id = actor_agency()
        AND (g.until_at IS NULL OR g.until_at > now())))
  ORDER BY (SELECT count(*) FROM unnest(r.search_keys) AS k WHERE k = ANY (keys)) DESC, r.id DESC
  LIMIT most
$$;
REVOKE ALL ON FUNCTION understand_alike(bigint[], uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION understand_alike(bigint[], uuid, int) TO earlyhelp_app;
"""

# Both halves give what is compared and nothing more; whole rows are read through the policies.
ALIKE = """
CREATE FUNCTION understand_alike(keys bigint[], but uuid, most int)
RETURNS TABLE (
  is_record boolean, id uuid, said_at timestamptz, given varchar, family varchar, others varchar[], born date,
  age smallint, aged_on date, address varchar, postcode varchar, telephone varchar, numbers text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH rare AS MATERIALIZED (
    SELECT coalesce(array_agg(k), '{}') AS keys FROM unnest(keys) AS k
    WHERE NOT EXISTS (SELECT 1 FROM understand_commonkey AS c WHERE c.key = k)
  ), reports AS MATERIALIZED (
    SELECT r.id FROM identify_reportedperson AS r
    WHERE r.search_keys && (SELECT rare.keys FROM rare) AND r.notification_id IS DISTINCT FROM but
      AND (r.agency_id = (SELECT actor_agency()) OR EXISTS (
        SELECT 1 FROM govern_accessgrant AS g
        WHERE g.record_id = r.notification_id AND g.agency_id = (SELECT actor_agency())
          AND (g.until_at IS NULL OR g.until_at > now())))
    ORDER BY (SELECT count(*) FROM unnest(r.search_keys) AS k WHERE k = ANY (keys)) DESC, r.id DESC
    LIMIT most
  ), records AS MATERIALIZED (
    SELECT s.id FROM understand_sourcerecord AS s
    WHERE s.search_keys && (SELECT rare.keys FROM rare)
      AND (s.agency_id = (SELECT actor_agency())
        OR s.agency_id = ANY ((SELECT agencies_sharing('records'))::uuid[])
        OR EXISTS (
          SELECT 1 FROM govern_accessgrant AS g
          WHERE g.record_id = s.id AND g.agency_id = (SELECT actor_agency())
            AND (g.until_at IS NULL OR g.until_at > now())))
    ORDER BY (SELECT count(*) FROM unnest(s.search_keys) AS k WHERE k = ANY (keys)) DESC, s.id DESC
    LIMIT most
  )
  SELECT false, r.id, n.submitted_at, r.given_name, r.family_name, NULL::varchar[], r.date_of_birth, r.age,
    (n.submitted_at AT TIME ZONE 'Europe/London')::date, r.address, r.postcode, r.telephone, NULL::text[]
  FROM reports JOIN identify_reportedperson AS r ON r.id = reports.id
  JOIN identify_notification AS n ON n.id = r.notification_id
  UNION ALL
  SELECT true, s.id, coalesce(s.updated_at, s.recorded_at, s.received_at), s.given_name, s.family_name, s.other_names,
    s.date_of_birth, s.age, s.age_stated_on, s.address, s.postcode, s.telephone,
    (SELECT array_agg(i.system || chr(31) || i.value) FROM understand_sourceidentifier AS i WHERE i.record_id = s.id)
  FROM records JOIN understand_sourcerecord AS s ON s.id = records.id
$$;
REVOKE ALL ON FUNCTION understand_alike(bigint[], uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION understand_alike(bigint[], uuid, int) TO earlyhelp_app;
"""

HOLDING = """
CREATE OR REPLACE FUNCTION understand_holding(sought uuid[], but uuid[], keys text[])
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
      WHERE s.agency_id = actor_agency() AND s.reported_id = q.id AND {live}
        AND (s.other_id = r.id OR s.person_id = l.person_id))
    AND NOT EXISTS (
      SELECT 1 FROM understand_notsame AS s
      WHERE s.agency_id = actor_agency() AND s.reported_id = r.id AND s.other_id = q.id AND {live})
$$;
"""

# Counted from a share of the rows where there are very many: a key is common or it is not, and a few more or less
# change nothing. The threshold falls with the share.
COUNT = """
CREATE FUNCTION understand_count_keys(most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  about float := (SELECT greatest(sum(reltuples), 1) FROM pg_class
    WHERE oid IN ('understand_sourcerecord'::regclass, 'identify_reportedperson'::regclass));
  share float := least(1, 500000 / about);
  found int;
BEGIN
  LOCK TABLE understand_commonkey IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM understand_commonkey;
  INSERT INTO understand_commonkey (key)
  SELECT k FROM (
    SELECT unnest(search_keys) AS k FROM understand_sourcerecord TABLESAMPLE SYSTEM (share * 100)
    UNION ALL
    SELECT unnest(search_keys) FROM identify_reportedperson TABLESAMPLE SYSTEM (share * 100)) AS keys
  GROUP BY k HAVING count(*) > most * share;
  GET DIAGNOSTICS found = ROW_COUNT;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION understand_count_keys(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION understand_count_keys(int) TO earlyhelp_app;
"""

LIVE = models.Q(("undone_at", None))
PAIRS = {
    "not_same_once": ("agency", "person", "reported"),
    "not_same_report_once": ("agency", "other", "reported"),
    "not_same_report_record_once": ("agency", "other_record", "reported"),
    "not_same_record_once": ("agency", "person", "record"),
    "not_same_records_once": ("agency", "other_record", "record"),
    "not_same_people_once": ("agency", "person", "other_person"),
}


def _points_at(model: str, *, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        blank=null, null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model
    )


class Migration(migrations.Migration):
    dependencies = [
        ("understand", "0009_families"),
        ("partnership", "0004_records_shared"),
        ("govern", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommonKey",
            fields=[("key", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"verbose_name": "common search key", "verbose_name_plural": "common search keys"},
        ),
        migrations.CreateModel(
            name="PersonSearch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=earlyhelp.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("searched_at", models.DateTimeField()),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("notification", "A notification about them is to be decided"),
                            ("help", "I arrange or give them help"),
                            ("safeguarding", "I protect a child or an adult at risk"),
                            ("asked", "They asked what is recorded about them"),
                            ("putting_right", "I put right what is recorded"),
                        ],
                        max_length=20,
                    ),
                ),
                ("typed", models.JSONField(help_text="What was typed, by field.")),
                (
                    "is_harder",
                    models.BooleanField(default=False, help_text="Every record is compared, up to a bound."),
                ),
                ("agency", _points_at("partnership.agency", null=False)),
                ("person", _points_at("understand.person", null=True)),
                ("record", _points_at("understand.sourcerecord", null=True)),
                ("reported", _points_at("identify.reportedperson", null=True)),
                ("searched_by", _points_at(settings.AUTH_USER_MODEL, null=False)),
            ],
            options={
                "verbose_name": "search for a person",
                "verbose_name_plural": "searches for people",
            },
        ),
        migrations.AddField("notsame", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField("notsame", "undone_because", models.CharField(blank=True, max_length=300)),
        migrations.AddField(
            "notsame",
            "undone_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        *(migrations.RemoveConstraint("notsame", name) for name in PAIRS),
        *(
            migrations.AddConstraint(
                "notsame", models.UniqueConstraint(fields=list(fields), condition=LIVE, name=name)
            )
            for name, fields in PAIRS.items()
        ),
        ProtectTable("understand_personsearch", record=None, only_practitioner="searched_by_id"),
        migrations.RunSQL("DROP FUNCTION understand_alike(bigint[], uuid, int)", OLD_ALIKE),
        migrations.RunSQL(ALIKE, "DROP FUNCTION understand_alike(bigint[], uuid, int)"),
        migrations.RunSQL(HOLDING.format(live="s.undone_at IS NULL"), HOLDING.format(live="true")),
        migrations.RunSQL(COUNT, "DROP FUNCTION understand_count_keys(int)"),
    ]
