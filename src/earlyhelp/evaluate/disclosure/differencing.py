"""Differencing: two tables that are each harmless may give a small count away when one is taken from the other. Pure.

Whoever sees January to November and later January to December knows December. So a new table of a measure is held
against what was shown of it before: every figure of the one that lies wholly inside a figure of the other (in months,
in areas and in groups) leaves a difference, and that difference must be nobody, or enough people. Figures over the
whole of three or more tables are held against each other as equations. Without the counts behind them nobody can tell,
so then only tables that are alike, or have nobody in common, may stand beside each other.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.disclosure.attack import Attack
from earlyhelp.evaluate.disclosure.tables import PUBLISHED

Atom = tuple[date, str, str]
"""A month (its first day), an area and a group: the smallest that a table can be made of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One table of a measure: over which months, areas and groups, and by which of these its figures are set apart.

    `by` names any of "month", "area" and "group"; each figure is then also shown for all of them together.
    """

    measure: str
    months: frozenset[date]
    areas: frozenset[str]
    groups: frozenset[str]
    by: frozenset[str] = frozenset()

    def figures(self) -> Iterator["Figure"]:
        """Every figure that the table shows, with its totals."""
        sets = (("month", self.months), ("area", self.areas), ("group", self.groups))
        choices = [
            [whole, *(frozenset({one}) for one in sorted(whole))]
            if name in self.by and len(whole) > 1
            else [whole]
            for name, whole in sets
        ]
        for months, areas, groups in product(*choices):
            yield Figure(months, areas, groups)  # type: ignore[arg-type]

    @property
    def whole(self) -> "Figure":
        """The total of the table."""
        return Figure(self.months, self.areas, self.groups)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: who was counted in these months, areas and groups."""

    months: frozenset[date]
    areas: frozenset[str]
    groups: frozenset[str]

    def holds(self, other: "Figure") -> bool:
        """Whether everybody of the other is in this one."""
        return self.months >= other.months and self.areas >= other.areas and self.groups >= other.groups

    def meets(self, other: "Figure") -> bool:
        """Whether somebody may be in both."""
        return bool(self.months & other.months and self.areas & other.areas and self.groups & other.groups)

    def atoms(self) -> Iterator[Atom]:
        """What it is made of."""
        return product(self.months, self.areas, self.groups)


class Because(StrEnum):
    """In what two tables differ by too little."""

    MONTHS = "months"
    AREAS = "areas"
    GROUPS = "groups"
    SEVERAL = "several"


SENTENCES: Final[Mapping[Because, Promise]] = {
    Because.MONTHS: _(
        "This table and one that was already shown differ by months in which very few people were counted. Choose the same months as before, or months that do not overlap with them."
    ),
    Because.AREAS: _(
        "This table and one that was already shown differ by areas in which very few people were counted. Choose the same areas as before, or areas that were not in it."
    ),
    Because.GROUPS: _(
        "This table and one that was already shown differ by groups in which very few people were counted. Choose the same groups as before, or groups that were not in it."
    ),
    Because.SEVERAL: _(
        "This table, taken together with others that were already shown, would tell how many a very small group is. Choose the same months, areas and groups as in one of them."
    ),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a table is not made: what is too near to what was shown before, and that table."""

    because: Because
    before: Asked

    @property
    def sentence(self) -> Promise:
        """Which it is, and what to do."""
        return SENTENCES[self.because]


def check_differencing(
    asked: Asked,
    before: Collection[Asked],
    counts: Mapping[Atom, int] | None = None,
    threshold: int = PUBLISHED,
) -> Refusal | None:
    """Whether the new table, beside those shown before, would give a small count away: then why not, otherwise None.

    `counts` are the true counts of this measure by month, area and group (what is missing is nought). Without them,
    every overlap that is not exact is refused.
    """
    others = [one for one in before if one.measure == asked.measure and one != asked]
    for other in others:
        if (because := _pair(asked, other, counts, threshold)) is not None:
            return Refusal(because, other)
    if counts is not None and len(others) > 1 and _is_solved([asked, *others], counts, threshold):
        return Refusal(Because.SEVERAL, others[-1])
    return None


def _pair(asked: Asked, other: Asked, counts: Mapping[Atom, int] | None, threshold: int) -> Because | None:
    if counts is None:
        is_apart = asked.whole == other.whole or not asked.whole.meets(other.whole)
        return None if is_apart else _reason(asked.whole, other.whole)
    if asked.whole == other.whole:
        return None  # the same people, cut otherwise: disclosure control looks at all of these rows together
    for mine, theirs in product(asked.figures(), other.figures()):
        large, small = (mine, theirs) if mine.holds(theirs) else (theirs, mine)
        if large == small or not large.holds(small):
            continue
        whole, part = _count(large, counts), _count(small, counts)
        is_shown = whole >= threshold and (part >= threshold or part == 0)
        if is_shown and 0 < whole - part < threshold:
            return _reason(large, small)
    return None


def _count(figure: Figure, counts: Mapping[Atom, int]) -> int:
    return sum(counts.get(atom, 0) for atom in figure.atoms())


def _reason(one: Figure, other: Figure) -> Because:
    if one.months != other.months:
        return Because.MONTHS
    return Because.AREAS if one.areas != other.areas else Because.GROUPS


def _is_solved(tables: Sequence[Asked], counts: Mapping[Atom, int], threshold: int) -> bool:
    """Whether the totals of these tables, as equations, place a small count that only they cut out.

    Everybody who is in the same of the tables stands together: no reader can tell them apart.
    """
    together: dict[tuple[int, ...], int] = {}
    inside = [set(table.whole.atoms()) for table in tables]
    for atom in set().union(*inside):
        key = tuple(number for number, atoms in enumerate(inside) if atom in atoms)
        together[key] = together.get(key, 0) + counts.get(atom, 0)
    keys, values = list(together), list(together.values())
    # A total that is itself small is left out, so nobody can calculate with it.
    shown = [
        number
        for number in range(len(tables))
        if not 0 < sum(value for key, value in together.items() if number in key) < threshold
    ]
    equations = [[(place, 1) for place, key in enumerate(keys) if number in key] for number in shown]
    attack = Attack.on(values, equations, threshold)
    return bool(attack.narrow(place for place, value in enumerate(values) if 0 < value < threshold))
