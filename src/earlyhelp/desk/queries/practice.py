"""From notifications to counts by team and month. What leaves this file names nobody, and nobody is in it."""

from collections import defaultdict
from datetime import date, datetime, time
from statistics import median_low
from uuid import UUID

from earlyhelp.develop.rules.practice import TeamMonth
from earlyhelp.develop.rules.rounds import months_after
from earlyhelp.identify.queries import PracticeFact, list_practice_facts
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON


def count_month(by: Actor, *, month: date) -> list[TeamMonth]:
    """What the notifications of each team of the actor's agency were like in a month. `month` is its first day."""
    first, after = (datetime.combine(day, time(0), LONDON) for day in (month, months_after(month, 1)))
    teams: dict[UUID, list[PracticeFact]] = defaultdict(list)
    for fact in list_practice_facts(by, first=first, before=after):
        teams[fact.team_id].append(fact)
    return [
        TeamMonth(
            team_id=team,
            month=month,
            notifications=len(facts),
            complete=sum(fact.is_complete for fact in facts),
            with_child=sum(fact.names_child for fact in facts),
            voice=sum(fact.has_voice for fact in facts),
            strengths=sum(fact.has_strengths for fact in facts),
            minutes=median_low(fact.minutes for fact in facts),
        )
        for team, facts in sorted(teams.items())
    ]
