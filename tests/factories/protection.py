"""Records for named readers, people kept apart, workers' own records, and openings in an emergency."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from earlyhelp.govern.actions.breakglass import break_glass, review_glass
from earlyhelp.govern.choices.breakglass import GlassVerdict, WhyBroken
from earlyhelp.govern.models import BreakGlass
from earlyhelp.govern.rules.breakglass import Emergency
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand import actions
from earlyhelp.understand.choices.protection import WhyKept
from earlyhelp.understand.models import KeptApart, OwnRecord, Person, Restriction
from tests import factories
from tests.factories.families import someone


def restricted(
    by: Actor, person: Person, readers: Iterable[Practitioner], *, at: datetime = factories.AT
) -> Restriction:
    """Let a record open to these and to the co-ordinator who acts."""
    with acting(by):
        return actions.restrict_person(
            by=by,
            person_id=person.pk,
            why=WhyKept.HIGH_RISK,
            words="",
            readers=[one.pk for one in readers],
            review_on=at.date() + timedelta(days=90),
            at=at,
        )


def apart(by: Actor, person: Person, other: Person, *, at: datetime = factories.AT) -> KeptApart:
    """Keep two people apart."""
    with acting(by):
        return actions.keep_apart(
            by=by,
            person_id=person.pk,
            other_id=other.pk,
            why="She left him after he hurt her.",
            review_on=at.date() + timedelta(days=90),
            at=at,
        )


def own(by: Actor, person: Person, worker: Practitioner, *, at: datetime = factories.AT) -> OwnRecord:
    """Keep a worker from a record."""
    with acting(by):
        return actions.keep_from_worker(by=by, person_id=person.pk, practitioner_id=worker.pk, at=at)


def broken(by: Actor, person: Person, *, at: datetime, is_restricted: bool = False) -> BreakGlass:
    """Open a record in an emergency, past the checks of the action that people use."""
    asked = Emergency(
        record_label="person",
        record_id=person.pk,
        record_reference=person.reference,
        owner_agency_id=person.agency_id,
        agency_label="A charity",
        why=WhyBroken.CHILD,
        words="A neighbour heard a child cry for help.",
        is_restricted=is_restricted,
        why_no_reader="Nobody answers the telephone." if is_restricted else "",
    )
    with acting(by):
        return break_glass(by=by, asked=asked, at=at)


def rows_of_protection(
    partners: factories.Partners, reader: Practitioner, *, at: datetime = factories.AT
) -> None:
    """One row in each table of what is kept from whom, and of openings in an emergency. `reader` sees them all."""
    coordinator = factories.practitioner(partners.front_door, Role.COORDINATOR)
    by = factories.actor(coordinator)
    person, other, third = (someone(by, name, at=at) for name in ("Heulwen", "Idris", "Mared"))
    restricted(by, person, [reader], at=at)
    apart(by, third, other, at=at)
    own(by, other, factories.practitioner(partners.front_door, Role.DECISION_MAKER), at=at)
    stranger = factories.practitioner(partners.service_team, Role.SERVICE_WORKER)
    glass = broken(factories.actor(stranger), other, at=at)
    officer = factories.actor(factories.practitioner(partners.front_door, Role.AUDITOR))
    later = at + timedelta(hours=3)
    with acting(officer):
        review_glass(
            by=officer, glass_id=glass.pk, verdict=GlassVerdict.ASKED, words="Who rang you?", at=later
        )
