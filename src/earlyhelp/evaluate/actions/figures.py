"""Keeping what the measures gave: for each reader what is theirs, after small counts were left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from earlyhelp.evaluate.choices import WhyHidden
from earlyhelp.evaluate.disclosure import PARTNER_BOARD, PUBLISHED, ROUND_TO
from earlyhelp.evaluate.disclosure.values import protect_values
from earlyhelp.evaluate.models import FigureRun, FigureValue
from earlyhelp.evaluate.queries.figures import list_runs_of
from earlyhelp.evaluate.rules.boards import Reader, is_kept_for
from earlyhelp.evaluate.rules.catalogue import by_name
from earlyhelp.evaluate.rules.periods import Months
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor

_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Counted:
    """What one run of the measures was: its months, how far facts were looked at, and on which engine."""

    months: Months
    facts_until: date
    engine: str


@transaction.atomic
def keep_values(
    *,
    by: Actor,
    run: Counted,
    reader: Reader,
    values: Mapping[str, Iterable[Mapping[str, Any]]],
    at: datetime,
) -> FigureRun | None:
    """Keep for one reader what may be read of `values`: rows with the columns of a measure, by code and version.

    The actor is the service for the reader's agency, or for no agency: then it is kept for everybody, with the higher
    threshold. What was kept for the reader before goes. None when nothing is there for the reader.
    """
    threshold = PARTNER_BOARD if by.agency_id else PUBLISHED
    safe = {
        name: protect_values(
            [row for row in rows if is_kept_for(reader, row)], threshold, ROUND_TO, kind=by_name()[name].value
        )
        for name, rows in sorted(values.items())
    }
    if not any(safe.values()):
        return None
    list_runs_of(by).delete()
    kept = FigureRun.objects.create(
        agency_id=by.agency_id,
        first_on=run.months.first,
        last_on=run.months.last,
        facts_until=run.facts_until,
        measures=sorted(safe),
        engine=run.engine,
        counted_at=at,
        hidden_below=threshold,
        rounded_to=ROUND_TO,
    )
    rows = [_value(kept, name, row) for name, found in safe.items() for row in found]
    FigureValue.objects.bulk_create(rows, batch_size=_AT_ONCE)
    audit.record(by=by, did="figures.kept", target=kept, at=at, detail={"values": len(rows)})
    return kept


def _value(run: FigureRun, name: str, row: Mapping[str, Any]) -> FigureValue:
    code, _dot, version = name.rpartition(".")
    is_hidden = row["hidden"]
    return FigureValue(
        run=run,
        agency_id=run.agency_id,
        measure=code,
        version=int(version),
        first_on=row["first"],
        force=row["force"],
        area=row["area"],
        agency_code=row["agency"],
        group=row["group"],
        count=None if is_hidden else row["count"],
        out_of=row["out_of"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        hidden=WhyHidden.SMALL if is_hidden else "",
    )
