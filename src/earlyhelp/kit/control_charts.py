"""Control charts of single values (XmR): what is ordinary coming and going, and what is a sign of a change.

Limits are 2.66 mean moving ranges around the mean. Signs are the usual ones: a value outside the limits; eight in a row
on one side of the mean; six in a row that all rise or all fall; two of three close to the same limit (its outer third);
fifteen in a row close to the mean (the inner third). Where counting or work changed at a marked break, a new phase
begins: its limits come from its own values, and no sign reaches over the break.
Source: Wheeler, *Understanding Variation* (2000); NHS England, *Making Data Count*; Provost and Murray (2011).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FEWEST_POINTS: Final = 8
"""With fewer values no limits are drawn: they would be guesses."""

_SPREAD: Final = 2.66
_RUN, _TREND, _CALM = 8, 6, 15


class Sign(TextChoices):
    """What in a series is more than ordinary coming and going. The label says what to do about it."""

    ABOVE = (
        "above",
        _("A value is higher than ordinary coming and going explains. Ask what was different then."),
    )
    BELOW = (
        "below",
        _("A value is lower than ordinary coming and going explains. Ask what was different then."),
    )
    RUN_ABOVE = (
        "run_above",
        _("Eight values or more in a row are above the mean. Something has lifted the level."),
    )
    RUN_BELOW = (
        "run_below",
        _("Eight values or more in a row are below the mean. Something has lowered the level."),
    )
    RISING = "rising", _("Six values or more in a row go up. It is not chance.")
    FALLING = "falling", _("Six values or more in a row go down. It is not chance.")
    NEAR_UPPER = (
        "near_upper",
        _("Two of three values are close to the upper limit. Look at what is changing."),
    )
    NEAR_LOWER = (
        "near_lower",
        _("Two of three values are close to the lower limit. Look at what is changing."),
    )
    CALM = (
        "calm",
        _("Fifteen values or more in a row are close to the mean. They vary less than before: ask why."),
    )


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch between breaks, from the place `start` to before `end`; limits are None with too few values."""

    start: int
    end: int
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None

    @property
    def size(self) -> int:
        """How many values it has."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A series with its phases, the last of which is now. `signs` holds a set for each value."""

    values: tuple[float, ...]
    signs: tuple[frozenset[Sign], ...]
    phases: tuple[Phase, ...]

    @property
    def now(self) -> Phase:
        """The phase since the last break."""
        return self.phases[-1]

    @property
    def mean(self) -> float | None:
        """The mean of the last phase; None where it has too few values."""
        return self.now.mean

    @property
    def lower(self) -> float | None:
        """The lower limit of the last phase."""
        return self.now.lower

    @property
    def upper(self) -> float | None:
        """The upper limit of the last phase."""
        return self.now.upper

    @property
    def found(self) -> tuple[Sign, ...]:
        """Every sign in the series, once each, in the order of `Sign`."""
        there = frozenset[Sign]().union(*self.signs)
        return tuple(sign for sign in Sign if sign in there)

    @property
    def is_steady(self) -> bool:
        """True where there are limits and no sign of a change."""
        return self.mean is not None and not self.found

    def spells(self, sign: Sign) -> list[tuple[int, int]]:
        """Each stretch of neighbours, within a phase, that carry a sign: the places of its first and last value."""
        found: list[tuple[int, int]] = []
        begins = {phase.start for phase in self.phases}
        for place, signs in enumerate(self.signs):
            if sign not in signs:
                continue
            if found and found[-1][1] == place - 1 and place not in begins:
                found[-1] = (found[-1][0], place)
            else:
                found.append((place, place))
        return found


def control_chart(
    values: Sequence[float],
    *,
    breaks: Sequence[int] = (),
    least: float | None = None,
    most: float | None = None,
) -> ControlChart:
    """The chart of a series in the order of time.

    `breaks` are the places of the values with which a new phase begins; those that lie outside the series are left
    out. Limits are not drawn beyond `least` and `most`, which no value can pass.
    """
    edges = [0, *sorted({place for place in breaks if 0 < place < len(values)}), len(values)]
    phases, signs = [], []
    for start, end in pairwise(edges):
        phase, found = _phase(values[start:end], start, least, most)
        phases.append(phase)
        signs += found
    return ControlChart(tuple(values), tuple(signs), tuple(phases))


def _phase(
    values: Sequence[float], start: int, least: float | None, most: float | None
) -> tuple[Phase, list[frozenset[Sign]]]:
    end = start + len(values)
    if len(values) < FEWEST_POINTS:
        return Phase(start, end), [frozenset()] * len(values)
    mean = sum(values) / len(values)
    moving = [abs(after - before) for before, after in pairwise(values)]
    reach = _SPREAD * sum(moving) / len(moving)
    # Twenty times 0.1 is not quite 2: what the last digits of a computer make is no sign.
    slack = 1e-9 * max(1.0, *(abs(value) for value in values))
    found: list[set[Sign]] = [set() for _value in values]
    _mark_outside(values, mean, reach + slack, found)
    _mark_runs(values, mean, slack, found)
    _mark_trends(values, slack, found)
    _mark_near(values, mean, reach, slack, found)
    _mark_calm(values, mean, reach, slack, found)
    lower = mean - reach if least is None else max(mean - reach, least)
    upper = mean + reach if most is None else min(mean + reach, most)
    return Phase(start, end, mean, lower, upper), [frozenset(one) for one in found]


def _mark_outside(values: Sequence[float], mean: float, reach: float, found: list[set[Sign]]) -> None:
    for place, value in enumerate(values):
        if value > mean + reach:
            found[place].add(Sign.ABOVE)
        elif value < mean - reach:
            found[place].add(Sign.BELOW)


def _mark_runs(values: Sequence[float], mean: float, slack: float, found: list[set[Sign]]) -> None:
    _mark_windows(values, _RUN, lambda one: all(value > mean + slack for value in one), Sign.RUN_ABOVE, found)
    _mark_windows(values, _RUN, lambda one: all(value < mean - slack for value in one), Sign.RUN_BELOW, found)


def _mark_trends(values: Sequence[float], slack: float, found: list[set[Sign]]) -> None:
    def rises(one: Sequence[float]) -> bool:
        return all(after - before > slack for before, after in pairwise(one))

    _mark_windows(values, _TREND, rises, Sign.RISING, found)
    _mark_windows(values, _TREND, lambda one: rises(one[::-1]), Sign.FALLING, found)


def _mark_calm(
    values: Sequence[float], mean: float, reach: float, slack: float, found: list[set[Sign]]
) -> None:
    """A series that never moves has no limits to be far from: it is no sign."""

    def is_calm(one: Sequence[float]) -> bool:
        return reach > slack and all(abs(value - mean) < reach / 3 for value in one)

    _mark_windows(values, _CALM, is_calm, Sign.CALM, found)


def _mark_near(
    values: Sequence[float], mean: float, reach: float, slack: float, found: list[set[Sign]]
) -> None:
    edge = reach * 2 / 3 + slack
    for start in range(len(values) - 2):
        window = range(start, start + 3)
        high = [place for place in window if edge < values[place] - mean <= reach]
        low = [place for place in window if edge < mean - values[place] <= reach]
        if len(high) >= 2:
            _mark(high, Sign.NEAR_UPPER, found)
        if len(low) >= 2:
            _mark(low, Sign.NEAR_LOWER, found)


def _mark_windows(
    values: Sequence[float],
    size: int,
    is_sign: Callable[[Sequence[float]], bool],
    sign: Sign,
    found: list[set[Sign]],
) -> None:
    for start in range(len(values) - size + 1):
        if is_sign(values[start : start + size]):
            _mark(range(start, start + size), sign, found)


def _mark(places: Sequence[int], sign: Sign, found: list[set[Sign]]) -> None:
    for place in places:
        found[place].add(sign)
