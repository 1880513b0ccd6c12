"""Searching for a person by what was typed, and setting two side by side before they are linked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import ApproximateAge, Identity
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import rules
from earlyhelp.understand.choices import IdentifierSystem
from earlyhelp.understand.models import Person, PersonSearch
from earlyhelp.understand.queries.candidates import Candidates, candidates_of, choose
from earlyhelp.understand.queries.joined import people_of
from earlyhelp.understand.queries.matching import (
    LOOKED_THROUGH,
    find_alike,
    find_every,
    likely_first,
    read_whole,
    sought_of,
    standing_of,
)
from earlyhelp.understand.queries.people import get_reported_person, identity_of
from earlyhelp.understand.queries.sources import (
    get_record,
    identity_of_record,
    list_records_now,
    list_reports,
)
from earlyhelp.understand.rules.sides import MOST_LISTED, Side, SideKind


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the first few, the rest, and whether there were more than can be listed."""

    search: PersonSearch
    identity: Identity
    first: Candidates
    rest: Candidates
    is_more: bool
    compared_all: bool

    @property
    def subject(self) -> Side | None:
        """For whom the same person is looked for."""
        return subject_of(self.search)

    @property
    def can_pick(self) -> bool:
        """True when two of those who were found can be set beside each other."""
        return self.subject is None and len([*self.first, *self.rest]) > 1


def subject_of(search: PersonSearch) -> Side | None:
    """For whom the same person is looked for, or None for a search that starts from nothing."""
    for kind, key in (
        (SideKind.REPORT, search.reported_id),
        (SideKind.RECORD, search.record_id),
        (SideKind.PERSON, search.person_id),
    ):
        if key is not None:
            return Side(kind, key)
    return None


def typed_identity(typed: Mapping[str, Any], *, on: date) -> Identity:
    """What was typed, as somebody's identity. A number of no named kind may be of any kind."""
    born, age = typed.get("date_of_birth"), typed.get("age")
    return Identity(
        given_name=typed.get("given_name", ""),
        family_name=typed.get("family_name", ""),
        date_of_birth=date.fromisoformat(born) if born else None,
        approximate_age=ApproximateAge(int(age), on) if age is not None and not born else None,
        address=typed.get("address", ""),
        postcode=typed.get("postcode", ""),
        telephone=typed.get("telephone", ""),
        identifiers=tuple(
            (one, number)
            for kind, number in _numbers(typed)
            for one in ([kind] if kind else IdentifierSystem.values)
        ),
    )


def named_numbers(typed: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The numbers that were typed with whose they are."""
    return tuple((kind, number) for kind, number in _numbers(typed) if kind)


def _numbers(typed: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Kind, which may be empty, and number: the one of the page, and those that a program gave."""
    given = [(one["system"], one["value"]) for one in typed.get("identifiers", ())]
    number = typed.get("number", "")
    return [(typed.get("number_kind", ""), number), *given] if number else given


def get_search(by: Actor, search_id: UUID) -> PersonSearch:
    """One search of the practitioner's own. Raises PersonSearch.DoesNotExist."""
    rules.check_may_link(by)
    mine = PersonSearch.objects.filter(agency_id=by.agency_key, searched_by_id=by.practitioner_id)
    return mine.select_related("reported__notification", "record__agency", "person").get(pk=search_id)


def find_people(*, by: Actor, search: PersonSearch, at: datetime) -> Found:
    """Who may be the one who was searched for. Every one who is shown is audited, with the reason of the search."""
    rules.check_may_link(by)
    on = at.astimezone(LONDON).date()
    identity = typed_identity(search.typed, on=search.searched_at.astimezone(LONDON).date())
    subject = subject_of(search)
    but = search.reported.notification_id if search.reported else None
    sought = sought_of(search.pk, identity, but=but)
    alike = find_alike([sought], most=LOOKED_THROUGH)[search.pk]
    compared_all = False
    if search.is_harder:
        every, compared_all = find_every(but)
        seen = {one.side for one in alike}
        alike += [one for one in every if one.side not in seen]
    likely = likely_first(identity, alike, on, typed=True)
    standing = standing_of(by, [subject] if subject else [], [likely])
    chosen = choose(likely, standing, subject, joins=True)
    few = chosen[:MOST_LISTED]
    whole = read_whole(by, {one.side for one in few}, standing, at=at, reason=search.because)
    first, rest = few[: rules.MOST_SHOWN], few[rules.MOST_SHOWN :]
    return Found(
        search,
        identity,
        candidates_of(first, standing, whole),
        candidates_of(rest, standing, whole),
        len(chosen) > MOST_LISTED,
        compared_all,
    )


def get_known(by: Actor, subject: Side, *, at: datetime) -> dict[str, Any]:
    """What the newest source says of whom the same person is looked for, as the search form takes it. Audited.

    Raises DoesNotExist of the report, the record or the person.
    """
    if subject.kind is SideKind.REPORT:
        return _typed(identity_of(get_reported_person(by=by, reported_id=subject.key, at=at)))
    if subject.kind is SideKind.RECORD:
        return _typed(identity_of_record(get_record(by=by, record_id=subject.key, at=at)))
    person = Person.objects.get(pk=subject.key, agency_id=by.agency_key)
    report = next(iter(list_reports(people_of(by, person.pk)).order_by("-notification__submitted_at")), None)
    if report is not None:
        return get_known(by, Side(SideKind.REPORT, report.pk), at=at)
    record = next(iter(list_records_now(by, person.pk)), None)
    return get_known(by, Side(SideKind.RECORD, record.pk), at=at) if record else {}


def _typed(identity: Identity) -> dict[str, Any]:
    aged = identity.approximate_age
    return {
        "given_name": identity.given_name,
        "family_name": identity.family_name,
        "date_of_birth": identity.date_of_birth,
        "age": aged.years if aged and not identity.date_of_birth else None,
        "address": identity.address,
        "postcode": identity.postcode,
        "telephone": identity.telephone,
    }
