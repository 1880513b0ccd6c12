"""Storing partners' records of people: many at once, the same twice without effect, what they said before kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import plain_identifier, search_keys
from earlyhelp.kit.models import new_id
from earlyhelp.understand.rules.records import PartnerRecord, StoredRecords

# Tables of the session's own, emptied by the commit: what they hold is nobody's until the rows below are written.
_STAGE: Final = """
CREATE TEMP TABLE IF NOT EXISTS staged_record (
  id uuid, version_id uuid, source_key text, regime text, given_name text, family_name text, other_names text[],
  date_of_birth date, age smallint, age_stated_on date, sex_recorded text, address text, postcode text, telephone text,
  email text, recorded_at timestamptz, updated_at timestamptz, digest bytea, search_keys bigint[]
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS staged_number (
  id uuid, source_key text, system text, value text, plain text
) ON COMMIT DELETE ROWS;
TRUNCATE staged_record, staged_number;
"""
_CHANGED: Final = """
s.agency_id = %(agency)s AND s.system = %(system)s AND s.source_key = t.source_key AND s.digest <> t.digest
  AND (s.updated_at IS NULL OR t.updated_at IS NULL OR t.updated_at >= s.updated_at)
"""
# Of a record that changed, what it said until now and says no longer.
_VERSIONS: Final = """
INSERT INTO understand_sourceversion (id, record_id, agency_id, said, updated_at, received_at, until_at)
SELECT t.version_id, s.id, s.agency_id, said.values, s.updated_at, s.received_at, %(at)s
FROM staged_record AS t JOIN understand_sourcerecord AS s ON {_CHANGED}
CROSS JOIN LATERAL (
  SELECT jsonb_object_agg(name, before) AS values FROM (VALUES
    ('given_name', to_jsonb(s.given_name), to_jsonb(t.given_name)),
    ('family_name', to_jsonb(s.family_name), to_jsonb(t.family_name)),
    ('other_names', to_jsonb(s.other_names), to_jsonb(t.other_names)),
    ('date_of_birth', to_jsonb(s.date_of_birth), to_jsonb(t.date_of_birth)),
    ('sex_recorded', to_jsonb(s.sex_recorded), to_jsonb(t.sex_recorded)),
    ('address', to_jsonb(s.address), to_jsonb(t.address)),
    ('postcode', to_jsonb(s.postcode), to_jsonb(t.postcode)),
    ('telephone', to_jsonb(s.telephone), to_jsonb(t.telephone)),
    ('email', to_jsonb(s.email), to_jsonb(t.email)),
    ('numbers',
      (SELECT jsonb_agg(i.system || ': ' || i.value ORDER BY i.system, i.value)
        FROM understand_sourceidentifier AS i WHERE i.record_id = s.id AND NOT EXISTS (
          SELECT 1 FROM staged_number AS n
          WHERE n.source_key = t.source_key AND n.system = i.system AND n.plain = i.plain)),
      NULL::jsonb)
  ) AS fields (name, before, now) WHERE before IS DISTINCT FROM now) AS said
WHERE said.values IS NOT NULL
""".replace("{_CHANGED}", _CHANGED)
_FORGET_NUMBERS: Final = """
DELETE FROM understand_sourceidentifier WHERE record_id IN (
  SELECT s.id FROM staged_record AS t JOIN understand_sourcerecord AS s ON {_CHANGED})
""".replace("{_CHANGED}", _CHANGED)
_STORE: Final = """
WITH stored AS (
  INSERT INTO understand_sourcerecord AS s (id, agency_id, system, source_key, regime, given_name, family_name,
    other_names, date_of_birth, age, age_stated_on, sex_recorded, address, postcode, telephone, email, recorded_at,
    updated_at, received_at, digest, search_keys)
  SELECT id, %(agency)s, %(system)s, source_key, regime, given_name, family_name, other_names, date_of_birth, age,
    age_stated_on, sex_recorded, address, postcode, telephone, email, recorded_at, updated_at, %(at)s, digest,
    search_keys
  FROM staged_record
  ON CONFLICT (agency_id, system, source_key) DO UPDATE SET
    regime = excluded.regime, given_name = excluded.given_name, family_name = excluded.family_name,
    other_names = excluded.other_names, date_of_birth = excluded.date_of_birth, age = excluded.age,
    age_stated_on = excluded.age_stated_on, sex_recorded = excluded.sex_recorded, address = excluded.address,
    postcode = excluded.postcode, telephone = excluded.telephone, email = excluded.email,
    recorded_at = excluded.recorded_at, updated_at = excluded.updated_at, received_at = excluded.received_at,
    digest = excluded.digest, search_keys = excluded.search_keys
  WHERE s.digest <> excluded.digest
    AND (s.updated_at IS NULL OR excluded.updated_at IS NULL OR excluded.updated_at >= s.updated_at)
  RETURNING s.id, s.source_key, s.xmax = 0 AS is_new
), numbered AS (
  INSERT INTO understand_sourceidentifier (id, record_id, agency_id, system, value, plain)
  SELECT n.id, stored.id, %(agency)s, n.system, n.value, n.plain
  FROM staged_number AS n JOIN stored ON stored.source_key = n.source_key
  ON CONFLICT DO NOTHING
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM stored
"""


@transaction.atomic
def store_records(*, by: Actor, system: str, records: Sequence[PartnerRecord], at: datetime) -> StoredRecords:
    """Write a batch of one partner's records. What is unchanged, or older than what is there, stays untouched.

    Of two with one key the first counts; the lines of the others are given back.
    """
    first: dict[str, PartnerRecord] = {}
    repeated = [one.line for one in records if first.setdefault(one.key, one) is not one]
    keys: dict[str, Any] = {"agency": by.agency_key, "system": system, "at": at}
    new = changed = 0
    if first:
        with connection.cursor() as cursor:
            cursor.execute(_STAGE)
            _copy(cursor, "staged_record", (_row(one) for one in first.values()))
            _copy(cursor, "staged_number", (row for one in first.values() for row in _numbers(one)))
            cursor.execute(_VERSIONS, keys)
            cursor.execute(_FORGET_NUMBERS, keys)
            cursor.execute(_STORE, keys)
            new, changed = cursor.fetchone()
    unchanged = len(first) - new - changed
    detail = {"system": system, "new": new, "changed": changed, "unchanged": unchanged}
    audit.record(by=by, did="source_records.loaded", at=at, detail=detail)
    return StoredRecords(new, changed, unchanged, tuple(repeated))


def _row(one: PartnerRecord) -> tuple[Any, ...]:
    return (
        new_id(),
        new_id(),
        one.key,
        one.regime,
        one.given_name,
        one.family_name,
        list(one.other_names),
        one.date_of_birth,
        one.age,
        one.age_stated_on,
        one.sex_recorded,
        one.address,
        one.postcode,
        one.telephone,
        one.email,
        one.recorded_at,
        one.updated_at,
        one.digest,
        search_keys(one.identity),
    )


def _numbers(one: PartnerRecord) -> Iterable[tuple[Any, ...]]:
    for system, value in one.numbers:
        if plain := plain_identifier(value):
            yield new_id(), one.key, system, value, plain


def _copy(cursor: Any, table: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
