"""Counting decisions, offers and waits by group, and leaving out what would point at somebody. Pure.

The unit is a notification, by the person who needs help; it stands in each table once. A measure whose columns are too
small in all is not told, and a dimension that would give a small count away is not told either.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.choices import (
    ALL,
    COLUMNS,
    DECIDED,
    ELSEWHERE,
    EVERYBODY,
    GROUPS,
    MISSING,
    OTHERS,
    Dimension,
    Measure,
)
from earlyhelp.evaluate.disclosure import PUBLISHED, ROUND_TO, Key, TooFew, hide_linked
from earlyhelp.evaluate.rules.windows import quarter_of
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role

READERS: Final = (Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR)
_OFFERED: Final = ("early_help", "signpost")
_REFERRED: Final = "referred"
_PLACES: Final = frozenset({Dimension.DISTRICT, Dimension.AREA})


class Fact(Protocol):
    """One notification and what became of it, as the room that knows publishes it: nothing that says whose it was."""

    @property
    def month(self) -> date:
        """The first day of the month in which it was sent."""

    @property
    def groups(self) -> Mapping[str, str]:
        """A group for each dimension that is known, by its code; the rest are missing."""

    @property
    def outcome(self) -> str:
        """The last decision; empty when there is none."""

    @property
    def waited(self) -> int | None:
        """Working days until the first decision."""

    @property
    def offer(self) -> str:
        """The most that was offered: referred, episode, told or none."""

    @property
    def started(self) -> int | None:
        """Days from the referral until help started."""

    @property
    def ended(self) -> bool:
        """Whether the referral ended before help started."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One count as it may be read: rounded, or None where it is left out."""

    measure: str
    dimension: str
    group: str
    column: str
    shown: int | None


def check_may_read_fairness(role: str) -> None:
    """Refuse whoever has no part in checking or managing how an agency works. Raises NotAllowed."""
    if role not in {reader.value for reader in READERS}:
        raise NotAllowed(_("Your role does not include the figures of fairness."))


def figures_of(
    facts: Sequence[Fact], *, threshold: int = PUBLISHED, base: int = ROUND_TO
) -> tuple[Figure, ...]:
    """Every figure that may be told of these notifications, with small counts left out. None when there are too few."""
    plan = _plan(facts, threshold)
    if plan is None:
        return ()
    figures: list[Figure] = []
    for dimension in Dimension:
        figures += _of_dimension(facts, dimension, plan, threshold, base)
    return tuple(figures)


def columns_of(fact: Fact) -> dict[str, str]:
    """The column of each measure in which a notification is counted. Not every measure counts every one."""
    decided = DECIDED[fact.outcome]
    found = {Measure.DECISIONS.value: decided, Measure.WAITS.value: _wait(fact.waited)}
    if decided in _OFFERED:
        found[Measure.OFFERS] = fact.offer
        if fact.offer == _REFERRED:
            found[Measure.STARTS] = _start(fact)
    return found


def share(part: int | None, whole: int | None) -> tuple[int, int, int] | None:
    """A share in percent with its 95 % interval (Wilson), from counts that may be read. None where too few.

    Rounded counts of fewer than 50 would make a share that is only rounding.
    """
    if part is None or whole is None or whole < _ENOUGH:
        return None
    p, z2 = min(1.0, part / whole), _Z**2
    middle = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    half = _Z / (1 + z2 / whole) * (p * (1 - p) / whole + z2 / (4 * whole**2)) ** 0.5
    return round(100 * p), round(100 * max(0.0, middle - half)), round(100 * min(1.0, middle + half))


_ENOUGH: Final = 50
_Z: Final = 1.959964


def _wait(days: int | None) -> str:
    if days is None:
        return "undecided"
    return next(
        code
        for most, code in ((1, "next_day"), (5, "week"), (10, "fortnight"), (days, "longer"))
        if days <= most
    )


def _start(fact: Fact) -> str:
    days = fact.started
    if days is None:
        return "ended" if fact.ended else "waiting"
    return next(
        code for most, code in ((14, "two_weeks"), (42, "six_weeks"), (days, "later")) if days <= most
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which measures are told, and under which column each of theirs is counted: the same for every dimension."""

    columns: Mapping[str, Mapping[str, str]]

    def of(self, measure: str) -> list[str]:
        """The columns that are told, in order."""
        return list(dict.fromkeys(self.columns[measure].values()))


def _plan(facts: Sequence[Fact], threshold: int) -> _Plan | None:
    totals: dict[str, Counter[str]] = {measure: Counter() for measure in COLUMNS}
    for fact in facts:
        for measure, column in columns_of(fact).items():
            totals[measure][column] += 1

    def is_enough(measure: str, columns: Sequence[str]) -> bool:
        """Whether what the next measure is counted among is told: each column of it is empty or large."""
        found = [totals[measure][column] for column in columns]
        return any(found) and all(count == 0 or count >= threshold for count in found)

    with_offers = is_enough(Measure.DECISIONS, _OFFERED)
    with_starts = with_offers and is_enough(Measure.OFFERS, [_REFERRED])
    bound = {
        Measure.DECISIONS: _OFFERED if with_offers else (),
        Measure.OFFERS: (_REFERRED,) if with_starts else (),
    }
    told = [Measure.DECISIONS, Measure.WAITS]
    told += [Measure.OFFERS] if with_offers else []
    told += [Measure.STARTS] if with_starts else []
    columns = {}
    for measure in told:
        folded = _folded(measure, totals[measure], bound.get(measure, ()), threshold)
        if folded is not None:
            columns[measure.value] = folded
        elif measure is Measure.DECISIONS:
            return None
        elif measure is Measure.OFFERS:
            break
    return _Plan(columns)


def _folded(
    measure: str, totals: Counter[str], bound: Sequence[str], threshold: int
) -> dict[str, str] | None:
    """Each column with the one under which it is told: those that are too small in all stand together."""
    there = [column for column in COLUMNS[measure] if totals[column]]
    free = sorted((column for column in there if column not in bound), key=lambda column: totals[column])
    together = [column for column in free if totals[column] < threshold]
    while together and sum(totals[column] for column in together) < threshold:
        if len(together) == len(free):
            return None
        together.append(free[len(together)])
    found = {column: column for column in there if column not in together}
    return found | dict.fromkeys(together, OTHERS)


def _of_dimension(
    facts: Sequence[Fact], dimension: Dimension, plan: _Plan, threshold: int, base: int
) -> list[Figure]:
    """The figures of one dimension; none when nothing is known of it, or when it would give a small count away."""
    groups = _groups(facts, dimension, threshold)
    order = _order(dimension, set(groups))
    if not set(order) - {MISSING}:
        return []
    counts: Counter[Key] = Counter()
    for fact, group in zip(facts, groups, strict=True):
        for measure, column in columns_of(fact).items():
            if measure in plan.columns:
                for one in (group, EVERYBODY):
                    counts[_key(measure, one, plan.columns[measure][column])] += 1
                    if measure in (Measure.DECISIONS, Measure.OFFERS):
                        counts[_key(measure, one, ALL)] += 1
    rows = [*order, EVERYBODY]
    values = {
        key: counts[key]
        for measure in plan.columns
        for group in rows
        for column in (*plan.of(measure), ALL)
        for key in (_key(measure, group, column),)
    }
    known = frozenset(key for key in values if key[1] == EVERYBODY)
    # Of a few people even a nought says something: that all of them are in the columns that are left.
    few = frozenset(
        _key(measure, group, column)
        for measure in plan.columns
        for group in order
        if 0 < values[_key(measure, group, ALL)] < threshold
        for column in plan.of(measure)
    )
    try:
        hidden = hide_linked(values, _sums(plan, order), known=known, also=few, threshold=threshold)
    except TooFew:
        return []
    return [
        Figure(
            measure, dimension.value, group, column, None if key in hidden else _rounded(values[key], base)
        )
        for measure in plan.columns
        for group in rows
        for column in (*plan.of(measure), ALL)
        for key in (_key(measure, group, column),)
    ]


def _key(measure: str, group: str, column: str) -> Key:
    """The key of a count: measure, group and column. One count that stands in two tables has one key."""
    if column == ALL and measure == Measure.WAITS:
        return (Measure.DECISIONS.value, group, ALL)
    if column == ALL and measure == Measure.STARTS:
        return (Measure.OFFERS.value, group, _REFERRED)
    return (str(measure), group, column)


def _sums(plan: _Plan, order: Sequence[str]) -> list[tuple[Key, tuple[Key, ...]]]:
    """Every sum that a reader knows of: along rows, down columns, and from one measure to the next."""
    sums: list[tuple[Key, tuple[Key, ...]]] = []
    for measure in plan.columns:
        for group in (*order, EVERYBODY):
            parts = tuple(_key(measure, group, column) for column in plan.of(measure))
            sums.append((_key(measure, group, ALL), parts))
        sums += [
            (_key(measure, EVERYBODY, column), tuple(_key(measure, group, column) for group in order))
            for column in (*plan.of(measure), ALL)
        ]
    if Measure.OFFERS in plan.columns:
        for group in (*order, EVERYBODY):
            there = plan.of(Measure.DECISIONS)
            offered = tuple(_key(Measure.DECISIONS, group, one) for one in _OFFERED if one in there)
            sums.append((_key(Measure.OFFERS, group, ALL), offered))
    return list(dict.fromkeys(sums))


def _groups(facts: Sequence[Fact], dimension: Dimension, threshold: int) -> list[str]:
    """The group of each notification. A place with too few of them stands with the others that have too few."""
    if dimension is Dimension.QUARTER:
        return [quarter_of(fact.month).isoformat() for fact in facts]
    found = [fact.groups.get(dimension, MISSING) for fact in facts]
    if dimension not in _PLACES:
        return [group if group in GROUPS[dimension] else MISSING for group in found]
    many = Counter(found)
    return [group if group == MISSING or many[group] >= threshold else ELSEWHERE for group in found]


def _order(dimension: Dimension, there: set[str]) -> list[str]:
    """The groups that are there in the order in which they are told; those of whom it is not recorded last."""
    fixed = GROUPS.get(dimension)
    named = [group for group in fixed if group in there] if fixed else sorted(there - {MISSING, ELSEWHERE})
    return [*named, *(group for group in (ELSEWHERE, MISSING) if group in there)]


def _rounded(count: int, base: int) -> int:
    return (count + base // 2) // base * base
