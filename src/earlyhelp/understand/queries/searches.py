"""Searching for a person by what was typed, and setting two side by side before they are linked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import ApproximateAge, Identity
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import rules
from earlyhelp.understand.choices import IdentifierSystem
from earlyhelp.understand.models import PersonSearch
from earlyhelp.understand.queries.candidates import Candidates, candidates_of, choose
from earlyhelp.understand.queries.matching import (
    LOOKED_THROUGH,
    find_alike,
    find_every,
    likely_first,
    read_whole,
    sought_of,
    standing_of,
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
    kind, number = typed.get("number_kind", ""), typed.get("number", "")
    kinds = [kind] if kind else list(IdentifierSystem.values)
    born, age = typed.get("date_of_birth"), typed.get("age")
    return Identity(
        given_name=typed.get("given_name", ""),
        family_name=typed.get("family_name", ""),
        date_of_birth=date.fromisoformat(born) if born else None,
        approximate_age=ApproximateAge(int(age), on) if age is not None and not born else None,
        address=typed.get("address", ""),
        postcode=typed.get("postcode", ""),
        telephone=typed.get("telephone", ""),
        identifiers=tuple((one, number) for one in kinds) if number else (),
    )


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


def typed_of_report(reported: ReportedPerson) -> dict[str, Any]:
    """What a report says of somebody, as the search form takes it."""
    return {
        "given_name": reported.given_name,
        "family_name": reported.family_name,
        "date_of_birth": reported.date_of_birth,
        "age": reported.age if reported.date_of_birth is None else None,
        "address": reported.address,
        "postcode": reported.postcode,
        "telephone": reported.telephone,
    }
