"""What is to be made: how much, over which days, where help begins when, and where recording changes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from earlyhelp.kit.working_days import LONDON, is_working_day
from earlyhelp.partnership.facts import AreaFact, list_areas
from earlyhelp.synth.bulk import shapes

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]
SPELL: Final = 6
_EPOCH: Final = date(1970, 1, 1)
# Which stream of chance is for what, so that one more draw here changes nothing there.
LOTS, SHOCKS, NAMED, UNNAMED, SETTLED = range(5)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for. `effect`: by how much help multiplies a person's later incidents (1.0: not at all)."""

    incidents: int = shapes.FULL
    years: int = 6
    seed: int = 1
    effect: float = 0.8
    first_year: int = 2020

    def check(self) -> None:
        """Raises ValueError with the name of what cannot be."""
        if not 1_000 <= self.incidents <= 200_000_000:
            raise ValueError("incidents")
        if not 3 <= self.years <= 20:
            raise ValueError("years")
        if not 0 < self.effect <= 1:
            raise ValueError("effect")
        if not 1980 <= self.first_year <= 2100:
            raise ValueError("first_year")

    def chance(self, stream: int, *places: int) -> np.random.Generator:
        """A stream of chance of its own for each part of the work."""
        return np.random.default_rng([self.seed, stream, *places])


class Calendar:
    """The days that are made, in London: when each begins (seconds since 1970), its month, and how busy it is."""

    def __init__(self, plan: Plan) -> None:
        first, last = date(plan.first_year, 1, 1), date(plan.first_year + plan.years, 1, 1)
        days = [first + timedelta(days=place) for place in range((last - first).days)]
        starts = [int(datetime.combine(day, time(), LONDON).timestamp()) for day in [*days, last]]
        self.midnights: Whole = np.array(starts[:-1], dtype=np.int64)
        self.lengths: Whole = np.diff(np.array(starts, dtype=np.int64)).astype(np.int64)
        self.end = starts[-1]
        self.months: Whole = np.array([(day.year - first.year) * 12 + day.month - 1 for day in days])
        self.firsts = [date(first.year + place // 12, place % 12 + 1, 1) for place in range(plan.years * 12)]
        self.month_days = np.array([(day - _EPOCH).days for day in self.firsts], dtype=np.int32)
        self.years = np.array([day.year for day in self.firsts], dtype=np.int16)
        self.spells: Whole = self.months // SPELL
        self.busy: Floats = np.array(
            [
                shapes.WEEKDAYS[day.weekday()]
                * shapes.MONTHS[day.month - 1]
                * shapes.EACH_YEAR ** ((day - first).days / shapes.ONE_YEAR)
                for day in days
            ]
        )
        self.busy /= self.busy.mean()
        self.working: Whole = np.flatnonzero([is_working_day(day) for day in days]).astype(np.int64)

    @property
    def number_of_months(self) -> int:
        """How many months there are."""
        return len(self.firsts)

    def day_of(self, at: Whole) -> Whole:
        """The number of the day, from 0, in which each moment lies."""
        return np.asarray(np.searchsorted(self.midnights, at, side="right") - 1, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Place:
    """One council area: its people here, how often one of them is involved in a year, and all its incidents of one.

    `begins` is the month (from 0) in which help begins, None for never. `recording` and `care` are the months in which
    its force began to record otherwise, and to leave some calls to others.
    """

    number: int
    area: AreaFact
    people: int
    rate: float
    yearly: float
    begins: int | None
    recording: int
    care: int

    @property
    def team(self) -> str:
        """The team that helps there."""
        return f"{self.area.council}-early-help"


def places_of(plan: Plan) -> tuple[Place, ...]:
    """The 22 areas. In which order they begin is drawn by lot, so that beginning early says nothing about a place."""
    areas = list_areas()
    months = plan.years * 12
    by_force = {
        force: sum(area.population for area in areas if area.police == force) for force in shapes.BY_FORCE
    }
    weights = [shapes.BY_FORCE[area.police] * area.population / by_force[area.police] for area in areas]
    ours = sum(by_force.values())
    # So many people that the incidents asked for are those of `years`.
    people = shapes.PEOPLE * plan.incidents / shapes.FULL * 6 / plan.years
    order = plan.chance(LOTS).permutation(len(areas))
    begun = len(areas) - shapes.NEVER_BEGAN
    first, last = months // 3, months * 2 // 3
    starts: dict[int, int | None] = {
        int(place): first + (last - first) * turn // (begun - 1) if turn < begun else None
        for turn, place in enumerate(order)
    }
    found = []
    for place, area in enumerate(areas):
        number = max(20, round(people * area.population / ours))
        share = weights[place] / sum(weights)
        whole = plan.incidents * share / shapes.THINNED / plan.years
        rate = whole * (1 - shapes.NOBODY_NAMED) / number
        recording = months // 5 + shapes.RECORDING_LATER[area.police]
        found.append(Place(place, area, number, rate, whole, starts[place], recording, months * 7 // 10))
    return tuple(found)
