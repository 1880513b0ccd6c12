"""People in households, each as busy as chance made them, and the incidents that they are involved in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earlyhelp.synth.bulk import shapes
from earlyhelp.synth.bulk.chance import Picker, cumulative, happens, seconds_of_day
from earlyhelp.synth.bulk.plan import SHOCKS, Calendar, Floats, Place, Plan, Whole

_HOURS = Picker(shapes.HOURS)


@dataclass(frozen=True, slots=True)
class Group:
    """Some people of one area. `household` is the place of each one's household, from 0; `rate` incidents a year."""

    people: int
    household: Whole
    households: int
    rate: Floats


@dataclass(slots=True)
class Moments:
    """Incidents in order of person and time. `person` is a place in the group, `day` one in the calendar."""

    person: Whole
    at: Whole
    day: Whole

    def where(self, kept: NDArray[np.bool_]) -> "Moments":
        """The part that is kept."""
        return Moments(self.person[kept], self.at[kept], self.day[kept])


def busy_days(plan: Plan, place: Place, calendar: Calendar) -> Floats:
    """How busy each day is in this area, in years: its own luck of the month, alike from month to month, on top."""
    chance = plan.chance(SHOCKS, place.number)
    luck = np.zeros(calendar.number_of_months)
    for month in range(1, len(luck)):
        luck[month] = 0.5 * luck[month - 1] + chance.normal(0, shapes.AREA_SPREAD)
    return calendar.busy * np.exp(luck[calendar.months]) / shapes.ONE_YEAR


def draw_people(chance: np.random.Generator, number: int, rate: float) -> Group:
    """People with households, and a rate of their own that multiplies what both bring with them."""
    sizes = Picker(shapes.HOUSEHOLD_SIZES).pick(chance, number).astype(np.int64) + 1
    household = np.repeat(np.arange(number), sizes)[:number]
    households = int(household[-1]) + 1
    shared = chance.gamma(shapes.HOUSEHOLD_SHAPE, 1 / shapes.HOUSEHOLD_SHAPE, households)
    own = chance.gamma(shapes.PERSON_SHAPE, 1 / shapes.PERSON_SHAPE, number)
    wide = np.exp(chance.normal(-(shapes.PERSON_SPREAD**2) / 2, shapes.PERSON_SPREAD, number))
    rates = np.minimum(rate * shared[household] * own * wide, shapes.MOST_A_YEAR)
    return Group(number, household, households, rates * (rate * number / max(rates.sum(), 1e-9)))


def draw_moments(chance: np.random.Generator, group: Group, calendar: Calendar, busy: Floats) -> Moments:
    """When each of them is involved. A person's rate swings from half-year to half-year."""
    spells = int(calendar.spells[-1]) + 1
    in_spell = np.bincount(calendar.spells, weights=busy, minlength=spells)
    swing = chance.gamma(shapes.SPELL_SHAPE, 1 / shapes.SPELL_SHAPE, (group.people, spells))
    counts = chance.poisson(group.rate[:, None] * swing * in_spell).ravel()
    cells = np.flatnonzero(counts)
    cell = np.repeat(cells, counts[cells])
    person, spell = np.divmod(cell, spells)
    edges = cumulative(in_spell.astype(np.float64))
    drawn = edges[spell] + chance.random(len(cell)) * in_spell[spell]
    at, day = _moments(chance, drawn, calendar, busy)
    order = np.argsort((person << np.int64(34)) | at, kind="stable")
    return Moments(person[order], at[order], day[order])


def draw_unnamed(chance: np.random.Generator, number: float, calendar: Calendar, busy: Floats) -> Moments:
    """Incidents in which nobody was named, in the order of time."""
    drawn = chance.random(int(chance.poisson(number))) * busy.sum()
    at, day = _moments(chance, drawn, calendar, busy)
    order = np.argsort(at, kind="stable")
    return Moments(np.zeros(len(at), dtype=np.int64), at[order], day[order])


def _moments(
    chance: np.random.Generator, drawn: Floats, calendar: Calendar, busy: Floats
) -> tuple[Whole, Whole]:
    day = np.searchsorted(np.cumsum(busy), drawn, side="right")
    day = np.minimum(day, len(busy) - 1).astype(np.int64)
    second = np.minimum(seconds_of_day(chance, _HOURS, len(day)), calendar.lengths[day] - 1)
    return calendar.midnights[day] + second, day


def places_of_people(chance: np.random.Generator, group: Group, calendar: Calendar) -> Whole:
    """The day on which each household moves; a day that never comes for those who do not."""
    moves = happens(chance, shapes.MOVED, group.households)
    days = chance.integers(0, len(calendar.busy), group.households)
    return np.where(moves, days, len(calendar.busy))
