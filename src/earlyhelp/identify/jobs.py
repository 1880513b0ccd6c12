"""What the worker does for this room. The clock is read here, once."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions
from earlyhelp.kit.actor import Actor

QUEUE: Final = "outbox"
PURGE_JOB: Final = "identify.purge_drafts"


# At twenty to every hour.
@app.periodic(cron="40 * * * *")
@app.task(name=PURGE_JOB, queue=QUEUE, queueing_lock=PURGE_JOB)
def purge_drafts(timestamp: int) -> None:
    """Warn about drafts that will end, and end those that were warned about. `timestamp` is when this was due."""
    keep = timedelta(days=settings.DRAFT_DAYS)
    actions.purge_drafts(by=Actor.system(Purpose.RUNNING), keep=keep, at=timezone.now())
