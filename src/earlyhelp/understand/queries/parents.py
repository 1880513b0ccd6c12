"""Who may answer for a child, and whom a consent can reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from earlyhelp.identify.choices import Responsibility
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency, Team
from earlyhelp.understand.choices.consents import RecipientKind
from earlyhelp.understand.choices.families import WhoSees
from earlyhelp.understand.facts import term_of
from earlyhelp.understand.models import Person, Relationship
from earlyhelp.understand.queries.families import counting
from earlyhelp.understand.queries.joined import people_of
from earlyhelp.understand.queries.said import Known, list_known
from earlyhelp.understand.rules.consents import AROUND, Recipient


@dataclass(frozen=True, slots=True)
class Parent:
    """Somebody who is said to have parental responsibility, or of whom that is not known."""

    person: Person
    known: Known
    term: str
    responsibility: Responsibility


def list_parents(by: Actor, person_id: UUID, *, at: datetime) -> list[Parent]:
    """Who may answer for a child, as the family page says: their parents and carers, and what is known of each.

    Those of whom it is said that they do not have it stand there too, because that is worth knowing. Nine queries.
    """
    keys = people_of(by, person_id)
    rows = counting(
        Relationship.objects.filter(other_id__in=keys, is_over=False, who_sees=WhoSees.OPEN).exclude(
            responsibility=""
        )
    ).select_related("person")
    ties: Sequence[Relationship] = list(rows)
    known = list_known(by, {one.person_id for one in ties}, at=at)
    return [
        Parent(
            one.person,
            known[one.person_id],
            term_of(one.kind, first=True, is_over=False).label,
            Responsibility(one.responsibility),
        )
        for one in ties
        if one.person_id in known
    ]


def list_recipients(by: Actor) -> list[tuple[str, str | Promise]]:
    """Whom a consent can reach, as key and words: the team around the family, then agencies and teams near by.

    Near by are those in the areas of the actor's agency. Two queries.
    """
    near = Agency.objects.filter(areas__agencies=by.agency_key).distinct()
    teams = Team.objects.filter(Q(agency__in=near) | Q(agency_id=by.agency_key)).select_related("agency")
    return [
        (AROUND.key, RecipientKind.AROUND.label),
        *((Recipient(agency_id=one.pk).key, one.name) for one in near.exclude(pk=by.agency_key)),
        *((Recipient(team_id=one.pk).key, f"{one.agency.name}: {one.name}") for one in teams),
    ]
