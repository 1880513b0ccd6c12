"""Reading what a worker said of their own days: the worker only. And whose wish for a check-in a lead may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from earlyhelp.develop.choices.wellbeing import ExposureKind
from earlyhelp.develop.models.wellbeing import CheckInWish, ExposureConsent, ExposureTick
from earlyhelp.develop.queries.wellbeing.walls import apart
from earlyhelp.develop.rules.wellbeing.surveys import check_leads_team
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner

WEEKS: Final = 12


@dataclass(frozen=True, slots=True)
class Met:
    """One kind of event, and on which days of the last twelve weeks the worker said they met it, the newest first."""

    kind: ExposureKind
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Wished:
    """Somebody of the team who lets a check-in be offered. It holds no more than this."""

    wish: CheckInWish
    name: str


def get_consent(by: Actor) -> ExposureConsent | None:
    """The actor's own consent, or None."""
    with apart(by):
        return ExposureConsent.objects.filter(practitioner_key=by.practitioner_key).first()


def list_met(by: Actor, *, today: date) -> list[Met]:
    """What the actor met in the last twelve weeks, in the order of the list: not by number, and nothing is added up."""
    with apart(by):
        rows = list(
            ExposureTick.objects.filter(
                practitioner_key=by.practitioner_key, met_on__gt=today - timedelta(weeks=WEEKS)
            ).values_list("kind", "met_on")
        )
    return [
        Met(kind, tuple(day for found, day in rows if found == kind.value))
        for kind in ExposureKind
        if any(found == kind.value for found, _day in rows)
    ]


def list_met_on(by: Actor, day: date) -> list[str]:
    """The kinds that the actor ticked for one day."""
    with apart(by):
        found = ExposureTick.objects.filter(practitioner_key=by.practitioner_key, met_on=day)
        return list(found.values_list("kind", flat=True))


def get_own_wish(by: Actor) -> CheckInWish | None:
    """The actor's own wish for a check-in, or None."""
    with apart(by):
        return CheckInWish.objects.filter(practitioner_key=by.practitioner_key).first()


def list_wishes(by: Actor) -> Sequence[Wished]:
    """Who of the team that the actor leads lets a check-in be offered, by name. Raises NotAllowed."""
    check_leads_team(by)
    with apart(by):
        wishes = list(
            CheckInWish.objects.filter(team_key=by.team_key).exclude(practitioner_key=by.practitioner_key)
        )
    people = Practitioner.objects.filter(team_id=by.team_key, is_active=True).in_bulk(
        [one.practitioner_key for one in wishes]
    )
    named = [
        Wished(one, people[one.practitioner_key].full_name)
        for one in wishes
        if one.practitioner_key in people
    ]
    return sorted(named, key=lambda one: one.name)
