"""Who a report is about, and what else is reported about them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.govern.rules.unusual import ties_between
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import ApproximateAge, Identity
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.models import Person, PersonLink
from earlyhelp.understand.queries.joined import get_current_person, people_of


def identity_of(reported: ReportedPerson) -> Identity:
    """Who a report says somebody is. Reads `reported.notification` for the day on which an age was judged."""
    said_on = reported.notification.submitted_at.astimezone(LONDON).date()
    return Identity(
        given_name=reported.given_name,
        family_name=reported.family_name,
        date_of_birth=reported.date_of_birth,
        approximate_age=ApproximateAge(reported.age, said_on) if reported.age is not None else None,
        address=reported.address,
        postcode=reported.postcode,
        telephone=reported.telephone,
    )


def list_links(by: Actor, reported_ids: Iterable[UUID]) -> dict[UUID, PersonLink]:
    """The live links of these reports that the actor's agency made, by report. One query, no names in it."""
    links = PersonLink.objects.filter(
        agency_id=by.agency_key, reported_id__in=list(reported_ids), undone_at=None
    ).select_related("person", "linked_by")
    return {link.reported_id: link for link in links if link.reported_id}


def get_link(by: Actor, reported_id: UUID) -> PersonLink | None:
    """The live link of this report, or None."""
    return list_links(by, [reported_id]).get(reported_id)


def get_person_for(*, by: Actor, reported: ReportedPerson) -> Person | None:
    """Whom this report is about, as somebody of the actor's agency said, or None when nobody has."""
    link = get_link(by, reported.pk)
    return get_current_person(by, link.person_id) if link else None


def list_reports_of(*, by: Actor, person: Person, at: datetime) -> list[ReportedPerson]:
    """The reports that are linked to a person and that the actor may see, newest first. Audited."""
    reports = list(
        ReportedPerson.objects.filter(
            links__person__in=people_of(by, person.pk), links__undone_at=None, links__agency_id=by.agency_key
        )
        .select_related("notification")
        .order_by("-notification__submitted_at", "position")
    )
    ties = ties_between(by.label, ((report.given_name, report.family_name) for report in reports))
    audit.record_read(by=by, what="person", targets=[person], at=at, ties=ties)
    audit.record_read(by=by, what="reported_person", targets=reports, at=at)
    return reports


def get_reported_person(*, by: Actor, reported_id: UUID, at: datetime) -> ReportedPerson:
    """One person in a report that the actor may see. Audited. Raises ReportedPerson.DoesNotExist."""
    reported = ReportedPerson.objects.select_related("notification").get(pk=reported_id)
    audit.record_read(by=by, what="reported_person", targets=[reported], at=at, reason="to search")
    return reported


class Place(NamedTuple):
    """Where somebody stands in a notification."""

    reference: str
    position: int


def get_place(by: Actor, reported_id: UUID) -> Place:
    """Where a reported person stands. Names nobody. Raises ReportedPerson.DoesNotExist."""
    found = ReportedPerson.objects.select_related("notification").get(pk=reported_id)
    return Place(found.notification.reference, found.position)
