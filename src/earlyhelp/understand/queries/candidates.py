"""Who else may be the same person: a few, explained field by field. A person decides; nothing is linked here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import ngettext

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import ApproximateAge
from earlyhelp.kit.time_words import written_date
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.choices import Agreement, ComparedOn, IdentifierSystem, MatchBand
from earlyhelp.understand.linkage import Explanation, Field, Finding, Level
from earlyhelp.understand.models import Person, SourceRecord
from earlyhelp.understand.queries.matching import (
    Likeness,
    Sought,
    Whole,
    find_alike,
    likely_first,
    read_whole,
    standing_of,
)
from earlyhelp.understand.queries.people import identity_of
from earlyhelp.understand.queries.sources import Standing
from earlyhelp.understand.rules import MOST_SHOWN
from earlyhelp.understand.rules.sides import Side, SideKind

# What a page marks as agreeing. In between, the words alone say how far the two agree.
AGREE = frozenset(
    {
        Level.SAME,
        Level.SAME_IN_WELSH_AND_ENGLISH,
        Level.OTHER_FORM,
        Level.SWAPPED,
        Level.ANOTHER_OF_THEIR_NAMES,
    }
)


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One line of two reports side by side. `same` is None when they agree in part, or when nobody can say."""

    key: str | Promise
    left: str
    right: str
    same: bool | None
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Match:
    """One who may be the same: a person by what fits best of what is linked to them, or what is not linked yet.

    Exactly one of `reported` and `record` is given.
    """

    person: Person | None
    band: MatchBand
    fields: tuple[ComparedField, ...]
    reported: ReportedPerson | None = None
    record: SourceRecord | None = None

    @property
    def side(self) -> Side:
        """What a page carries: the person when there is one, else the report or the record."""
        if self.person is not None:
            return Side(SideKind.PERSON, self.person.pk)
        return self.source

    @property
    def source(self) -> Side:
        """The report or the record that was compared."""
        if self.reported is not None:
            return Side(SideKind.REPORT, self.reported.pk)
        assert self.record is not None
        return Side(SideKind.RECORD, self.record.pk)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom to look at, the most telling first: at most five in both together."""

    likely: tuple[Match, ...] = ()
    possible: tuple[Match, ...] = ()

    def __iter__(self) -> Iterator[Match]:
        return iter((*self.likely, *self.possible))

    def __bool__(self) -> bool:
        return bool(self.likely or self.possible)


def list_candidates(*, by: Actor, reported: ReportedPerson, at: datetime) -> Candidates:
    """Who may be the same as this reported person. Audited as reads of those who are shown."""
    return list_candidates_of(by=by, people=[reported], at=at)[reported.pk]


def list_candidates_of(
    *, by: Actor, people: Sequence[ReportedPerson], at: datetime
) -> dict[UUID, Candidates]:
    """The same for several reports at once, in a few queries. Each report's notification must be loaded."""
    identities = {one.pk: identity_of(one) for one in people}
    alike = find_alike(
        [Sought(one.pk, identities[one.pk], one.search_keys, one.notification_id) for one in people]
    )
    on = at.astimezone(LONDON).date()
    likely = {key: likely_first(identities[key], found, on, typed=False) for key, found in alike.items()}
    subjects = {key: Side(SideKind.REPORT, key) for key in likely}
    standing = standing_of(by, subjects.values(), likely.values())
    few = {
        key: choose(found, standing, subjects[key], joins=False)[:MOST_SHOWN] for key, found in likely.items()
    }
    shown = {one.side for found in few.values() for one in found}
    whole = read_whole(by, shown, standing, at=at, reason="possible match")
    return {key: candidates_of(found, standing, whole) for key, found in few.items()}


def choose(
    likely: Sequence[Likeness], standing: Standing, subject: Side | None, *, joins: bool
) -> list[Likeness]:
    """Those of whom nobody has said yet who they are, each person once, by what fits best of theirs.

    With `joins`, somebody who is linked may be found to be one with another person, too.
    """
    best: dict[UUID, Likeness] = {}
    mine = standing.person_of(subject) if subject else None
    for one in likely:
        theirs = standing.person_of(one.side)
        if subject is not None:
            if standing.are_together(subject, one.side) or standing.are_parted(subject, one.side):
                continue
            if mine is not None and theirs is not None and not joins:
                continue
        best.setdefault(theirs or one.side.key, one)
    return list(best.values())


def candidates_of(few: Iterable[Likeness], standing: Standing, whole: Whole) -> Candidates:
    """Whole matches in their bands. Rows that row-level security keeps back are left out."""
    matches = [match for one in few if (match := _match(one, standing, whole)) is not None]
    return Candidates(
        likely=tuple(match for match in matches if match.band is MatchBand.LIKELY),
        possible=tuple(match for match in matches if match.band is MatchBand.POSSIBLE),
    )


def _match(one: Likeness, standing: Standing, whole: Whole) -> Match | None:
    reported, record = whole.reports.get(one.side.key), whole.records.get(one.side.key)
    if reported is None and record is None:
        return None
    theirs = standing.person_of(one.side)
    person = whole.people.get(theirs) if theirs else None
    return Match(person, one.band, told(one.explanation), reported, record)


def told(explanation: Explanation) -> tuple[ComparedField, ...]:
    """An explanation as lines of words; fields of which neither side knows anything are left out."""
    return tuple(_line(finding) for finding in explanation.findings if finding.first or finding.second)


def _line(finding: Finding) -> ComparedField:
    speaks = True if finding.level in AGREE else False if finding.level is Level.DIFFERENT else None
    return ComparedField(
        key=ComparedOn(finding.field.value).label,
        left=value_of(finding),
        right=value_of(finding, second=True),
        same=speaks,
        words=Agreement(finding.level.value).label,
    )


def value_of(finding: Finding, *, second: bool = False) -> str:
    """One of the two values of a finding as a page shows it."""
    value = finding.second if second else finding.first
    if finding.field is Field.IDENTIFIER and isinstance(value, tuple):
        return _numbers(value)
    return _written(value)


def _numbers(told: tuple[str, ...]) -> str:
    """Numbers with what they are called; a number of no named kind, typed as of every kind, stands alone."""
    pairs = [(kind, number) for kind, _colon, number in (one.partition(": ") for one in told)]
    labels = {one.value: str(one.label) for one in IdentifierSystem}
    kinds: dict[str, list[str]] = {}
    for kind, number in pairs:
        kinds.setdefault(number, []).append(labels.get(kind, kind))
    return ", ".join(number if said[1:] else f"{said[0]}: {number}" for number, said in kinds.items())


def _written(value: str | date | ApproximateAge | tuple[str, ...] | None) -> str:
    if isinstance(value, date):
        return written_date(value)
    if isinstance(value, ApproximateAge):
        words = ngettext("about %(years)d year old", "about %(years)d years old", value.years)
        return words % {"years": value.years}
    return ", ".join(value) if isinstance(value, tuple) else value or ""
