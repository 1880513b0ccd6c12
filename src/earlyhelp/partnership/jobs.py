"""What the worker does for this room. The clock is read here, once."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from earlyhelp.govern.actions import unusual
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import joiners, leavers, passwords, tries
from earlyhelp.partnership.queries.agencies import list_agencies_to_keep

# Twelve tries over about three hours; then an administrator sees that the invitation was not sent.
_AGAIN: Final = RetryStrategy(max_attempts=12, linear_wait=150)
# A link to another password lives for half an hour: what comes later opens nothing.
_SOON: Final = RetryStrategy(max_attempts=6, linear_wait=60)
FORGET_JOB: Final = "partnership.forget_sign_ins"
READING_JOB: Final = "partnership.find_unusual_reading"


@app.task(name=joiners.INVITE_JOB, queue=joiners.QUEUE, retry=_AGAIN)
def send_invitation(invitation_id: str) -> None:
    """Make and send the secret of an invitation."""
    with acting(Actor.system(Purpose.RUNNING)) as by:
        joiners.deliver_invitation(by=by, invitation_id=UUID(invitation_id), at=timezone.now())


@app.task(name=passwords.SEND_JOB, queue=joiners.QUEUE, retry=_SOON)
def send_password_link(link_id: str) -> None:
    """Make and send the secret of a link to another password. Of a key that is no link's, nothing comes."""
    with acting(Actor.system(Purpose.RUNNING)) as by:
        passwords.deliver_password_link(by=by, link_id=UUID(link_id), at=timezone.now())


# At two minutes past each hour: who leaves today is gone in the night, and soon after a worker that was down is back.
@app.periodic(cron="2 * * * *")
@app.task(name=leavers.LEAVE_JOB, queue=joiners.QUEUE, queueing_lock=leavers.LEAVE_JOB)
def leave_today(timestamp: int) -> None:
    """Let everybody go whose day has come. `timestamp` is when this job was due."""
    with acting(Actor.system(Purpose.RUNNING)) as by:
        leavers.leave_today(by=by, at=timezone.now())


# At twelve minutes past each hour: nothing of signing in is kept longer than it is needed.
@app.periodic(cron="12 * * * *")
@app.task(name=FORGET_JOB, queue=joiners.QUEUE, queueing_lock=FORGET_JOB)
def forget_sign_ins(timestamp: int) -> None:
    """Delete wrong tries and sessions whose time is over. `timestamp` is when this job was due."""
    with acting(Actor.system(Purpose.RUNNING)) as by:
        tries.forget_sign_ins(by=by, at=timezone.now())


# At ten past three each night, when yesterday is whole.
@app.periodic(cron="10 3 * * *")
@app.task(name=READING_JOB, queue=joiners.QUEUE, queueing_lock=READING_JOB)
def find_unusual_reading(timestamp: int) -> None:
    """Look through yesterday's readings of each agency. `timestamp` is when this job was due."""
    at = timezone.now()
    yesterday = timezone.localdate(at) - timedelta(days=1)
    for agency in list_agencies_to_keep(Actor.system(Purpose.ASSURANCE), leads=True):
        with acting(Actor.system(Purpose.ASSURANCE, agency_id=agency.pk)) as by:
            unusual.find_unusual_reading(by=by, on=yesterday, at=at)
