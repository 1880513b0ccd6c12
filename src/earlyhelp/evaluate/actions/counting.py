"""Running every measure over a folder of facts, and keeping what each reader may read of it."""

from datetime import datetime
from pathlib import Path

from earlyhelp.evaluate.actions.figures import Counted, keep_values
from earlyhelp.evaluate.models import FigureRun
from earlyhelp.evaluate.queries.figures import get_reader, list_keepers
from earlyhelp.evaluate.rules.periods import Months
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting


def keep_figures(
    *, by: Actor, folder: Path, months: Months, at: datetime, engine: str = "duckdb"
) -> list[FigureRun]:
    """Run every measure over a folder of facts, and keep for each partner and for everybody what they may read.

    Raises CannotMeasure when there are no facts that can be counted.
    """
    # Here and not above: what runs measures is loaded by the worker and by commands, and by no web process.
    from earlyhelp.evaluate.measures.engine import run
    from earlyhelp.evaluate.measures.measure import Period

    tables = run(folder, Period(months.first, months.last), engine)
    values = {name: table.to_pylist() for name, table in tables.items()}
    counted, kept = Counted(months, months.last, engine), []
    for agency_id in (None, *list_keepers(by)):
        with acting(Actor.system(by.purpose, agency_id=agency_id)) as reader:
            kept.append(keep_values(by=reader, run=counted, reader=get_reader(reader), values=values, at=at))
    return [one for one in kept if one is not None]
