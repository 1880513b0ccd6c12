"""What the worker does for this room. The clock is read here, once."""

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.develop.actions.wellbeing import exposure, surveys
from earlyhelp.develop.queries.wellbeing.surveys import list_agencies_due
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.queries.practitioners import list_who_left

QUEUE: Final = "outbox"
COUNT_JOB: Final = "develop.count_surveys"
SWEEP_JOB: Final = "develop.sweep_wellbeing"


# At twenty past three each night: the day after a survey's last day its answers become figures and are gone.
@app.periodic(cron="20 3 * * *")
@app.task(name=COUNT_JOB, queue=QUEUE, queueing_lock=COUNT_JOB)
def count_surveys(timestamp: int) -> None:
    """Count the surveys whose last day is over. `timestamp` is when this job was due."""
    at = timezone.now()
    for agency_id in list_agencies_due(Actor.system(Purpose.RUNNING)):
        with acting(Actor.system(Purpose.RUNNING, agency_id=agency_id)) as by:
            surveys.count_due_rounds(by=by, at=at)


# At twenty to four each night.
@app.periodic(cron="40 3 * * *")
@app.task(name=SWEEP_JOB, queue=QUEUE, queueing_lock=SWEEP_JOB)
def sweep_wellbeing(timestamp: int) -> None:
    """Delete what staff kept for themselves where its time is over. `timestamp` is when this job was due."""
    with acting(Actor.system(Purpose.RUNNING)) as by:
        exposure.sweep(by=by, gone=list_who_left(by=by), at=timezone.now())
