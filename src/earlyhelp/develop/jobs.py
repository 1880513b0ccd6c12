"""What the worker does here: telling everybody of a group that a follow-up is open. The clock is read here, once."""

from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.develop.actions.evaluation import tell_everybody
from earlyhelp.develop.queries.evaluation import list_to_tell
from earlyhelp.govern.choices import Purpose
from earlyhelp.inform.choices import QUEUE
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.queries.teams import list_agencies_with_team

TELL_JOB: Final = "develop.tell_groups"


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
