"""What the worker does for this room. The clock is read here, once."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform import actions
from earlyhelp.inform.choices import DELIVER_JOB, QUEUE, SWEEP_JOB
from earlyhelp.kit.actor import Actor


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
