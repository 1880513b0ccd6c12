"""Whether practice changed with training, by cohort: teams that were trained against teams that were not yet. Pure.

Never a before and after alone: everybody gets better or worse with the seasons, a new form or a new law. No team and
no person has a figure of its own here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.evaluation import PracticeMeasure
from earlyhelp.kit.effects import (
    LEAST_UNITS,
    Effect,
    Flags,
    Floats,
    Names,
    Whole,
    impute,
    jackknife,
    leave_one_out,
)

# A share of fewer notifications than this moves by chance alone.
LEAST_NOTIFICATIONS: Final = 5
# People who were trained, over all the teams that are compared.
LEAST_TRAINED: Final = 10
LEAST_OF_EACH: Final = 2
_LOOK_BACK: Final = 3

TOO_FEW_TEAMS: Final = _(
    "Six teams are needed, two of them trained and two not yet, each with months to compare."
)
TOO_FEW_TRAINED: Final = _("Fewer than ten people were trained.")
NOTHING_TO_COMPARE: Final = _("In no month was there a team without training to compare with.")


@dataclass(frozen=True, slots=True)
class TeamMonth:
    """The counts of one team in one month, as plain values. `minutes` is a median."""

    team_id: UUID
    month: date
    notifications: int
    complete: int
    with_child: int
    voice: int
    strengths: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Compared:
    """How a measure of trained teams differs from what it would have been. `effect` is None where `why_not` says why.

    `naive` is what before and after alone would have said, for teams that were trained; `alike_before` whether those
    teams moved like the others in the three months before, None where that cannot be tried.
    """

    measure: PracticeMeasure
    trained: int
    untrained: int
    cells: int
    effect: Effect | None
    naive: float | None = None
    alike_before: bool | None = None
    why_not: str | Promise = ""


def value_of(row: TeamMonth, measure: PracticeMeasure) -> float | None:
    """A measure of one team's month: a share in percent, or hours. None where too little stands behind it."""
    if measure is PracticeMeasure.VOICE:
        return 100 * row.voice / row.with_child if row.with_child >= LEAST_NOTIFICATIONS else None
    if row.notifications < LEAST_NOTIFICATIONS:
        return None
    if measure is PracticeMeasure.HOURS:
        return row.minutes / 60
    counted = row.complete if measure is PracticeMeasure.COMPLETE else row.strengths
    return 100 * counted / row.notifications


def compare_practice(
    rows: Sequence[TeamMonth], trained_on: Mapping[UUID, date], people: int
) -> tuple[Compared, ...]:
    """Every measure, by difference in differences. `trained_on`: each team's first training; `people`: were trained."""
    return tuple(_compare(rows, trained_on, people, measure) for measure in PracticeMeasure)


def _compare(
    rows: Sequence[TeamMonth], trained_on: Mapping[UUID, date], people: int, measure: PracticeMeasure
) -> Compared:
    cells = [
        (row.team_id, _number(row.month), value, _begun(row, trained_on))
        for row in rows
        if (value := value_of(row, measure)) is not None and not _is_month_of_training(row, trained_on)
    ]
    begun_teams = {team for team, _month, _value, begun in cells if begun}
    others = {team for team, *_rest in cells} - begun_teams
    found = Compared(measure, len(begun_teams), len(others), len(cells), None)
    if people < LEAST_TRAINED:
        return _refused(found, TOO_FEW_TRAINED)
    if len(begun_teams) + len(others) < LEAST_UNITS or min(len(begun_teams), len(others)) < LEAST_OF_EACH:
        return _refused(found, TOO_FEW_TEAMS)
    units = np.array([str(team) for team, *_rest in cells])
    periods = np.array([month for _team, month, *_rest in cells], dtype=np.int64)
    outcome = np.array([value for _team, _month, value, _begun in cells], dtype=float)
    begun = np.array([flag for *_rest, flag in cells])
    effect = _effect(units, periods, outcome, begun)
    if effect is None:
        return _refused(found, NOTHING_TO_COMPARE)
    ever = np.isin(units, units[begun])
    before = ever & ~begun
    return Compared(
        measure,
        len(begun_teams),
        len(others),
        len(cells),
        effect,
        naive=float(outcome[begun].mean() - outcome[before].mean()) if before.any() else None,
        alike_before=_alike_before(units, periods, outcome, begun),
    )


def _refused(found: Compared, why: Promise) -> Compared:
    return Compared(found.measure, found.trained, found.untrained, found.cells, None, why_not=why)


def _effect(
    units: Names,
    periods: Whole,
    outcome: Floats,
    begun: Flags,
) -> Effect | None:
    estimate, _cells = impute(units, periods, outcome, begun)
    others = leave_one_out(units, periods, outcome, begun)
    return None if estimate is None or len(others) < LEAST_UNITS else jackknife(estimate, others)


def _alike_before(
    units: Names,
    periods: Whole,
    outcome: Floats,
    begun: Flags,
) -> bool | None:
    """Whether nothing is found where nothing was done: the three months before each start, taken for training."""
    starts = {unit: int(periods[(units == unit) & begun].min()) for unit in set(units[begun])}
    kept = ~begun
    pretended = np.array(
        [
            unit in starts and period >= starts[unit] - 1 - _LOOK_BACK
            for unit, period in zip(units[kept], periods[kept], strict=True)
        ]
    )
    found = _effect(units[kept], periods[kept], outcome[kept], pretended)
    return None if found is None else not found.is_clear


def _number(month: date) -> int:
    return month.year * 12 + month.month


def _begun(row: TeamMonth, trained_on: Mapping[UUID, date]) -> bool:
    first = trained_on.get(row.team_id)
    return first is not None and _number(row.month) > _number(first)


def _is_month_of_training(row: TeamMonth, trained_on: Mapping[UUID, date]) -> bool:
    """Half of it was before, and half after: it says nothing."""
    first = trained_on.get(row.team_id)
    return first is not None and _number(row.month) == _number(first)
