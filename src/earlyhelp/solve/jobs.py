"""What the worker does for this room. The clock is read here, once."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.queries import list_agencies_with_team
from earlyhelp.solve import actions
from earlyhelp.solve.actions import family_links, visits
from earlyhelp.solve.rules.family_links import reader_of

QUEUE: Final = "outbox"
REMIND_JOB: Final = "solve.remind_unheard"
FIGURES_JOB: Final = "solve.announce_team_figures"
CHECKS_JOB: Final = "solve.follow_up_checks"
REVIEWS_JOB: Final = "solve.remind_of_reviews"
LEAVERS_JOB: Final = "solve.return_work_of_leavers"
STEPS_JOB: Final = "solve.follow_up_steps"
WAITING_JOB: Final = "solve.tell_of_families_that_wait"
# Twelve tries over about three hours; then a person sees on the plan that the link was not sent.
_AGAIN: Final = RetryStrategy(max_attempts=12, linear_wait=150)
# A code that comes too late is of no use.
_SOON: Final = RetryStrategy(max_attempts=4, wait=20)


def _at_every_front_door(purpose: Purpose, *steps: Callable[..., object]) -> None:
    """Take these steps for each front door, every front door in a transaction of its own."""
    at = timezone.now()
    for agency_id in list_agencies_with_team(by=Actor.system(purpose), kind=TeamKind.FRONT_DOOR):
        with acting(Actor.system(purpose, agency_id=agency_id)) as by:
            for step in steps:
                step(by=by, at=at)


# At five past seven, Monday to Friday: a week whose Monday was missed is told on the next day.
@app.periodic(cron="5 7 * * 1-5")
@app.task(name=FIGURES_JOB, queue=QUEUE, queueing_lock=FIGURES_JOB)
def announce_team_figures(timestamp: int) -> None:
    """Tell supervisors that the week's figures are ready. `timestamp` is when this job was due."""
    at = timezone.now()
    with acting(Actor.system(Purpose.RUNNING)) as by:
        actions.announce_team_figures(by=by, at=at)


# At a quarter past every hour.
@app.periodic(cron="15 * * * *")
@app.task(name=REMIND_JOB, queue=QUEUE, queueing_lock=REMIND_JOB)
def remind_unheard(timestamp: int) -> None:
    """Bring up again what nobody was heard about. `timestamp` is when this job was due."""
    _at_every_front_door(Purpose.SAFEGUARDING, actions.remind_unheard)


# Every quarter of an hour: a reminder three hours before five o'clock is no use at ten to five.
@app.periodic(cron="*/15 * * * *")
@app.task(name=CHECKS_JOB, queue=QUEUE, queueing_lock=CHECKS_JOB)
def follow_up_checks(timestamp: int) -> None:
    """Remind agencies of checks and officers of questions, tell of late answers, and end what nobody answers."""
    _at_every_front_door(Purpose.EARLY_HELP, actions.follow_up_checks, actions.follow_up_questions)


# At half past seven, Monday to Friday.
@app.periodic(cron="30 7 * * 1-5")
@app.task(name=REVIEWS_JOB, queue=QUEUE, queueing_lock=REVIEWS_JOB)
def remind_of_reviews(timestamp: int) -> None:
    """Tell lead workers of reviews that come within a week or are overdue. `timestamp` is when this job was due."""
    _at_every_front_door(Purpose.EARLY_HELP, visits.remind_of_reviews)


@app.task(name=family_links.LINK_JOB, queue=QUEUE, retry=_AGAIN)
def send_family_link(link_id: str) -> None:
    """Make and send the secret of a family's private link."""
    with acting(reader_of(UUID(link_id))) as by:
        family_links.deliver_family_link(by=by, link_id=UUID(link_id), at=timezone.now())


@app.task(name=family_links.CODE_JOB, queue=QUEUE, retry=_SOON)
def send_family_code(link_id: str) -> None:
    """Make and send a code, by the other way."""
    with acting(reader_of(UUID(link_id))) as by:
        family_links.deliver_family_code(by=by, link_id=UUID(link_id), at=timezone.now())


# At ten to six, every day: whoever was taken off in the evening has no family in the morning.
@app.periodic(cron="50 5 * * *")
@app.task(name=LEAVERS_JOB, queue=QUEUE, queueing_lock=LEAVERS_JOB)
def return_work_of_leavers(timestamp: int) -> None:
    """Give the families of those who have left back to their team. `timestamp` is when this job was due."""
    _at_every_front_door(Purpose.EARLY_HELP, actions.return_work_of_leavers)


# At twenty past every hour: where somebody may be at risk, an answer is due within one working day.
@app.periodic(cron="20 * * * *")
@app.task(name=STEPS_JOB, queue=QUEUE, queueing_lock=STEPS_JOB)
def follow_up_steps(timestamp: int) -> None:
    """Remind teams whose answer about a family is late, and tell who asked. `timestamp` is when this job was due."""
    _at_every_front_door(Purpose.SAFEGUARDING, actions.follow_up_steps)


# At twenty past seven, Monday to Friday: after the families of those who have left are back with their team.
@app.periodic(cron="20 7 * * 1-5")
@app.task(name=WAITING_JOB, queue=QUEUE, queueing_lock=WAITING_JOB)
def tell_of_families_that_wait(timestamp: int) -> None:
    """Tell co-ordinators of families that wait for a lead or a first visit. `timestamp` is when this job was due."""
    _at_every_front_door(Purpose.EARLY_HELP, actions.tell_of_families_that_wait)
