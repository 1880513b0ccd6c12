"""What the worker does for this room: measures over the facts, once for each month. The clock is read here, once."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from earlyhelp.evaluate.actions.figures import Counted, keep_values
from earlyhelp.evaluate.choices import FIGURES_JOB
from earlyhelp.evaluate.models import FigureRun
from earlyhelp.evaluate.queries.figures import get_reader, is_counted, list_keepers
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
    months = months_to_count(timezone.now().astimezone(LONDON).date())
    if folder.is_dir() and any(folder.iterdir()) and not _all_counted(months):
        keep_figures(folder, months=months)


def keep_figures(folder: Path, *, months: Months, engine: str = "duckdb") -> list[FigureRun]:
    """Run every measure over a folder of facts, and keep for each partner and for everybody what they may read."""
    from earlyhelp.evaluate.measures.engine import run
    from earlyhelp.evaluate.measures.measure import Period

    at = timezone.now()
    tables = run(folder, Period(months.first, months.last), engine)
    values = {name: table.to_pylist() for name, table in tables.items()}
    counted, kept = Counted(months, months.last, engine), []
    service = Actor.system(Purpose.ASSURANCE)
    for agency_id in (None, *list_keepers(service)):
        with acting(Actor.system(Purpose.ASSURANCE, agency_id=agency_id)) as by:
            kept.append(keep_values(by=by, run=counted, reader=get_reader(by), values=values, at=at))
    return [one for one in kept if one is not None]


def _all_counted(months: Months) -> bool:
    """Whether these months were counted for everybody by the measures of today. Again could tell of changes."""
    with acting(Actor.system(Purpose.ASSURANCE)) as by:
        return is_counted(by, last_on=months.last, measures=by_name().keys())
