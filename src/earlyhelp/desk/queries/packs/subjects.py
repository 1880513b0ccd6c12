"""Whom a request is about: found by a reference that an officer types, and never by a name."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.govern.models import RightsRequest
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import parse_reference
from earlyhelp.understand.models import Person
from earlyhelp.understand.queries import get_current_person, list_known

_PLACE: Final = re.compile(r"(?P<reference>.+?)\s*/\s*(?P<place>[1-9]\d?)")


@dataclass(frozen=True, slots=True)
class Subject:
    """The record of a person that a request is about."""

    label: str
    key: UUID
    reference: str


def find_subject(by: Actor, typed: str) -> Subject | None:
    """A person of the agency by PN-26-0000017, or somebody in its notification by EH-26-0004217/2; else None."""
    if parsed := parse_reference(typed, prefix="PN"):
        person = Person.objects.filter(reference=str(parsed), agency_id=by.agency_key).first()
        if person is None:
            return None
        person = get_current_person(by, person.pk)
        return Subject(Person._meta.label, person.pk, person.reference)
    found = _PLACE.fullmatch(typed.strip())
    parsed = parse_reference(found["reference"], prefix="EH") if found else None
    if found is None or parsed is None:
        return None
    people = ReportedPerson.objects.filter(
        agency_id=by.agency_key, notification__reference=str(parsed)
    ).order_by("position")
    place = int(found["place"]) - 1
    reported = people[place : place + 1].first() if place < people.count() else None
    return Subject(ReportedPerson._meta.label, reported.pk, f"{parsed}/{place + 1}") if reported else None


def name_of(by: Actor, request: RightsRequest, *, at: datetime) -> str:
    """What the person of a request is called, so that an officer sees that it is the right one. Audited."""
    audit.record_read(by=by, what="rights_request", targets=[request], at=at)
    if request.subject_label == Person._meta.label:
        known = list_known(by, [request.subject_key], at=at).get(request.subject_key)
        return next((said.full_name for said in known.said if said.full_name), "") if known else ""
    reported = ReportedPerson.objects.filter(pk=request.subject_key).first()
    return f"{reported.given_name} {reported.family_name}".strip() if reported else ""
