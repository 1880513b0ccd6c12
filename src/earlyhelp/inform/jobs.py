"""What the worker does for this room. The clock is read here, once."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform import actions
from earlyhelp.inform.choices import AGREEMENTS_JOB, DELIVER_JOB, FOLLOW_JOB, QUEUE, REACH_JOB, SWEEP_JOB
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.queries import list_agencies_with_team


@app.task(name=DELIVER_JOB, queue=QUEUE)
def deliver_message(message_id: str) -> None:
    """Send one message. When it must be tried again, the action itself leaves the next job."""
    actions.deliver_message(by=Actor.system(Purpose.RUNNING), message_id=UUID(message_id), at=timezone.now())


# Every ten minutes.
@app.periodic(cron="*/10 * * * *")
@app.task(name=SWEEP_JOB, queue=QUEUE, queueing_lock=SWEEP_JOB)
def sweep_outbox(timestamp: int) -> None:
    """Look for messages that lost their worker or their job. `timestamp` is when this job was due."""
    actions.sweep_outbox(by=Actor.system(Purpose.RUNNING), at=timezone.now())


@app.task(name=REACH_JOB, queue=QUEUE)
def deliver_to_person(message_id: str, agency_id: str) -> None:
    """Send one message to a person, as the agency that wrote it."""
    by = Actor.system(Purpose.EARLY_HELP, agency_id=UUID(agency_id))
    actions.deliver_to_person(by=by, message_id=UUID(message_id), at=timezone.now())


# Five minutes after every ten.
@app.periodic(cron="5-59/10 * * * *")
@app.task(name=FOLLOW_JOB, queue=QUEUE, queueing_lock=FOLLOW_JOB)
def follow_up_people(timestamp: int) -> None:
    """Ask what became of messages to people, agency by agency. `timestamp` is when this job was due."""
    at, service = timezone.now(), Actor.system(Purpose.EARLY_HELP)
    for kind in (TeamKind.FRONT_DOOR, TeamKind.SERVICE):
        for agency_id in list_agencies_with_team(by=service, kind=kind):
            by = Actor.system(Purpose.EARLY_HELP, agency_id=agency_id)
            actions.follow_up_people(by=by, at=at)


# Each morning at a quarter past six.
@app.periodic(cron="15 6 * * *")
@app.task(name=AGREEMENTS_JOB, queue=QUEUE, queueing_lock=AGREEMENTS_JOB)
def follow_agreements(timestamp: int) -> None:
    """Warn of sharing agreements that end or are to be reviewed. `timestamp` is when this job was due."""
    by = Actor.system(Purpose.RUNNING)
    with acting(by):
        actions.follow_agreements(by=by, at=timezone.now())
