"""Two, side by side before somebody says that they are one: what differs, who says so and when, and what follows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import models

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import Identity
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import rules
from earlyhelp.understand.choices import ComparedOn, WhyOpened
from earlyhelp.understand.linkage import Explanation, explain
from earlyhelp.understand.models import Person, SourceRecord
from earlyhelp.understand.queries.candidates import AGREE, value_of
from earlyhelp.understand.queries.joined import list_joined
from earlyhelp.understand.queries.people import identity_of
from earlyhelp.understand.queries.sources import (
    get_standing,
    identity_of_record,
    identity_of_version,
    list_records_now,
    list_reports,
    whole_records,
)
from earlyhelp.understand.rules.sides import Side, SideKind


@dataclass(frozen=True, slots=True)
class Source:
    """One report, by its reference, or one record that says who somebody is."""

    agency: Any
    reference: str
    on: date
    identity: Identity
    side: Side
    earlier: tuple[tuple[Identity, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What one source says, or once said, in one field."""

    text: str
    agency: Any
    on: date
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both, with everything that any source says. `same` is None when nobody can tell."""

    key: Any
    left: tuple[Value, ...]
    right: tuple[Value, ...]
    same: bool | None

    @property
    def differs(self) -> bool:
        """True when both sides say something, and nothing that one says is what the other says."""
        return self.same is False


@dataclass(frozen=True, slots=True)
class Beside:
    """One of the two: what it is, whom it belongs to now, what says who they are, and what hangs on them."""

    side: Side
    person: Person | None
    sources: tuple[Source, ...]
    follows: tuple[str, ...]

    @property
    def title(self) -> str:
        """The reference of the person or of the report, or whose record it is."""
        if self.person:
            return self.person.reference
        return self.sources[0].reference or str(self.sources[0].agency.name)


@dataclass(frozen=True, slots=True)
class Preview:
    """Both, and what would become of them. `kept` is the person who would stand for both, None for a new one."""

    left: Beside
    right: Beside
    rows: tuple[Row, ...]
    kept: Person | None
    is_joining: bool
    is_together: bool
    is_parted: bool


def get_preview(*, by: Actor, one: Side, other: Side, at: datetime) -> Preview:
    """What saying that these two are one would mean. Every report and record in it is audited as read.

    Raises NotAllowed, or DoesNotExist of a report, a record or a person.
    """
    rules.check_may_link(by)
    standing = get_standing(by, [one, other])
    left, right = (_beside(by, side, standing.person_of(side)) for side in (one, other))
    people = [person for person in (left.person, right.person) if person]
    is_together = standing.are_together(one, other)
    read = [source.side for source in (*left.sources, *right.sources)]
    _audit(by, read, at)
    return Preview(
        left,
        right,
        tuple(_rows(left, right, at.astimezone(LONDON).date())),
        min(people, key=lambda person: (person.made_at, person.pk)) if people else None,
        is_joining=len(people) == 2 and not is_together,
        is_together=is_together,
        is_parted=standing.are_parted(one, other),
    )


def _beside(by: Actor, side: Side, person_id: UUID | None) -> Beside:
    if person_id is not None:
        person = Person.objects.get(pk=person_id, agency_id=by.agency_key)
        group = list_joined(by, [person_id])[person_id][1]
        reports = list_reports(group).order_by("-notification__submitted_at", "position")
        sources = [_of_report(one) for one in reports]
        sources += [_of_record(one) for one in list_records_now(by, person_id)]
        return Beside(side, person, tuple(sources), tuple(_follows(group)))
    if side.kind is SideKind.REPORT:
        reported = ReportedPerson.objects.select_related("notification__agency").get(pk=side.key)
        return Beside(side, None, (_of_report(reported),), ())
    if side.kind is SideKind.RECORD:
        return Beside(side, None, (_of_record(whole_records().get(pk=side.key)),), ())
    raise Person.DoesNotExist


def _of_report(reported: ReportedPerson) -> Source:
    sent = reported.notification
    on = sent.submitted_at.astimezone(LONDON).date()
    side = Side(SideKind.REPORT, reported.pk)
    return Source(sent.agency, sent.reference, on, identity_of(reported), side)


def _of_record(record: SourceRecord) -> Source:
    on = (record.updated_at or record.recorded_at or record.received_at).astimezone(LONDON).date()
    side = Side(SideKind.RECORD, record.pk)
    earlier = tuple(
        (identity_of_version(version.said), version.until_at.astimezone(LONDON).date())
        for version in record.versions.all()
    )
    return Source(record.agency, "", on, identity_of_record(record), side, earlier)


def _follows(people: Iterable[UUID]) -> Iterator[str]:
    """The kinds of things that hang on these people and that the actor may see. Never how many."""
    keys = list(people)
    for relation in Person._meta.related_objects:
        model: Any = relation.related_model
        if isinstance(model, str) or model._meta.label in _NOT_TOLD:
            continue
        if model.objects.filter(**{f"{relation.field.name}__in": keys}).exists():
            yield str(model._meta.verbose_name_plural)


# What is said elsewhere on the page, and what says only that somebody looked.
_NOT_TOLD: Final = frozenset(
    {
        "understand.PersonSearch",
        "understand.PersonJoin",
        "understand.HistoryOpening",
        "understand.HistoryPermission",
    }
)


def _rows(left: Beside, right: Beside, on: date) -> Iterator[Row]:
    told = [
        explain(mine.identity, theirs.identity, on=on) for mine in left.sources for theirs in right.sources
    ]
    for place, field in enumerate(ComparedOn):
        first = tuple(_values(left.sources, place, on))
        second = tuple(_values(right.sources, place, on))
        if first or second:
            yield Row(field.label, first, second, _same(told, place) if first and second else None)


def _same(told: Sequence[Explanation], place: int) -> bool | None:
    levels = {one.findings[place].level for one in told}
    if levels & AGREE:
        return True
    return False if levels and {level.value for level in levels} <= {"different", "not_known"} else None


def _values(sources: Iterable[Source], place: int, on: date) -> Iterator[Value]:
    """Each thing that is said, once, by the newest that says it; what records said before comes last."""
    seen: set[str] = set()
    for is_earlier in (False, True):
        for source in sources:
            for identity, said_on in source.earlier if is_earlier else ((source.identity, source.on),):
                text = value_of(explain(identity, identity, on=on).findings[place])
                if text and text.casefold() not in seen:
                    seen.add(text.casefold())
                    yield Value(text, source.agency, said_on, is_earlier)


def _audit(by: Actor, sides: Iterable[Side], at: datetime) -> None:
    kinds: dict[SideKind, tuple[str, type[models.Model]]] = {
        SideKind.REPORT: ("reported_person", ReportedPerson),
        SideKind.RECORD: ("source_record", SourceRecord),
    }
    for kind, (what, model) in kinds.items():
        targets = [model(pk=side.key) for side in sides if side.kind is kind]
        if targets:
            audit.record_read(by=by, what=what, targets=targets, at=at, reason=WhyOpened.PUTTING_RIGHT)
