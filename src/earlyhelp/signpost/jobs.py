"""What the worker does for this room. The clock is read here, once."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.queries import list_agencies_with_team
from earlyhelp.signpost.actions import answering, chasing, drafts
from earlyhelp.signpost.actions.linking import CODE_JOB, LINK_JOB, QUEUE, STOP_JOB
from earlyhelp.signpost.actions.proposals import nudge_owners
from earlyhelp.signpost.rules.links import actor_of

NUDGE_JOB: Final = "signpost.nudge_owners"
CHASE_JOB: Final = "signpost.chase_referrals"
# Twelve tries over about three hours; then a person sees on the referral that the link was not sent.
_AGAIN: Final = RetryStrategy(max_attempts=12, linear_wait=150)
# A code that comes too late is of no use.
_SOON: Final = RetryStrategy(max_attempts=4, wait=20)


@app.task(name=LINK_JOB, queue=QUEUE, retry=_AGAIN)
def send_answer_link(link_id: str) -> None:
    """Make and send the secret of a link."""
    with acting(actor_of(UUID(link_id))) as by:
        answering.deliver_link(by=by, link_id=UUID(link_id), at=timezone.now())


@app.task(name=CODE_JOB, queue=QUEUE, retry=_SOON)
def send_answer_code(link_id: str) -> None:
    """Make and send a code."""
    with acting(actor_of(UUID(link_id))) as by:
        answering.deliver_code(by=by, link_id=UUID(link_id), at=timezone.now())


@app.task(name=STOP_JOB, queue=QUEUE, retry=_AGAIN)
def tell_partner_to_stop(contact_id: str) -> None:
    """Tell a partner without accounts that a referral was taken back."""
    with acting(Actor.system(Purpose.EARLY_HELP)) as by:
        answering.tell_partner_to_stop(by=by, contact_id=UUID(contact_id), at=timezone.now())


# At half past every hour.
@app.periodic(cron="30 * * * *")
@app.task(name=CHASE_JOB, queue=QUEUE, queueing_lock=CHASE_JOB)
def chase_referrals(timestamp: int) -> None:
    """Ask again for answers, free referrals of workers who left, delete old drafts. `timestamp`: when it was due."""
    at, service = timezone.now(), Actor.system(Purpose.EARLY_HELP)
    for agency_id in list_agencies_with_team(by=service, kind=TeamKind.FRONT_DOOR):
        with acting(Actor.system(Purpose.EARLY_HELP, agency_id=agency_id)) as by:
            chasing.chase_referrals(by=by, at=at)
            chasing.free_referrals_of_leavers(by=by, at=at)
            drafts.purge_referral_drafts(by=by, keep_days=settings.DRAFT_DAYS, at=at)


# Every Monday at seven in the morning.
@app.periodic(cron="0 7 * * 1")
@app.task(name=NUDGE_JOB, queue=QUEUE, queueing_lock=NUDGE_JOB)
def ask_owners_of_old_entries(timestamp: int) -> None:
    """Ask the owners of old entries whether they are still right. `timestamp` is when this job was due."""
    with acting(Actor.system(Purpose.RUNNING)) as by:
        nudge_owners(by=by, at=timezone.now())
