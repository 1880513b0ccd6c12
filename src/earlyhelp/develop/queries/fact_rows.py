"""Training as facts for figures: how many people need what is asked, and have it, at the end of each month."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from earlyhelp.develop.models import TrainingRequirement
from earlyhelp.develop.queries.requirements import list_in_force, list_standings
from earlyhelp.develop.rules.coverage import tally_of
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency

MONTHS: Final = 24


class TrainingFact(NamedTuple):
    """One month of one requirement. A requirement is the code of a course, or a level of practice."""

    month: date
    agency: str
    requirement: str
    required: int
    covered: int


def list_training_facts(by: Actor, *, today: date) -> Iterator[TrainingFact]:
    """Each of the last 24 months that are over, since the actor's agency first asked anything. Names nobody.

    Counted among the people who work there today, by what they had learnt at the end of that month.
    """
    agency = Agency.objects.values_list("code", flat=True).get(pk=by.agency_key)
    asked = TrainingRequirement.objects.filter(agency_id=by.agency_key).order_by("starts_on")
    first = asked.values_list("starts_on", flat=True).first()
    month = today.replace(day=1)
    for _ in range(MONTHS):
        last = month - timedelta(days=1)
        month = last.replace(day=1)
        if first is None or last < first:
            return
        for required in list_in_force(by, today=last):
            standings = list_standings(by, required, today=last)
            tally = tally_of(one.stands.standing for one in standings)
            if tally.people:
                subject = required.version.course.code if required.version.course else required.version.level
                yield TrainingFact(month, agency, subject, tally.people, tally.covered)
