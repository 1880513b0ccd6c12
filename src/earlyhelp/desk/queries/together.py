"""Who stands in a chronology of several people: those who live together now, or the nearest family."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.models import Person
from earlyhelp.understand.queries import get_family, list_homes

MOST_TOGETHER: Final = 8


class Together(StrEnum):
    """Whose chronology is put together."""

    HOME = "home"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the chronology of several people."""

    person_id: UUID
    reference: str
    name: str


def list_together(by: Actor, person: Person, which: Together, *, at: datetime) -> list[Member]:
    """The person first, then those with whom they live now or their nearest family, at most eight in all.

    Whoever shows them opens the record of each.
    """
    family = get_family(by, person, at=at)
    found = {family.centre_id: family.centre}
    if which is Together.FAMILY:
        for bond in family.bonds_of(family.centre_id):
            key = bond.other_than(family.centre_id)
            found[key] = family.people[key]
    else:
        for home in list_homes(by, person, at=at):
            for dweller in home.dwellers:
                if not dweller.row.is_over:
                    found[dweller.known.person_id] = dweller.known
    people = list(found.values())[:MOST_TOGETHER]
    return [Member(one.person_id, one.reference, one.name or one.reference) for one in people]
