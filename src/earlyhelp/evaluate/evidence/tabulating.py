"""A survey as tables: how often an outcome is found at each level of exposure, with what is safe to publish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earlyhelp.evaluate.disclosure import PUBLISHED, protect
from earlyhelp.evaluate.evidence.adjusted import Adjusted, NoModel, adjust
from earlyhelp.evaluate.evidence.measures import (
    ChiSquared,
    Estimate,
    Group,
    attributable_share,
    chi_squared,
    odds_ratio,
    risk_of,
    risk_ratio,
)
from earlyhelp.evaluate.evidence.survey import BadSurvey, Columns, ordered

_NO_ROUNDING = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One level. `people` and `cases` are respondents, unweighted; None where leaving them out protects somebody.

    The rest is weighted where the survey is, and None where it has no value or was left out.
    """

    level: str
    people: int | None
    cases: int | None
    risk: Estimate | None
    times: Estimate | None
    odds: Estimate | None
    adjusted: Estimate | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `stratum` is the value of the column by which the survey was split, or empty."""

    stratum: str
    reference: str
    rows: tuple[Row, ...]
    difference: ChiSquared | None
    attributable: float | None
    adjusted_attributable: float | None
    could_not_adjust: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How common one type, or one group by number of types, is. `people` is unweighted, None where left out."""

    name: str
    people: int | None
    share: Estimate | None


def tabulate(
    columns: Columns, *, reference: str = "", by: bool = False, threshold: int = PUBLISHED
) -> list[Table]:
    """Tables of outcome by exposure, one for each stratum. Raises BadSurvey."""
    if not columns.exposure:
        raise BadSurvey("nobody")
    levels = ordered(columns.exposure)
    if reference and reference not in levels:
        raise BadSurvey("no-reference", reference, ", ".join(levels))
    data = _data(columns)
    strata = ordered(columns.by) if by else [""]
    return [
        _table(data.where(stratum) if by else data, stratum, levels, reference, threshold)
        for stratum in strata
    ]


def list_shares(columns: Columns, *, tables: Sequence[Table] = (), threshold: int = PUBLISHED) -> list[Share]:
    """How common each coded type is, and then each group by number of types.

    `tables` are those that are published beside: a group that one of them leaves out is left out here too, since its
    number here would give away there what was left out.
    """
    data = _data(columns)
    hidden = {row.level for table in tables for row in table.rows if row.people is None}
    marks = {kind: np.array(was) for kind, was in columns.experienced.items()}
    marks |= {level: data.exposure == level for level in ordered(columns.exposure)}
    return [
        Share(name, None, None) if name in hidden else _share(name, mark, data, threshold)
        for name, mark in marks.items()
    ]


@dataclass(frozen=True, slots=True)
class _Data:
    """The columns as arrays of one length. `spread` is the sum of squared weights that a line stands for."""

    exposure: NDArray[np.object_]
    outcome: NDArray[np.bool_]
    by: NDArray[np.object_]
    number: NDArray[np.int64]
    weight: NDArray[np.float64]
    spread: NDArray[np.float64]
    adjust: Mapping[str, NDArray[np.object_]]
    is_weighted: bool

    def where(self, stratum: str) -> "_Data":
        """The part of one stratum."""
        chosen = self.by == stratum
        return _Data(
            exposure=self.exposure[chosen],
            outcome=self.outcome[chosen],
            by=self.by[chosen],
            number=self.number[chosen],
            weight=self.weight[chosen],
            spread=self.spread[chosen],
            adjust={name: values[chosen] for name, values in self.adjust.items()},
            is_weighted=self.is_weighted,
        )


def _data(columns: Columns) -> _Data:
    number, weight = np.array(columns.number, dtype=np.int64), np.array(columns.weight)
    return _Data(
        exposure=np.array(columns.exposure, dtype=object),
        outcome=np.array(columns.outcome),
        by=np.array(columns.by, dtype=object),
        number=number,
        weight=weight * number,
        spread=weight**2 * number,
        adjust={name: np.array(values, dtype=object) for name, values in columns.adjust.items()},
        is_weighted=not np.allclose(weight, 1.0),
    )


def _table(data: _Data, stratum: str, levels: Sequence[str], reference: str, threshold: int) -> Table:
    present = [level for level in levels if (data.exposure == level).any()]
    against = reference if reference in present else present[0]
    groups = {level: _group(data, data.exposure == level) for level in present}
    counts = np.array([_counts(data, level) for level in present], dtype=np.int64)
    hidden = protect(counts, threshold=threshold, base=_NO_ROUNDING).hidden
    adjusted = _adjusted(data, present, against)
    reference_hidden = bool(hidden[present.index(against), :2].any())
    rows = []
    for place, level in enumerate(present):
        is_hidden = bool(hidden[place, :2].any())
        compares = level != against and not is_hidden and not reference_hidden
        rows.append(
            Row(
                level=level,
                people=None if hidden[place, 2] else int(counts[place].sum()),
                cases=None if is_hidden else int(counts[place, 0]),
                risk=None if is_hidden else risk_of(groups[level], effective=_effective(data, level)),
                times=risk_ratio(groups[level], groups[against]) if compares else None,
                odds=odds_ratio(groups[level], groups[against]) if compares else None,
                adjusted=adjusted.ratios[level] if adjusted and compares else None,
            )
        )
    whole = not hidden.any()
    return Table(
        stratum=stratum,
        reference=against,
        rows=tuple(rows),
        difference=chi_squared(list(groups.values())) if whole and not data.is_weighted else None,
        attributable=attributable_share(list(groups.values()), groups[against]) if whole else None,
        adjusted_attributable=adjusted.attributable if adjusted and whole else None,
        could_not_adjust=bool(data.adjust) and adjusted is None,
    )


def _group(data: _Data, chosen: NDArray[np.bool_]) -> Group:
    weight = data.weight[chosen]
    return Group(float(weight.sum()), float(weight[data.outcome[chosen]].sum()))


def _counts(data: _Data, level: str) -> tuple[int, int]:
    chosen = data.exposure == level
    number, cases = data.number[chosen], data.outcome[chosen]
    return int(number[cases].sum()), int(number[~cases].sum())


def _effective(data: _Data, level: str) -> float | None:
    """Kish's effective number of respondents, when they are weighted."""
    chosen = data.exposure == level
    return float(data.weight[chosen].sum() ** 2 / data.spread[chosen].sum()) if data.is_weighted else None


def _adjusted(data: _Data, levels: Sequence[str], reference: str) -> Adjusted | None:
    if not data.adjust:
        return None
    # A sandwich counts respondents, so a line that stands for several is written out.
    times = data.number if data.is_weighted else np.ones_like(data.number)
    try:
        return adjust(
            outcome=np.repeat(data.outcome.astype(float), times),
            exposure=list(np.repeat(data.exposure, times)),
            levels=levels,
            reference=reference,
            others={name: list(np.repeat(values, times)) for name, values in data.adjust.items()},
            weights=np.repeat(data.weight / times, times),
            is_sampled=data.is_weighted,
        )
    except NoModel:
        return None


def _share(name: str, mark: NDArray[np.bool_], data: _Data, threshold: int) -> Share:
    with_it, all_people = int(data.number[mark].sum()), int(data.number.sum())
    if 0 < with_it < threshold or 0 < all_people - with_it < threshold:
        return Share(name, None, None)
    effective = float(data.weight.sum() ** 2 / data.spread.sum()) if data.is_weighted else None
    group = Group(float(data.weight.sum()), float(data.weight[mark].sum()))
    return Share(name, with_it, risk_of(group, effective=effective))
