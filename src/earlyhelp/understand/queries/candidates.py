"""Who else may be the same person: a few, explained field by field. A person decides; nothing is linked here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import ngettext

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import ApproximateAge
from earlyhelp.kit.time_words import written_date
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.choices import Agreement, ComparedOn, MatchBand
from earlyhelp.understand.linkage import Band, Candidate, Explanation, Finding, Level, rank
from earlyhelp.understand.models import NotSame, Person, PersonLink
from earlyhelp.understand.queries.people import identity_of
from earlyhelp.understand.rules import MOST_SHOWN

_LOOKED_THROUGH = 200
# What a page marks as agreeing. In between, the words alone say how far the two agree.
_AGREE = frozenset(
    {
        Level.SAME,
        Level.SAME_IN_WELSH_AND_ENGLISH,
        Level.OTHER_FORM,
        Level.SWAPPED,
        Level.ANOTHER_OF_THEIR_NAMES,
    }
)
# Row-level security would keep PostgreSQL from using the index on the keys; the function checks the same
# grants itself (migration 0003).
_ALIKE = """
SELECT sought.id, alike.id FROM identify_reportedperson AS sought
CROSS JOIN LATERAL understand_alike(sought.search_keys, sought.notification_id, %s) AS alike(id)
WHERE sought.id = ANY(%s)
"""


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
    """One who may be the same: a person by the report of theirs that fits best, or a report not linked yet."""

    reported: ReportedPerson
    person: Person | None
    band: MatchBand
    fields: tuple[ComparedField, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom to look at, the most telling first: at most five in both together."""

    likely: tuple[Match, ...] = ()
    possible: tuple[Match, ...] = ()

    def __iter__(self) -> Iterator[Match]:
        return iter((*self.likely, *self.possible))

    def __bool__(self) -> bool:
        return bool(self.likely or self.possible)


@dataclass(slots=True)
class _Known:
    """What was said before about these reports."""

    links: dict[UUID, PersonLink]
    parted: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def is_open(self, sought: ReportedPerson, other: ReportedPerson) -> bool:
        """False when somebody has already said who is who."""
        mine, theirs = self.links.get(sought.pk), self.links.get(other.pk)
        if other.pk in self.parted[sought.pk]:
            return False
        if mine is not None:
            return theirs is None and mine.person_id not in self.parted[other.pk]
        return theirs is None or theirs.person_id not in self.parted[sought.pk]


def list_candidates(*, by: Actor, reported: ReportedPerson, at: datetime) -> Candidates:
    """Who may be the same as this reported person. Audited as reads of those who are shown."""
    return list_candidates_of(by=by, people=[reported], at=at)[reported.pk]


def list_candidates_of(
    *, by: Actor, people: Sequence[ReportedPerson], at: datetime
) -> dict[UUID, Candidates]:
    """The same for several reports at once, in five queries. Each report's notification must be loaded."""
    alike = _alike([one.pk for one in people])
    others = ReportedPerson.objects.filter(pk__in=set().union(*alike.values()))
    found = {one.pk: one for one in others.select_related("notification")}
    known = _known(by, [one.pk for one in people], list(found))
    on = at.astimezone(LONDON).date()
    answers = {
        one.pk: _best(one, [found[key] for key in alike[one.pk] if key in found], known, on) for one in people
    }
    shown = {match.reported.pk: match.reported for answer in answers.values() for match in answer}
    audit.record_read(by=by, what="reported_person", targets=shown.values(), at=at, reason="possible match")
    return answers


def _alike(sought: list[UUID]) -> dict[UUID, set[UUID]]:
    alike: dict[UUID, set[UUID]] = {key: set() for key in sought}
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [_LOOKED_THROUGH, sought])
        for key, other in cursor.fetchall():
            alike[key].add(other)
    return alike


def _known(by: Actor, sought: list[UUID], others: list[UUID]) -> _Known:
    links = PersonLink.objects.filter(
        agency_id=by.agency_key, undone_at=None, reported_id__in=[*sought, *others]
    ).select_related("person")
    known = _Known({link.reported_id: link for link in links})
    said = NotSame.objects.filter(agency_id=by.agency_key).filter(
        Q(reported_id__in=[*sought, *others]) | Q(other_id__in=sought)
    )
    for reported_id, person_id, other_id in said.values_list("reported_id", "person_id", "other_id"):
        known.parted[reported_id].add(person_id or other_id)
        if other_id:
            known.parted[other_id].add(reported_id)
    return known


def _best(sought: ReportedPerson, others: Iterable[ReportedPerson], known: _Known, on: date) -> Candidates:
    newest_first = sorted(others, key=lambda one: (one.notification.submitted_at, one.pk), reverse=True)
    pairs = [(other, identity_of(other)) for other in newest_first if known.is_open(sought, other)]
    best: dict[UUID, Candidate[ReportedPerson]] = {}
    for candidate in rank(identity_of(sought), pairs, on=on, limit=None):
        link = known.links.get(candidate.key.pk)
        best.setdefault(link.person_id if link else candidate.key.pk, candidate)
    matches = [_match(candidate, known) for candidate in list(best.values())[:MOST_SHOWN]]
    return Candidates(
        likely=tuple(match for match in matches if match.band is MatchBand.LIKELY),
        possible=tuple(match for match in matches if match.band is MatchBand.POSSIBLE),
    )


def _match(candidate: Candidate[ReportedPerson], known: _Known) -> Match:
    link = known.links.get(candidate.key.pk)
    band = MatchBand.LIKELY if candidate.band is Band.LIKELY else MatchBand.POSSIBLE
    return Match(candidate.key, link.person if link else None, band, told(candidate.explanation))


def told(explanation: Explanation) -> tuple[ComparedField, ...]:
    """An explanation as lines of words; fields of which neither side knows anything are left out."""
    return tuple(_line(finding) for finding in explanation.findings if finding.first or finding.second)


def _line(finding: Finding) -> ComparedField:
    speaks = True if finding.level in _AGREE else False if finding.level is Level.DIFFERENT else None
    return ComparedField(
        key=ComparedOn(finding.field.value).label,
        left=_written(finding.first),
        right=_written(finding.second),
        same=speaks,
        words=Agreement(finding.level.value).label,
    )


def _written(value: str | date | ApproximateAge | tuple[str, ...] | None) -> str:
    if isinstance(value, date):
        return written_date(value)
    if isinstance(value, ApproximateAge):
        words = ngettext("about %(years)d year old", "about %(years)d years old", value.years)
        return words % {"years": value.years}
    return ", ".join(value) if isinstance(value, tuple) else value or ""
