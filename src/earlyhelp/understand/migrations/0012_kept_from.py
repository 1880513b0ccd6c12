"""Records for named readers only, workers' own records, people kept apart, and records opened in an emergency.

`understand_kept_from` says which people are not there for a practitioner, `understand_in_emergency` which one record a
practitioner opened for two hours. Each runs once for a statement; both are empty for nearly everybody.
"""

# ruff: noqa: S608 - the pieces are this file's own names of tables, functions and columns
from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import earlyhelp.kit.models

_HEAD = "STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp"
TOGETHER = f"""
CREATE FUNCTION understand_together(of uuid[]) RETURNS uuid[] LANGUAGE sql {_HEAD} AS $$
  WITH RECURSIVE t(id) AS (
    SELECT unnest(of)
    UNION
    SELECT CASE WHEN j.person_id = t.id THEN j.into_id ELSE j.person_id END
    FROM t JOIN understand_personjoin AS j ON j.undone_at IS NULL AND (j.person_id = t.id OR j.into_id = t.id)
  )
  SELECT coalesce(array_agg(id), '{{}}') FROM t
$$;
"""
EMERGENCY = f"""
CREATE FUNCTION understand_in_emergency(agency uuid, practitioner uuid) RETURNS uuid[] LANGUAGE plpgsql {_HEAD} AS $$
DECLARE
  opened uuid[] := ARRAY(
    SELECT g.record_id FROM govern_breakglass AS g
    WHERE g.practitioner_id = practitioner AND g.agency_id = agency AND g.record_label = 'person'
      AND g.closed_at IS NULL AND g.until_at > now());
BEGIN
  RETURN CASE WHEN opened = '{{}}' THEN opened ELSE understand_together(opened) END;
END $$;
CREATE FUNCTION understand_reports_in_emergency(agency uuid, practitioner uuid, whole boolean) RETURNS uuid[]
LANGUAGE plpgsql {_HEAD} AS $$
DECLARE
  opened uuid[] := understand_in_emergency(agency, practitioner);
BEGIN
  IF opened = '{{}}' THEN
    RETURN opened;
  END IF;
  RETURN ARRAY(
    SELECT DISTINCT CASE WHEN whole THEN r.notification_id ELSE r.id END
    FROM understand_personlink AS l
    JOIN identify_reportedperson AS first ON first.id = l.reported_id
    JOIN identify_reportedperson AS r ON r.notification_id = first.notification_id
      AND coalesce(r.place, r.position) = coalesce(first.place, first.position)
    WHERE l.undone_at IS NULL AND l.person_id = ANY (opened));
END $$;
"""
# A worker's own record, and that of everybody in the household of today. No emergency opens these to them.
OWN = f"""
CREATE FUNCTION understand_own_of(practitioner uuid) RETURNS uuid[] LANGUAGE plpgsql {_HEAD} AS $$
DECLARE
  own uuid[] := ARRAY(
    SELECT o.person_id FROM understand_ownrecord AS o
    WHERE o.practitioner_id = practitioner AND o.ended_at IS NULL);
BEGIN
  IF own = '{{}}' THEN
    RETURN own;
  END IF;
  own := understand_together(own);
  RETURN understand_together(own || ARRAY(
    SELECT m.person_id FROM understand_householdmember AS mine
    JOIN understand_householdmember AS m ON m.household_id = mine.household_id
    WHERE mine.person_id = ANY (own) AND NOT mine.is_over AND NOT m.is_over
      AND mine.undone_at IS NULL AND m.undone_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM understand_householdmember AS l
        WHERE l.replaces_id IN (mine.id, m.id) AND l.undone_at IS NULL)));
END $$;
"""
KEPT = f"""
CREATE FUNCTION understand_kept_from(agency uuid, practitioner uuid) RETURNS uuid[] LANGUAGE plpgsql {_HEAD} AS $$
DECLARE
  held uuid[];
BEGIN
  IF practitioner IS NULL THEN
    RETURN '{{}}';
  END IF;
  held := ARRAY(
    SELECT r.person_id FROM understand_restriction AS r
    WHERE r.ended_at IS NULL AND NOT practitioner = ANY (r.readers));
  IF held <> '{{}}' THEN
    held := ARRAY(
      SELECT id FROM unnest(understand_together(held)) AS id
      WHERE NOT id = ANY (understand_in_emergency(agency, practitioner)));
  END IF;
  RETURN held || understand_own_of(practitioner);
END $$;
CREATE FUNCTION understand_kept_rows(agency uuid, practitioner uuid, what text) RETURNS uuid[]
LANGUAGE plpgsql {_HEAD} AS $$
DECLARE
  kept uuid[] := understand_kept_from(agency, practitioner);
BEGIN
  IF kept = '{{}}' THEN
    RETURN kept;
  END IF;
  RETURN CASE what
    WHEN 'notification' THEN ARRAY(
      SELECT DISTINCT r.notification_id FROM understand_personlink AS l
      JOIN identify_reportedperson AS r ON r.id = l.reported_id
      WHERE l.undone_at IS NULL AND l.person_id = ANY (kept))
    WHEN 'record' THEN ARRAY(
      SELECT DISTINCT l.record_id FROM understand_personlink AS l
      WHERE l.undone_at IS NULL AND l.person_id = ANY (kept) AND l.record_id IS NOT NULL)
    WHEN 'household' THEN ARRAY(
      SELECT DISTINCT m.household_id FROM understand_householdmember AS m
      WHERE m.undone_at IS NULL AND m.person_id = ANY (kept))
  END;
END $$;
"""
# Whom these people never share a view with. Asked for whoever reads: what a partner may not see protects all the same.
APART = f"""
CREATE FUNCTION understand_apart_from(people uuid[]) RETURNS uuid[] LANGUAGE plpgsql {_HEAD} AS $$
DECLARE
  keys uuid[];
BEGIN
  IF NOT EXISTS (SELECT 1 FROM understand_keptapart AS k WHERE k.ended_at IS NULL) THEN
    RETURN '{{}}';
  END IF;
  keys := understand_together(people);
  RETURN understand_together(ARRAY(
    SELECT k.other_id FROM understand_keptapart AS k WHERE k.ended_at IS NULL AND k.person_id = ANY (keys)
    UNION
    SELECT k.person_id FROM understand_keptapart AS k WHERE k.ended_at IS NULL AND k.other_id = ANY (keys)));
END $$;
"""
# For somebody who asks to open a record in an emergency. Keys only; whether it opens, the action decides.
FINDING = f"""
CREATE FUNCTION understand_find_to_open(sought text)
RETURNS TABLE (person_id uuid, agency_id uuid, is_kept boolean, is_own boolean, readers uuid[], apart uuid[])
LANGUAGE sql {_HEAD} AS $$
  SELECT p.id, p.agency_id, r.id IS NOT NULL, p.id = ANY (understand_own_of(actor_practitioner())),
    coalesce(r.readers, '{{}}'), understand_apart_from(t.keys)
  FROM understand_person AS p
  CROSS JOIN LATERAL (SELECT understand_together(ARRAY[p.id]) AS keys) AS t
  LEFT JOIN LATERAL (
    SELECT r.id, r.readers FROM understand_restriction AS r
    WHERE r.ended_at IS NULL AND r.person_id = ANY (t.keys)
    ORDER BY actor_practitioner() = ANY (r.readers) LIMIT 1) AS r ON true
  WHERE p.reference = sought AND actor_agency() IS NOT NULL AND actor_practitioner() IS NOT NULL
$$;
"""
FUNCTIONS = (
    "understand_together(uuid[])",
    "understand_in_emergency(uuid, uuid)",
    "understand_reports_in_emergency(uuid, uuid, boolean)",
    "understand_own_of(uuid)",
    "understand_kept_from(uuid, uuid)",
    "understand_kept_rows(uuid, uuid, text)",
    "understand_apart_from(uuid[])",
    "understand_find_to_open(text)",
)
GRANTS = "\n".join(
    f"REVOKE ALL ON FUNCTION {one} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {one} TO earlyhelp_app;"
    for one in FUNCTIONS
)
_ACTOR = "actor_agency(), actor_practitioner()"
KEEP = "CREATE POLICY kept ON {table} AS RESTRICTIVE USING ({condition});"
NOT_A_PERSON = "NOT {column} = ANY ((SELECT understand_kept_from(" + _ACTOR + "))::uuid[])"
NOT_A_ROW = "NOT {column} = ANY ((SELECT understand_kept_rows(" + _ACTOR + ", '{what}'))::uuid[])"
# What hangs on a person: the table, and the columns that name one.
PEOPLE = {
    "understand_person": ("id",),
    "understand_personlink": ("person_id",),
    "understand_personjoin": ("person_id", "into_id"),
    "understand_personstatement": ("person_id",),
    "understand_relationship": ("person_id", "other_id"),
    "understand_householdmember": ("person_id",),
    "understand_hiddenaddress": ("person_id",),
    "understand_strength": ("person_id",),
    "understand_circumstance": ("person_id",),
    "understand_childview": ("person_id",),
    "understand_warningnote": ("person_id",),
    "understand_childhoodhistory": ("person_id",),
    "understand_assessment": ("person_id",),
    "understand_contactplan": ("person_id",),
    "understand_consentanswer": ("person_id",),
    "understand_competenceview": ("person_id",),
    "understand_noticegiven": ("person_id",),
    "understand_entrypin": ("person_id",),
    "understand_significance": ("person_id",),
}
HOUSEHOLDS = {"understand_household": "id", "understand_householdaddress": "household_id"}
# The agency that wrote these knows them anyway: it is kept from those to whom they were given.
GIVEN = {
    "identify_notification": ("id", "notification"),
    "identify_reportedperson": ("notification_id", "notification"),
    "identify_reportedrelation": ("notification_id", "notification"),
    "identify_amendment": ("notification_id", "notification"),
    "identify_attachment": ("notification_id", "notification"),
    "understand_sourcerecord": ("id", "record"),
    "understand_sourceidentifier": ("record_id", "record"),
    "understand_sourceversion": ("record_id", "record"),
    "understand_partnerevent": ("record_id", "record"),
}
_OPENED = "ANY ((SELECT understand_in_emergency(" + _ACTOR + "))::uuid[])"
_REPORTS = "ANY ((SELECT understand_reports_in_emergency(" + _ACTOR + ", {whole}))::uuid[])"
# What an emergency opens: one person, for reading.
OPENED = {
    "understand_person": f"id = {_OPENED}",
    "understand_personlink": f"person_id = {_OPENED}",
    "understand_personjoin": f"person_id = {_OPENED}",
    "understand_personstatement": f"person_id = {_OPENED}",
    "understand_contactplan": f"person_id = {_OPENED}",
    "understand_strength": f"visibility <> 'named' AND person_id = {_OPENED}",
    "understand_circumstance": f"visibility <> 'named' AND person_id = {_OPENED}",
    "understand_childview": f"visibility <> 'named' AND person_id = {_OPENED}",
    "understand_warningnote": f"visibility <> 'named' AND person_id = {_OPENED}",
    "identify_reportedperson": "id = " + _REPORTS.format(whole="false"),
    "identify_notification": "id = " + _REPORTS.format(whole="true"),
}
OURS = """
ALTER TABLE understand_restriction ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON understand_restriction USING (agency_id = (SELECT actor_agency()) AND {person});
ALTER TABLE understand_keptapart ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON understand_keptapart
  USING (agency_id = (SELECT actor_agency()) AND {person} AND {other});
ALTER TABLE understand_ownrecord ENABLE ROW LEVEL SECURITY;
CREATE POLICY others ON understand_ownrecord USING (
  agency_id = (SELECT actor_agency()) AND practitioner_id IS DISTINCT FROM (SELECT actor_practitioner()));
REVOKE DELETE ON understand_restriction, understand_keptapart, understand_ownrecord FROM earlyhelp_app;
""".format(person=NOT_A_PERSON.format(column="person_id"), other=NOT_A_PERSON.format(column="other_id"))
NOT_OURS = """
DROP POLICY readers ON understand_restriction; DROP POLICY readers ON understand_keptapart;
DROP POLICY others ON understand_ownrecord;
GRANT DELETE ON understand_restriction, understand_keptapart, understand_ownrecord TO earlyhelp_app;
"""


def _keep() -> list[migrations.RunSQL]:
    conditions = {
        table: " AND ".join(NOT_A_PERSON.format(column=column) for column in columns)
        for table, columns in PEOPLE.items()
    }
    conditions |= {
        table: NOT_A_ROW.format(column=column, what="household") for table, column in HOUSEHOLDS.items()
    }
    conditions |= {
        table: f"agency_id = (SELECT actor_agency()) OR {NOT_A_ROW.format(column=column, what=what)}"
        for table, (column, what) in GIVEN.items()
    }
    kept = [
        migrations.RunSQL(KEEP.format(table=table, condition=condition), f"DROP POLICY kept ON {table}")
        for table, condition in conditions.items()
    ]
    opened = [
        migrations.RunSQL(
            f"CREATE POLICY in_emergency ON {table} FOR SELECT USING ({condition})",
            f"DROP POLICY in_emergency ON {table}",
        )
        for table, condition in OPENED.items()
    ]
    return kept + opened


# A search past the wall leaves out what is kept from whoever searches.
_searches = import_module("earlyhelp.understand.migrations.0010_searches")
_ALIKE, _HOLDING = _searches.ALIKE, _searches.HOLDING.format(live="s.undone_at IS NULL")
_NO_REPORT = NOT_A_ROW.format(column="r.notification_id", what="notification")
ALIKE = (
    _ALIKE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    .replace("IS DISTINCT FROM but\n", f"IS DISTINCT FROM but AND {_NO_REPORT}\n")
    .replace(
        "WHERE s.search_keys && (SELECT rare.keys FROM rare)",
        "WHERE s.search_keys && (SELECT rare.keys FROM rare) AND "
        + NOT_A_ROW.format(column="s.id", what="record"),
    )
)
HOLDING = _HOLDING.replace("r.notification_id <> q.but", f"r.notification_id <> q.but AND {_NO_REPORT}")


def _person(name: str) -> tuple[str, models.ForeignKey]:
    key = models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="understand.person"
    )
    return (name, key)


def _worker(name: str, *, null: bool = False) -> tuple[str, models.ForeignKey]:
    key = models.ForeignKey(
        blank=null,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )
    return (name, key)


def _key() -> tuple[str, models.UUIDField]:
    field = models.UUIDField(
        default=earlyhelp.kit.models.new_id, editable=False, primary_key=True, serialize=False
    )
    return ("id", field)


def _agency() -> tuple[str, models.ForeignKey]:
    key = models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.agency"
    )
    return ("agency", key)


def _decided() -> list[tuple[str, models.Field]]:
    return [
        _key(),
        ("decided_at", models.DateTimeField()),
        ("review_on", models.DateField(help_text="The day by which somebody looks at it again.")),
        ("ended_at", models.DateTimeField(blank=True, null=True)),
        ("ended_because", models.CharField(blank=True, max_length=300)),
        _agency(),
        _worker("decided_by"),
        _worker("ended_by", null=True),
    ]


LIVE = models.Q(("ended_at", None))
WHYS = [
    ("staff", "They work for an agency that uses this service"),
    ("relative", "They are a relative of somebody who works for such an agency"),
    ("high_risk", "Somebody who might find them is a danger to them"),
    ("adoption", "They were adopted, and who they are must not be found out"),
    ("other", "Another reason"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("understand", "0011_consent_answers"),
        ("govern", "0003_break_glass"),
        ("identify", "0009_found_by_postcode"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Restriction",
            fields=[
                *_decided(),
                ("why", models.CharField(choices=WHYS, max_length=10)),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "readers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        help_text="The practitioners to whom it opens.",
                        size=None,
                    ),
                ),
                _person("person"),
            ],
            options={
                "verbose_name": "restriction",
                "verbose_name_plural": "restrictions",
                "constraints": [
                    models.UniqueConstraint(fields=["person"], condition=LIVE, name="restricted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("readers__len__gte", 2)), name="restriction_two_readers"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnRecord",
            fields=[
                _key(),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                _agency(),
                _person("person"),
                _worker("practitioner"),
                _worker("recorded_by"),
            ],
            options={
                "verbose_name": "record of a worker’s own",
                "verbose_name_plural": "records of workers’ own",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["practitioner", "person"], condition=LIVE, name="own_record_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptApart",
            fields=[
                *_decided(),
                ("why", models.CharField(max_length=300)),
                _person("person"),
                _person("other"),
            ],
            options={
                "verbose_name": "two people kept apart",
                "verbose_name_plural": "people kept apart",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["person", "other"], condition=LIVE, name="kept_apart_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("other")), _negated=True),
                        name="kept_apart_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="kept_apart_says_why"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            TOGETHER + EMERGENCY + OWN + KEPT + APART + FINDING + GRANTS,
            "".join(f"DROP FUNCTION {one};" for one in reversed(FUNCTIONS)),
        ),
        migrations.RunSQL(OURS, NOT_OURS),
        *_keep(),
        migrations.RunSQL(ALIKE, _ALIKE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        migrations.RunSQL(HOLDING, _HOLDING),
    ]
