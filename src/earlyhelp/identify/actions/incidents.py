"""Storing what a force's own system recorded: many incidents at once, each whole, the same twice without effect."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify import facts, rules
from earlyhelp.identify.choices import CodeKind, CodeTheme
from earlyhelp.identify.models import IncidentCode
from earlyhelp.identify.report import RecordedIncident, StoredIncidents
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.models import new_id

# A table of the session's own, emptied by the commit: what it holds is nobody's until the rows below are written.
_STAGE: Final = """
CREATE TEMP TABLE IF NOT EXISTS staged_incident (
  id uuid, line int, number text, opened_at timestamptz, closed_at timestamptz, opening_code text, closing_code text,
  qualifiers text[], place text, postcode text, area_id text, digest bytea
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS staged_person (
  id uuid, incident_id uuid, position smallint, role text, given_name text, family_name text, date_of_birth date,
  address text, postcode text, telephone text, email text
) ON COMMIT DELETE ROWS;
TRUNCATE staged_incident, staged_person;
"""
_COPY_INCIDENTS: Final = "COPY staged_incident FROM STDIN"
_COPY_PEOPLE: Final = "COPY staged_person FROM STDIN"
# What stands earlier in the same file is left alone: the second one is reported, not silently preferred.
_EARLIER: Final = """
SELECT number, line, digest FROM identify_incident
WHERE agency_id = %(agency)s AND number = ANY(%(numbers)s) AND run_id = %(run)s
"""
_STORE: Final = """
WITH stored AS (
  INSERT INTO identify_incident AS i (id, agency_id, number, opened_at, closed_at, opening_code, closing_code,
    qualifiers, place, postcode, area_id, imported_at, run_id, line, digest)
  SELECT id, %(agency)s, number, opened_at, closed_at, opening_code, closing_code, qualifiers, place, postcode,
    area_id, %(at)s, %(run)s, line, digest
  FROM staged_incident
  ON CONFLICT (agency_id, number) DO UPDATE SET
    opened_at = excluded.opened_at, closed_at = excluded.closed_at, opening_code = excluded.opening_code,
    closing_code = excluded.closing_code, qualifiers = excluded.qualifiers, place = excluded.place,
    postcode = excluded.postcode, area_id = excluded.area_id, imported_at = excluded.imported_at,
    run_id = excluded.run_id, line = excluded.line, digest = excluded.digest
  WHERE i.digest <> excluded.digest AND i.run_id <> excluded.run_id
  RETURNING i.id, i.number, i.xmax = 0 AS is_new
)
SELECT number, id, is_new FROM stored
"""
_FORGET_PEOPLE: Final = "DELETE FROM identify_incidentperson WHERE incident_id = ANY(%s)"
_STORE_PEOPLE: Final = """
INSERT INTO identify_incidentperson (id, incident_id, agency_id, position, role, given_name, family_name,
  date_of_birth, address, postcode, telephone, email)
SELECT id, incident_id, %(agency)s, position, role, given_name, family_name, date_of_birth, address, postcode,
  telephone, email
FROM staged_person
"""


@transaction.atomic
def store_incidents(
    *, by: Actor, run_id: UUID, incidents: Sequence[RecordedIncident], at: datetime
) -> StoredIncidents:
    """Write a batch of one force's incidents, new and changed ones with their people; what is unchanged stays.

    `run_id` is the key of the import. Within one import, the first incident of a number counts.
    """
    first, repeated, conflicting = _first_of_each(incidents)
    numbers = [incident.number for incident, _digest in first]
    keys: dict[str, Any] = {"agency": by.agency_key, "run": run_id, "at": at, "numbers": numbers}
    new = changed = 0
    if first:
        with connection.cursor() as cursor:
            cursor.execute(_EARLIER, keys)
            earlier = {number: (line, bytes(digest)) for number, line, digest in cursor.fetchall()}
            for incident, digest in first:
                line, before = earlier.get(incident.number, (incident.line, digest))
                if line != incident.line:
                    (repeated if before == digest else conflicting).append(incident.line)
            cursor.execute(_STAGE)
            _copy(cursor, _COPY_INCIDENTS, (_row(incident, digest) for incident, digest in first))
            cursor.execute(_STORE, keys)
            stored = {number: (key, is_new) for number, key, is_new in cursor.fetchall()}
            renewed = [key for key, is_new in stored.values() if not is_new]
            new, changed = len(stored) - len(renewed), len(renewed)
            if renewed:
                cursor.execute(_FORGET_PEOPLE, [renewed])
            _copy(cursor, _COPY_PEOPLE, _people((incident for incident, _digest in first), stored))
            cursor.execute(_STORE_PEOPLE, keys)
    unchanged = len(incidents) - new - changed - len(repeated) - len(conflicting)
    detail = {"run": str(run_id), "new": new, "changed": changed, "unchanged": unchanged}
    audit.record(by=by, did="incidents.imported", at=at, detail=detail)
    return StoredIncidents(new, changed, unchanged, tuple(sorted(repeated)), tuple(sorted(conflicting)))


Digested = tuple[RecordedIncident, bytes]


def _first_of_each(incidents: Iterable[RecordedIncident]) -> tuple[list[Digested], list[int], list[int]]:
    """The first incident of each number, and the lines of those that say it again or say something else."""
    digests: dict[str, bytes] = {}
    first: list[Digested] = []
    repeated: list[int] = []
    conflicting: list[int] = []
    for incident in incidents:
        digest = _digest(incident)
        known = digests.setdefault(incident.number, digest)
        if known is digest:
            first.append((incident, digest))
        else:
            (repeated if known == digest else conflicting).append(incident.line)
    return first, repeated, conflicting


def _digest(incident: RecordedIncident) -> bytes:
    """The same for the same incident, wherever in a file it stands."""
    text = "\x1f".join(
        [
            incident.opened_at.isoformat(),
            incident.closed_at.isoformat() if incident.closed_at else "",
            incident.opening_code,
            incident.closing_code,
            "\x1e".join(incident.qualifiers),
            incident.place,
            incident.postcode,
            incident.area,
            *(str(part) for person in incident.people for part in _said(person)),
        ]
    )
    return blake2b(text.encode(), digest_size=16).digest()


def _said(person: Any) -> tuple[Any, ...]:
    return (
        person.role,
        person.given_name,
        person.family_name,
        person.date_of_birth,
        person.address,
        person.postcode,
        person.telephone,
        person.email,
    )


def _row(incident: RecordedIncident, digest: bytes) -> tuple[Any, ...]:
    return (
        str(new_id()),
        incident.line,
        incident.number,
        incident.opened_at.isoformat(),
        incident.closed_at.isoformat() if incident.closed_at else None,
        incident.opening_code,
        incident.closing_code,
        # Codes hold letters, digits and underscores only, so that they stand in an array as they are.
        "{" + ",".join(incident.qualifiers) + "}",
        incident.place,
        incident.postcode,
        incident.area or None,
        "\\x" + digest.hex(),
    )


def _people(
    incidents: Iterable[RecordedIncident], stored: Mapping[str, tuple[UUID, bool]]
) -> Iterator[tuple[Any, ...]]:
    """The people of those incidents that were written just now."""
    for incident in incidents:
        if incident.number in stored:
            key = str(stored[incident.number][0])
            for position, person in enumerate(incident.people):
                yield (str(new_id()), key, position, *(str(part) for part in _said(person)))


def _copy(cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@transaction.atomic
def load_codes(*, by: Actor, at: datetime) -> int:
    """Add the codes of the product's own list that are not there yet. Returns how many; what was edited stays."""
    there = set(IncidentCode.objects.values_list("kind", "code"))
    missing = [fact for fact in facts.list_codes() if (fact.kind.value, fact.code) not in there]
    IncidentCode.objects.bulk_create(
        IncidentCode(
            kind=fact.kind,
            theme=fact.theme,
            code=fact.code,
            label_en=fact.label_en,
            label_cy=fact.label_cy,
            starts_on=fact.starts_on,
        )
        for fact in missing
    )
    if missing:
        audit.record(by=by, did="incident_codes.loaded", at=at, detail={"codes": len(missing)})
    return len(missing)


@transaction.atomic
def save_code(
    *,
    by: Actor,
    kind: CodeKind,
    code: str,
    theme: CodeTheme | None,
    label_en: str,
    label_cy: str,
    starts_on: date,
    ends_on: date | None,
    at: datetime,
) -> IncidentCode:
    """Add a code from a day on, or change its words and its last day. Raises NotAllowed, CodeWrong."""
    rules.check_may_edit_codes(by)
    rules.check_code(code=code, starts_on=starts_on, ends_on=ends_on)
    saved, _made = IncidentCode.objects.update_or_create(
        kind=kind,
        code=code,
        starts_on=starts_on,
        defaults={"theme": theme or "", "label_en": label_en, "label_cy": label_cy, "ends_on": ends_on},
    )
    detail = {
        "code": code,
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat() if ends_on else "",
    }
    audit.record(by=by, did="incident_code.saved", target=saved, at=at, detail=detail)
    return saved
