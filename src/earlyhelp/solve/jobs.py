"""What the worker does for this room. The clock is read here, once."""

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.queries import list_agencies_with_team
from earlyhelp.solve import actions

QUEUE: Final = "outbox"
REMIND_JOB: Final = "solve.remind_unheard"


FIGURES_JOB: Final = "solve.announce_team_figures"


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
    at, service = timezone.now(), Actor.system(Purpose.SAFEGUARDING)
    for agency_id in list_agencies_with_team(by=service, kind=TeamKind.FRONT_DOOR):
        with acting(Actor.system(Purpose.SAFEGUARDING, agency_id=agency_id)) as by:
            actions.remind_unheard(by=by, at=at)


CHECKS_JOB: Final = "solve.follow_up_checks"


# Every quarter of an hour: a reminder three hours before five o'clock is no use at ten to five.
@app.periodic(cron="*/15 * * * *")
@app.task(name=CHECKS_JOB, queue=QUEUE, queueing_lock=CHECKS_JOB)
def follow_up_checks(timestamp: int) -> None:
    """Remind agencies of checks and officers of questions, tell of late answers, and end what nobody answers."""
    at, service = timezone.now(), Actor.system(Purpose.EARLY_HELP)
    for agency_id in list_agencies_with_team(by=service, kind=TeamKind.FRONT_DOOR):
        with acting(Actor.system(Purpose.EARLY_HELP, agency_id=agency_id)) as by:
            actions.follow_up_checks(by=by, at=at)
            actions.follow_up_questions(by=by, at=at)
