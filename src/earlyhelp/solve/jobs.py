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


# At a quarter past every hour.
@app.periodic(cron="15 * * * *")
@app.task(name=REMIND_JOB, queue=QUEUE, queueing_lock=REMIND_JOB)
def remind_unheard(timestamp: int) -> None:
    """Bring up again what nobody was heard about. `timestamp` is when this job was due."""
    at, service = timezone.now(), Actor.system(Purpose.SAFEGUARDING)
    for agency_id in list_agencies_with_team(by=service, kind=TeamKind.FRONT_DOOR):
        with acting(Actor.system(Purpose.SAFEGUARDING, agency_id=agency_id)) as by:
            actions.remind_unheard(by=by, at=at)
