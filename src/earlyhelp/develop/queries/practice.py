"""Whether practice changed with training: months of teams, and what they show set against teams not yet trained."""

from datetime import date
from typing import Final
from uuid import UUID

from earlyhelp.develop.models import EvaluatedGroup, PracticeMonth
from earlyhelp.develop.rules.practice import Compared, TeamMonth, compare_practice
from earlyhelp.develop.rules.rounds import check_may_organise, months_after
from earlyhelp.kit.actor import Actor

MONTHS_BACK: Final = 24


def list_months_to_count(by: Actor, *, today: date) -> list[date]:
    """The first days of the last two years' months that are over and were not counted for the actor's agency."""
    this = today.replace(day=1)
    over = [months_after(this, -back) for back in range(MONTHS_BACK, 0, -1)]
    there = set(
        PracticeMonth.objects.filter(agency_id=by.agency_key, month__gte=over[0])
        .order_by()
        .values_list("month", flat=True)
        .distinct()
    )
    return [month for month in over if month not in there]


def compare_own_practice(by: Actor) -> tuple[Compared, ...]:
    """Every measure for the teams of the actor's agency, trained against not yet trained. Two queries.

    Raises NotAllowed.
    """
    check_may_organise(by)
    rows = [
        TeamMonth(
            one.team_id,
            one.month,
            one.notifications,
            one.complete,
            one.with_child,
            one.voice,
            one.strengths,
            one.minutes,
        )
        for one in PracticeMonth.objects.filter(agency_id=by.agency_key)
    ]
    trained_on: dict[UUID, date] = {}
    people = 0
    last = max((row.month for row in rows), default=date.min)
    for group in EvaluatedGroup.objects.filter(agency_id=by.agency_key, trained_on__lt=last):
        people += group.people
        for team in group.teams:
            trained_on[team] = min(trained_on.get(team, group.trained_on), group.trained_on)
    return compare_practice(rows, trained_on, people)
