"""What the worker does for this room. The clock is read here, once."""

from typing import Final

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.govern.actions.months import make_audit_months
from earlyhelp.govern.actions.retention import run_retention
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.queries.retention import list_controllers
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting

QUEUE: Final = "outbox"
RETENTION_JOB: Final = "govern.run_retention"
MONTHS_JOB: Final = "govern.make_audit_months"


# At ten past two every night.
@app.periodic(cron="10 2 * * *")
@app.task(name=RETENTION_JOB, queue=QUEUE, queueing_lock=RETENTION_JOB)
def retain(timestamp: int) -> None:
    """Look for what falls due, and delete for good what was hidden for 30 days. `timestamp` is when this was due."""
    for _name, by in list_controllers(by=Actor.system(Purpose.RUNNING)):
        with acting(by):
            run_retention(by=by, at=timezone.now(), register=settings.ERASURE_REGISTER)


# At half past one every night: before the other work of the night writes its entries.
@app.periodic(cron="30 1 * * *")
@app.task(name=MONTHS_JOB, queue=QUEUE, queueing_lock=MONTHS_JOB)
def make_months(timestamp: int) -> None:
    """Make the audit's tables for the months to come. `timestamp` is when this was due."""
    by = Actor.system(Purpose.RUNNING)
    with acting(by):
        make_audit_months(by=by, at=timezone.now())
