"""What the worker does for this room. The clock is read here, once."""

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.develop.actions import remind_of_refreshers
from earlyhelp.develop.actions.evaluation import tell_everybody
from earlyhelp.develop.actions.requirements import publish_coverage
from earlyhelp.develop.queries import list_agencies_with_training
from earlyhelp.develop.queries.coverage import list_agencies_that_ask
from earlyhelp.develop.queries.evaluation import list_to_tell
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.queries.teams import list_agencies_with_team

QUEUE: Final = "outbox"
REFRESHERS_JOB: Final = "develop.remind_of_refreshers"
COVERAGE_JOB: Final = "develop.count_coverage"
TELL_JOB: Final = "develop.tell_groups"


# At ten past six, every day.
@app.periodic(cron="10 6 * * *")
@app.task(name=REFRESHERS_JOB, queue=QUEUE, queueing_lock=REFRESHERS_JOB)
def remind_of_refreshers_due(timestamp: int) -> None:
    """Remind people of courses that are due again, agency by agency. `timestamp` is when this job was due."""
    at = timezone.now()
    for agency_id in list_agencies_with_training(Actor.system(Purpose.OWN_WORK)):
        with acting(Actor.system(Purpose.OWN_WORK, agency_id=agency_id)) as by:
            remind_of_refreshers(by=by, at=at)


# At half past three, every night.
@app.periodic(cron="30 3 * * *")
@app.task(name=COVERAGE_JOB, queue=QUEUE, queueing_lock=COVERAGE_JOB)
def count_coverage(timestamp: int) -> None:
    """Count how far training is, agency by agency, for all partners. `timestamp` is when this job was due."""
    at = timezone.now()
    for agency_id in list_agencies_that_ask(Actor.system(Purpose.RUNNING)):
        with acting(Actor.system(Purpose.RUNNING, agency_id=agency_id)) as by:
            publish_coverage(by=by, at=at)


# At nine in the morning, every day.
@app.periodic(cron="0 9 * * *")
@app.task(name=TELL_JOB, queue=QUEUE, queueing_lock=TELL_JOB)
def tell_groups(timestamp: int) -> None:
    """Tell the groups whose follow-up is open, everybody of them and once. `timestamp` is when this was due."""
    at, service = timezone.now(), Actor.system(Purpose.RUNNING)
    today = at.astimezone(LONDON).date()
    agencies = {one for kind in TeamKind for one in list_agencies_with_team(by=service, kind=kind)}
    for agency_id in sorted(agencies):
        with acting(Actor.system(Purpose.RUNNING, agency_id=agency_id)) as by:
            for asked in list_to_tell(by, today=today):
                tell_everybody(by=by, round_id=asked.pk, at=at)
