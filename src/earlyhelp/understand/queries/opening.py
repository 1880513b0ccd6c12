"""Opening one person's record: who may, why, and an entry in the audit for every page of it that is shown."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.models import AccessGrant, BreakGlass
from earlyhelp.govern.queries.breakglass import find_live_glass
from earlyhelp.govern.queries.rights import check_may_use
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import parse_reference
from earlyhelp.understand import rules
from earlyhelp.understand.models import Person, PersonLink, Restriction
from earlyhelp.understand.queries.joined import get_current_person, people_of

PREFIX = "PN"


def get_person(by: Actor, reference: str, *, at: datetime, to_read: bool = False) -> Person:
    """One person whose record this practitioner may open now. Shows nothing, so it is not audited: `record_opening` is.

    `reference` is as typed. Raises Person.DoesNotExist when there is none that this agency can see, NotAllowed when
    the practitioner is not involved. Of people who were found to be one, the one who stands for all is given.
    Raises Restricted where they asked for the record to be kept and not used.
    With `to_read`, what was opened in an emergency counts: it opens for reading and for nothing else.
    """
    parsed = parse_reference(reference, prefix=PREFIX)
    if parsed is None:
        raise Person.DoesNotExist
    person = Person.objects.select_related("agency").get(reference=str(parsed))
    glass = find_live_glass(by, people_of(by, person.pk), at=at)
    _check_not_kept(by, person, is_opened=glass is not None and to_read)
    is_emergency = to_read and glass is not None
    if not is_emergency:
        check_may_use(by, people_of(by, person.pk))
    granted = is_emergency or _is_granted(by, person.pk, at)
    rules.check_may_open(by, owner=person.agency_id, is_granted=granted)
    return get_current_person(by, person.pk) if person.agency_id == by.agency_id else person


def check_may_use_reported(by: Actor, reported_id: UUID, *, shares: bool = False) -> None:
    """Refuse to use, or share, the record of whom a report is about. Raises Restricted, Objected. Three queries."""
    link = PersonLink.objects.filter(reported_id=reported_id, undone_at=None).first()
    keys = {reported_id} | (people_of(by, link.person_id) if link else set())
    check_may_use(by, keys, shares=shares)


def find_emergency(by: Actor, person: Person, *, at: datetime) -> BreakGlass | None:
    """The actor's own opening of this record that lasts now, when nothing else opens it to them. Else None."""
    glass = find_live_glass(by, people_of(by, person.pk), at=at)
    if glass is None or (not glass.is_restricted and _opens_anyway(by, person, at)):
        return None
    return glass


def _opens_anyway(by: Actor, person: Person, at: datetime) -> bool:
    return rules.may_open(by, owner=person.agency_id, is_granted=_is_granted(by, person.pk, at))


def _check_not_kept(by: Actor, person: Person, *, is_opened: bool) -> None:
    """The first wall says the same as the second: a restricted record is not there. Raises Person.DoesNotExist."""
    kept = Restriction.objects.filter(person=person, ended_at=None)
    if not is_opened and kept.exclude(readers__contains=[by.practitioner_key]).exists():
        raise Person.DoesNotExist


def find_granted_person(by: Actor, reported_id: UUID, *, at: datetime) -> Person | None:
    """Whom a report is about, when access to their record is open to the actor's agency now. Shows a reference only."""
    links = PersonLink.objects.filter(reported_id=reported_id, undone_at=None).select_related("person")
    return next((link.person for link in links if _is_granted(by, link.person_id, at)), None)


def _is_granted(by: Actor, person_id: UUID, at: datetime) -> bool:
    live = Q(until_at=None) | Q(until_at__gt=at)
    return AccessGrant.objects.filter(live, record_id=person_id, agency_id=by.agency_key).exists()


def record_opening(by: Actor, person: Person, *, page: str, because: str, at: datetime) -> None:
    """Write down that one page of a person's record was shown, and why: one entry for each view."""
    audit.record(
        by=by,
        did="person.read",
        target=person,
        kind=EntryKind.READ,
        reason=because,
        detail={"page": page},
        at=at,
    )


def is_about(by: Actor, person: Person, notification: str) -> bool:
    """True when a report in this notification (a reference) is linked to the person. Names nobody."""
    return PersonLink.objects.filter(
        agency_id=by.agency_key,
        undone_at=None,
        person__in=people_of(by, person.pk),
        reported__notification__reference=notification,
        reported__notification__front_door__agency_id=by.agency_key,
    ).exists()


def list_reports_now(by: Actor, person: Person) -> list[ReportedPerson]:
    """The reports that are linked to a person and that the actor may see, the newest first. Two queries.

    Whoever shows them has opened the record (`record_opening`).
    """
    linked = PersonLink.objects.filter(person__in=people_of(by, person.pk), undone_at=None)
    return list(
        ReportedPerson.objects.filter(pk__in=linked.values("reported_id"))
        .select_related("notification__agency", "notification__team")
        .order_by("-notification__submitted_at", "position")
    )
