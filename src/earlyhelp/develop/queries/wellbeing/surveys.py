"""Reading rounds and what was published of them. Nothing here reads an answer: the service's role cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connections

from earlyhelp.develop.choices.wellbeing import Item, Place
from earlyhelp.develop.models.wellbeing import HandedLink, SurveyFigure, SurveyRound
from earlyhelp.develop.queries.wellbeing.walls import CONNECTION, apart
from earlyhelp.develop.rules.wellbeing.surveys import check_may_keep_surveys
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner, Team

ROUNDS: Final = 8
# So many figures of one round are read at most: 200 teams with five sentences each.
MOST_FIGURES: Final = 1000


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a round by its names, about how many of it answered, and about how many well, item by item."""

    place: Place
    name_en: str
    name_cy: str
    people: int
    items: tuple[tuple[Item, int], ...]


def get_open_round(by: Actor, *, today: date) -> SurveyRound | None:
    """The round of the actor's agency that can be answered today. Two never are."""
    with apart(by):
        return SurveyRound.objects.filter(
            agency_key=by.agency_key, opens_on__lte=today, closes_on__gte=today, counted_on=None
        ).first()


def find_round(by: Actor, round_id: UUID) -> SurveyRound | None:
    """A round of the actor's agency, by its key."""
    with apart(by):
        return SurveyRound.objects.filter(agency_key=by.agency_key, pk=round_id).first()


def was_handed(by: Actor, found: SurveyRound) -> bool:
    """Whether the actor was handed a link to a round. Whether they answered, nobody knows."""
    with apart(by):
        return HandedLink.objects.filter(round=found, practitioner_key=by.practitioner_key).exists()


def list_rounds(by: Actor) -> list[SurveyRound]:
    """The agency's rounds, the newest first. Raises NotAllowed."""
    check_may_keep_surveys(by)
    with apart(by):
        return list(SurveyRound.objects.filter(agency_key=by.agency_key))


def list_published(by: Actor) -> list[tuple[SurveyRound, list[Group]]]:
    """What was published of the agency's last rounds, the newest first: the agency, its teams by name, and everybody
    else. Two queries, however many rounds."""
    with apart(by):
        figures = list(
            SurveyFigure.objects.filter(agency_key=by.agency_key)
            .select_related("round")
            .order_by("-round__opens_on")[: ROUNDS * MOST_FIGURES]
        )
    teams = Team.objects.in_bulk({one.team_key for one in figures if one.team_key})
    found: dict[UUID, tuple[SurveyRound, dict[tuple[Place, UUID | None], list[SurveyFigure]]]] = {}
    for one in figures:
        groups = found.setdefault(one.round_id, (one.round, {}))[1]
        groups.setdefault((Place(one.place), one.team_key), []).append(one)
    return [(held, _groups(groups, teams)) for held, groups in list(found.values())[:ROUNDS]]


def list_series(by: Actor) -> Mapping[Item, list[tuple[SurveyRound, int, int]]]:
    """Of each item, round by round in the order of time, how many of the agency answered and how many well."""
    with apart(by):
        found = list(
            SurveyFigure.objects.filter(agency_key=by.agency_key, place=Place.AGENCY)
            .select_related("round")
            .order_by("round__opens_on")
        )
    return {
        item: [(one.round, one.people, one.good) for one in found if one.item == item.value] for item in Item
    }


def list_agencies_due(by: Actor) -> list[UUID]:
    """Agencies with a round whose last day is over and which was not counted yet: their keys, and nothing else."""
    with apart(by), connections[CONNECTION].cursor() as cursor:
        cursor.execute("SELECT * FROM wellbeing.agencies_due()")
        return [key for (key,) in cursor.fetchall()]


def count_team(by: Actor) -> int:
    """How many people work in the actor's team now."""
    return Practitioner.objects.filter(team_id=by.team_key, is_active=True).count()


def _groups(
    by_group: Mapping[tuple[Place, UUID | None], list[SurveyFigure]], teams: Mapping[UUID, Team]
) -> list[Group]:
    named = [
        _group(place, teams.get(team) if team else None, figures)
        for (place, team), figures in by_group.items()
    ]
    return sorted(named, key=lambda one: (list(Place).index(one.place), one.name_en))


def _group(place: Place, team: Team | None, figures: list[SurveyFigure]) -> Group:
    order = list(Item.values)
    figures = sorted(figures, key=lambda one: order.index(one.item))
    return Group(
        place,
        team.name_en if team else "",
        team.name_cy if team else "",
        figures[0].people,
        tuple((Item(one.item), one.good) for one in figures),
    )
