"""Finding who may be the same, in reports and source records at once: keys first, whole rows only of those shown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import ApproximateAge, Identity, plain_telephone, search_keys
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.choices import MatchBand
from earlyhelp.understand.linkage import Band, Explanation, Field, Level, explain, rank
from earlyhelp.understand.models import Person, SourceRecord
from earlyhelp.understand.queries.sources import Standing, get_standing, list_people, whole_records
from earlyhelp.understand.queries.stilled import list_stilled_links
from earlyhelp.understand.rules.sides import MOST_COMPARED, Side, SideKind

LOOKED_THROUGH: Final = 200
_NUMBER: Final = "\x1f"
_STANDING_OF: Final = 100
# Row-level security would keep PostgreSQL from using the index on the keys; the function asks for the same agreements
# and grants itself.
_ALIKE: Final = """
SELECT sought.id, alike.* FROM unnest(%s::uuid[], %s::text[], %s::uuid[]) AS sought(id, keys, but)
CROSS JOIN LATERAL understand_alike(sought.keys::bigint[], sought.but, %s) AS alike
"""
_NOT_KNOWN_APART: Final = frozenset({Level.DIFFERENT, Level.INITIAL_ONLY})


class Sought(NamedTuple):
    """Who is looked for: a key of the caller's, who they are said to be, and what is left out."""

    key: UUID
    identity: Identity
    keys: Sequence[int]
    but: UUID | None = None


class Alike(NamedTuple):
    """One who shares a key with who is sought: as much of them as is compared."""

    side: Side
    said_at: datetime
    identity: Identity


@dataclass(frozen=True, slots=True)
class Likeness:
    """One who may be the same, and why; not yet read whole."""

    side: Side
    band: MatchBand
    explanation: Explanation


def sought_of(key: UUID, identity: Identity, *, but: UUID | None = None) -> Sought:
    """Who is looked for, with the keys under which they are found."""
    return Sought(key, identity, search_keys(identity), but)


def find_alike(sought: Sequence[Sought], *, most: int = LOOKED_THROUGH) -> dict[UUID, list[Alike]]:
    """Those who share a key with each, at most `most` reports and `most` records each. One query."""
    found: dict[UUID, list[Alike]] = {one.key: [] for one in sought}
    asked = [one for one in sought if one.keys]
    if asked:
        arrays = ["{" + ",".join(map(str, one.keys)) + "}" for one in asked]
        with connection.cursor() as cursor:
            cursor.execute(_ALIKE, [[one.key for one in asked], arrays, [one.but for one in asked], most])
            for key, is_record, pk, *row in cursor.fetchall():
                kind = SideKind.RECORD if is_record else SideKind.REPORT
                found[key].append(_alike(Side(kind, pk), *row))
    return found


def find_every(but: UUID | None, *, most: int = MOST_COMPARED) -> tuple[list[Alike], bool]:
    """Every report and record that the actor may see, up to a bound; and whether these were all. Two queries."""
    reports = ReportedPerson.objects.order_by("-id")
    if but is not None:
        reports = reports.exclude(notification_id=but)
    rows = [
        _alike(
            Side(SideKind.REPORT, key), at, given, family, (), born, age, at.astimezone(LONDON).date(), *where
        )
        for key, at, given, family, born, age, *where in reports.values_list(
            "pk", "notification__submitted_at", "given_name", "family_name", "date_of_birth", "age", *_WHERE
        )[: most + 1]
    ]
    records = SourceRecord.objects.order_by("-id").values_list(
        "pk",
        "received_at",
        "given_name",
        "family_name",
        "other_names",
        "date_of_birth",
        "age",
        "age_stated_on",
        *_WHERE,
    )
    rows += [
        _alike(Side(SideKind.RECORD, key), at, given, family, others, born, age, on, *where)
        for key, at, given, family, others, born, age, on, *where in records[: most + 1 - len(rows)]
    ]
    return rows[:most], len(rows) <= most


_WHERE: Final = ("address", "postcode", "telephone")


def _alike(
    side: Side,
    said_at: datetime,
    given: str,
    family: str,
    others: Sequence[str] | None,
    born: date | None,
    age: int | None,
    aged_on: date | None,
    *where: Any,
) -> Alike:
    """`where` holds address, postcode, telephone and, of a record, its numbers."""
    address, postcode, telephone, *rest = where
    numbers = rest[0] if rest else ()
    return Alike(
        side,
        said_at,
        Identity(
            given,
            family,
            tuple(others or ()),
            born,
            ApproximateAge(age, aged_on) if age is not None and aged_on is not None else None,
            address,
            postcode,
            telephone,
            tuple((number.split(_NUMBER)[0], number.split(_NUMBER)[1]) for number in numbers or ()),
        ),
    )


def likely_first(sought: Identity, found: Iterable[Alike], on: date, *, typed: bool) -> list[Likeness]:
    """Who may be the same, the most telling first, the newer before the older of two that weigh the same.

    With `typed`, those who agree with all that was typed are possible too, however little that says.
    """
    newest = sorted(found, key=lambda one: (one.said_at, one.side.key), reverse=True)
    ranked = rank(sought, ((one, one.identity) for one in newest), on=on, limit=None)
    likely = [
        Likeness(
            one.key.side,
            MatchBand.LIKELY if one.band is Band.LIKELY else MatchBand.POSSIBLE,
            one.explanation,
        )
        for one in ranked
    ]
    if typed:
        seen = {one.side for one in likely}
        told = ((one, explain(sought, one.identity, on=on)) for one in newest if one.side not in seen)
        fitting = [
            Likeness(one.side, MatchBand.POSSIBLE, why) for one, why in told if _fits_all_typed(sought, why)
        ]
        likely += sorted(fitting, key=lambda one: -one.explanation.weight)
    return likely


def _fits_all_typed(sought: Identity, why: Explanation) -> bool:
    """True when nothing that was typed differs, and a name, a birth or a telephone number agrees."""
    levels = {finding.field: finding.level for finding in why.findings}
    telling: tuple[Field, ...] = (Field.GIVEN_NAME, Field.FAMILY_NAME, Field.DATE_OF_BIRTH)
    if plain_telephone(sought.telephone) and not (sought.given_name or sought.family_name):
        telling = (*telling, Field.TELEPHONE)
    if any(level in _NOT_KNOWN_APART for level in levels.values()):
        return False
    named = bool(sought.given_name) <= (levels[Field.GIVEN_NAME] is not Level.NOT_KNOWN)
    named = named and bool(sought.family_name) <= (levels[Field.FAMILY_NAME] is not Level.NOT_KNOWN)
    return named and any(levels[field] is not Level.NOT_KNOWN for field in telling)


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole rows of those who are shown, read through the policies, by key."""

    reports: dict[UUID, ReportedPerson]
    records: dict[UUID, SourceRecord]
    people: dict[UUID, Person]


def standing_of(by: Actor, subjects: Iterable[Side], found: Iterable[Sequence[Likeness]]) -> Standing:
    """What has been said of those who are looked for and of the first of those who were found."""
    sides = {one.side for likely in found for one in likely[:_STANDING_OF]}
    return get_standing(by, sides | set(subjects))


def read_whole(by: Actor, sides: Collection[Side], standing: Standing, *, at: datetime, reason: str) -> Whole:
    """The whole rows of a few, each reading audited. At most five queries.

    Whose record is kept and not used, because they asked for it, is left out.
    """
    stilled = list_stilled_links(by)
    reports = [side.key for side in sides if side.kind is SideKind.REPORT]
    records = [side.key for side in sides if side.kind is SideKind.RECORD]
    people = {person for side in sides if (person := standing.person_of(side))}
    whole = Whole(
        {
            one.pk: one
            for one in ReportedPerson.objects.filter(pk__in=reports)
            .exclude(pk__in=stilled.filter(reported__isnull=False).values("reported_id"))
            .select_related("notification__agency")
        }
        if reports
        else {},
        {
            one.pk: one
            for one in whole_records()
            .filter(pk__in=records)
            .exclude(pk__in=stilled.filter(record__isnull=False).values("record_id"))
        }
        if records
        else {},
        list_people(by, people) if people else {},
    )
    read: tuple[tuple[str, Collection[Any]], ...] = (
        ("reported_person", whole.reports.values()),
        ("source_record", whole.records.values()),
    )
    for what, rows in read:
        if rows:
            audit.record_read(by=by, what=what, targets=rows, at=at, reason=reason)
    return whole
