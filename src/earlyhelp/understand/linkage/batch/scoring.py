"""Weigh pairs with a model's weights, many at a time: the sum that Splink makes, with what keeps it to people.

Pairs go through in portions, on all cores. A pair that can no longer weigh enough, whatever its address and telephone
say, is dropped before they are compared.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from earlyhelp.understand.linkage.batch import shares
from earlyhelp.understand.linkage.batch.columns import People, give_shares, people_of
from earlyhelp.understand.linkage.batch.conditions import (
    Mask,
    Numbers,
    columns_of,
    compared_columns,
    test_of,
)
from earlyhelp.understand.linkage.batch.engines import Engine
from earlyhelp.understand.linkage.batch.model import Model, Weighed
from earlyhelp.understand.linkage.batch.settings import HOUSEHOLD

HOUSEHOLD_MOST: Final = 14.0
"""Bits that address and telephone may add up to."""
HOUSEHOLD_LEAST: Final = -4.0
"""Bits that they may take away together: somebody who moved changes both."""
NAMES: Final = frozenset({"given", "family"})
"""Together they weigh no more than it is rare for anybody to have both."""
NAMES_MOST: Final = 32.0
TWINS: Final = -9.0
"""Bits for another given name with the same birth in the same family or house."""
FATHER_AND_SON: Final = -7.0
"""Bits for one name in one house and two births that are no slip."""
NEITHER_NAME_NOR_BIRTH: Final = -10.0
"""Bits for another given name and another birth."""
PORTION: Final = 1 << 18
"""Pairs that are weighed at a time."""

_ALIKE: Final = ("different", "looks_alike")
_OTHER_BIRTH: Final = ("different", "a_generation_apart", "same_year", "two_slips")
_NEAR: Final = ("same", "same_address", "close_address", "same_postcode")
Bits = NDArray[np.float64]
Steps = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs with their weight without the prior, what each comparison weighs, and the number of its step (or -1)."""

    left: Numbers
    right: Numbers
    weight: Bits
    steps: Mapping[str, Steps]
    bits: Mapping[str, Bits]


class Scorer:
    """A table of people, and the model that weighs pairs of them."""

    def __init__(self, model: Model, people: People) -> None:
        self.model = model
        self.people = people

    @classmethod
    def of(cls, engine: Engine, model: Model) -> "Scorer":
        """Read what the model compares from the table `people`, and count how common each value is."""
        people = read_people(engine, model)
        return cls(model, people)

    def under(self, model: Model) -> "Scorer":
        """The same people weighed by another model of the same comparisons."""
        return Scorer(model, self.people)

    def keep(self, pairs: Iterable[tuple[Numbers, Numbers]], floor: float) -> pa.Table:
        """Weigh pairs and keep those above the floor, as a table (l, r, weight without the prior)."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            done = [
                pa.table({"l": found.left, "r": found.right, "weight": found.weight})
                for found in pool.map(lambda pair: self.weigh(*pair, floor=floor), _portions(pairs))
            ]
        empty = pa.table(
            {"l": np.zeros(0, np.int32), "r": np.zeros(0, np.int32), "weight": np.zeros(0, np.float64)}
        )
        return pa.concat_tables([empty, *done])

    def weigh(self, left: Numbers, right: Numbers, *, floor: float | None = None) -> Found:
        """Weigh pairs; with a floor, only those above it are returned."""
        own = [each for each in self.model.comparisons if each.name not in HOUSEHOLD]
        home = [each for each in self.model.comparisons if each.name in HOUSEHOLD]
        steps: dict[str, Steps] = {}
        bits: dict[str, Bits] = {}
        for each in own:
            steps[each.name], bits[each.name] = self._compare(each, left, right)
        total = self._own(bits, left, right)
        if floor is not None and home:
            kept = total > floor - HOUSEHOLD_MOST
            left, right, total, steps, bits = _only(kept, left, right, total, steps, bits)
        for each in home:
            steps[each.name], bits[each.name] = self._compare(each, left, right)
        if home:
            together = np.sum([bits[each.name] for each in home], axis=0)
            total = total + np.clip(together, HOUSEHOLD_LEAST, HOUSEHOLD_MOST)
        total = total + self._held_back(steps, len(left))
        if floor is not None:
            left, right, total, steps, bits = _only(total > floor, left, right, total, steps, bits)
        return Found(left, right, total, steps, bits)

    def _own(self, bits: Mapping[str, Bits], left: Numbers, right: Numbers) -> Bits:
        """What everything but the household weighs; both names no more than it is rare to have both."""
        total = np.zeros(len(left))
        names = np.zeros(len(left))
        for name, weight in bits.items():
            if name in NAMES:
                names += weight
            else:
                total += weight
        if self.people.names_bits is not None:
            rare = self.people.names_bits
            most = np.minimum(rare[left], rare[right]).astype(np.float64)
            names = np.minimum(names, np.where(np.isinf(most), NAMES_MOST, most))
        return total + names

    def _compare(self, each: Weighed, left: Numbers, right: Numbers) -> tuple[Steps, Bits]:
        """At which step each pair stands in one comparison, and what that weighs."""
        step = np.full(len(left), -1, np.int8)
        bits = np.zeros(len(left))
        open_ = np.flatnonzero(~test_of(each.unknown)(self.people, left, right))
        one, other = left[open_], right[open_]
        for number, level in enumerate(each.steps):
            if level.condition == "ELSE":
                here = np.ones(len(open_), np.bool_)
            else:
                here = test_of(level.condition)(self.people, one, other)
            places = open_[here]
            step[places] = number
            if level.by_share and len(places):
                share = self._share(level.by_share, left[places], right[places])
                bits[places] = level.share_weight * (share - level.usual_bits)
            rest = np.flatnonzero(~here)
            open_, one, other = open_[rest], one[rest], other[rest]
        bits += np.array([*(level.bits for level in each.steps), 0.0])[step]
        return step, bits

    def _share(self, name: str, left: Numbers, right: Numbers) -> NDArray[np.float32]:
        """How rare the commoner of two values is, in bits."""
        rare: NDArray[Any] = self.people.shares[name]
        column = name.removesuffix("_bits")
        codes = self.people.numbers("address" if column == "place" else column)
        commoner: NDArray[np.float32] = np.minimum(rare[codes[left]], rare[codes[right]])
        return commoner

    def _held_back(self, steps: Mapping[str, Steps], number: int) -> Bits:
        """What weighs against a pair although its fields speak for it: twins, father and son, a household."""

        def at(comparison: str, names: tuple[str, ...]) -> Mask:
            each = self.model.named(comparison)
            found = np.zeros(number, np.bool_)
            for place, step in enumerate(each.steps if each else ()):
                if step.name in names:
                    found |= steps[comparison] == place
            return found

        unsure = ~at("email", ("same",))
        for each in self.model.comparisons:
            if each.name.startswith("id_"):
                unsure &= ~at(each.name, ("same",))
        other_given = unsure & at("given", _ALIKE)
        near = at("place", _NEAR) | at("family", ("same", "same_in_welsh_and_english"))
        father = unsure & at("given", ("same", "same_in_welsh_and_english")) & at("place", _NEAR[:3])
        weight = np.zeros(number)
        weight += TWINS * (other_given & at("born", ("same",)) & near)
        weight += FATHER_AND_SON * (father & at("born", ("different", "a_generation_apart")))
        weight += NEITHER_NAME_NOR_BIRTH * (other_given & at("born", _OTHER_BIRTH))
        return weight


def _only(
    kept: Mask,
    left: Numbers,
    right: Numbers,
    total: Bits,
    steps: Mapping[str, Steps],
    bits: Mapping[str, Bits],
) -> tuple[Numbers, Numbers, Bits, dict[str, Steps], dict[str, Bits]]:
    places = np.flatnonzero(kept)
    return (
        left[places],
        right[places],
        total[places],
        {name: each[places] for name, each in steps.items()},
        {name: each[places] for name, each in bits.items()},
    )


def _portions(pairs: Iterable[tuple[Numbers, Numbers]]) -> Iterator[tuple[Numbers, Numbers]]:
    for left, right in pairs:
        for start in range(0, len(left), PORTION):
            yield left[start : start + PORTION], right[start : start + PORTION]


def read_people(engine: Engine, model: Model) -> People:
    """The columns of `people` that a model compares, as numbers, with how common each value is."""
    conditions = [each.unknown for each in model.comparisons]
    conditions += [
        step.condition for each in model.comparisons for step in each.steps if step.condition != "ELSE"
    ]
    wanted: set[str] = set().union(*(columns_of(each) for each in conditions))
    counted = shares.wanted_by(model)
    wanted |= {"address" if name == "place" else name for name in counted}
    together: set[tuple[str, str]] = set().union(*(compared_columns(each) for each in conditions))
    table = engine.ask(f"SELECT {', '.join(sorted(wanted))} FROM people ORDER BY n")
    people = people_of(table, sorted(together))
    give_shares(people, {name: shares.share_of(engine, name) for name in sorted(counted)})
    people.names_bits = shares.names_bits(engine)
    return people
