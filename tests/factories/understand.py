"""Partners' own records of synthetic people, and people who were found to be one."""

from datetime import date, datetime, timedelta
from itertools import count

from django.db.models import Model

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.identity import Identity, plain_identifier, search_keys
from earlyhelp.partnership.models import Agency
from earlyhelp.understand.actions import search_people
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.models import (
    Person,
    PersonJoin,
    SourceIdentifier,
    SourceRecord,
    SourceVersion,
)
from tests.factories import AT

_numbers = count(1)


def source_record(
    owner: Agency,
    given_name: str = "Siân",
    family_name: str = "Jones",
    date_of_birth: date | None = date(1988, 4, 2),
    *,
    system: str = "cases",
    identifiers: tuple[tuple[str, str], ...] = (),
    at: datetime = AT,
    **said: str,
) -> SourceRecord:
    """A record of one person in a partner's own system, with its numbers, as the owner loads it."""
    who = Identity(
        given_name,
        family_name,
        date_of_birth=date_of_birth,
        address=said.get("address", ""),
        postcode=said.get("postcode", ""),
        telephone=said.get("telephone", ""),
        identifiers=identifiers,
    )
    with acting(Actor.system("running", agency_id=owner.pk)):
        made = SourceRecord.objects.create(
            agency=owner,
            system=system,
            source_key=f"K{next(_numbers)}",
            given_name=given_name,
            family_name=family_name,
            date_of_birth=date_of_birth,
            recorded_at=at - timedelta(days=400),
            updated_at=at - timedelta(days=40),
            received_at=at,
            digest=b"\0" * 16,
            search_keys=search_keys(who),
            **said,
        )
        for kind, value in identifiers:
            SourceIdentifier.objects.create(
                record=made, agency=owner, system=kind, value=value, plain=plain_identifier(value)
            )
    return made


def earlier_version(of: SourceRecord, said: dict[str, str], *, at: datetime = AT) -> SourceVersion:
    """What a record said before."""
    with acting(Actor.system("running", agency_id=of.agency_id)):
        return SourceVersion.objects.create(
            record=of,
            agency_id=of.agency_id,
            said=said,
            updated_at=at - timedelta(days=300),
            received_at=at - timedelta(days=300),
            until_at=at,
        )


def person(by: Actor, *, at: datetime = AT) -> Person:
    """Somebody known to the actor's agency, of whom nothing is known yet."""
    with acting(by):
        return Person.objects.create(
            reference=f"PN-26-9{next(_numbers):06}",
            agency_id=by.agency_key,
            made_by_id=by.practitioner_key,
            made_at=at,
        )


def joined(by: Actor, one: Person, into: Person, *, at: datetime = AT) -> PersonJoin:
    """Two people who were found to be one."""
    with acting(by):
        return PersonJoin.objects.create(
            agency_id=by.agency_key,
            person=one,
            into=into,
            joined_by_id=by.practitioner_key,
            joined_at=at,
        )


def rows_of_records(council: Agency, by: Actor) -> list[Model]:
    """One row in each table of this part of the room."""
    record = source_record(council, identifiers=(("council", "C-0001"),))
    with acting(by):
        search = search_people(by=by, typed={"family_name": "Price"}, because=WhyOpened.HELP, at=AT)
    return [
        search,
        earlier_version(record, {"family_name": "Price"}),
        joined(by, person(by), person(by)),
    ]
