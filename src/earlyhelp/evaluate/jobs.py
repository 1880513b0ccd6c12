"""What the worker does for this room: measures over the facts, once for each month. The clock is read here, once."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.evaluate.actions.counting import keep_figures
from earlyhelp.evaluate.choices import FIGURES_JOB
from earlyhelp.evaluate.queries.figures import is_counted
from earlyhelp.evaluate.rules.catalogue import by_name
from earlyhelp.evaluate.rules.periods import Months, months_to_count
from earlyhelp.govern.choices import Purpose
from earlyhelp.inform.choices import QUEUE
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON


# At ten past five in the morning, every day, after the facts were written: nearly always the months are there.
@app.periodic(cron="10 5 * * *")
@app.task(name=FIGURES_JOB, queue=QUEUE, queueing_lock=FIGURES_JOB)
def keep_months(timestamp: int) -> None:
    """Run the measures over the folder of facts and keep what may be read. `timestamp` is when this was due."""
    if not settings.FACTS_DIR:
        return
    folder = Path(settings.FACTS_DIR)
    at, service = timezone.now(), Actor.system(Purpose.ASSURANCE)
    months = months_to_count(at.astimezone(LONDON).date())
    if folder.is_dir() and any(folder.iterdir()) and not _all_counted(months):
        keep_figures(by=service, folder=folder, months=months, at=at)


def _all_counted(months: Months) -> bool:
    """Whether these months were counted for everybody by the measures of today. Again could tell of changes."""
    with acting(Actor.system(Purpose.ASSURANCE)) as by:
        return is_counted(by, last_on=months.last, measures=by_name().keys())
