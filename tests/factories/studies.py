"""Synthetic figures with an effect that is known, for every design."""

import numpy as np

from earlyhelp.evaluate.studies.matched import People, people
from earlyhelp.evaluate.studies.panels import Panel, helped_since, panel
from earlyhelp.evaluate.studies.series import Months

FIRST = 2020 * 12
MONTHS = 60
START = FIRST + 36


def series_with(
    seed: int, *, alike: float = 0.3, at_once: float = -12.0, each_month: float = -0.3
) -> tuple[Months, float]:
    """Five years that rise, with a season and months alike to their neighbours; help after three years."""
    chance = np.random.default_rng(seed)
    when = np.arange(MONTHS)
    noise = chance.normal(0, 6, MONTHS)
    noise[0] /= np.sqrt(1 - alike**2)
    for month in when[1:]:
        noise[month] += alike * noise[month - 1]
    after = when >= START - FIRST
    since = (when - (START - FIRST)) * after
    rates = 200 + when + 10 * np.sin(2 * np.pi * when / 12) + noise + after * at_once + each_month * since
    return Months([FIRST + int(month) for month in when], rates), at_once + each_month * float(
        since[after].mean()
    )


def units_with(seed: int, effect: float = -5.0) -> tuple[Panel, float]:
    """Twenty teams, twelve of them helped from different months on; all of them drift together."""
    chance = np.random.default_rng(seed)
    drift = np.cumsum(chance.normal(-0.5, 1, 36))
    units: list[str] = []
    periods: list[int] = []
    outcome: list[float] = []
    starts: list[int | None] = []
    for unit in range(20):
        level, noise = chance.normal(100, 15), 0.0
        start = FIRST + 12 + (unit % 4) * 4 if unit < 12 else None
        for period in range(36):
            noise = 0.4 * noise + chance.normal(0, 4)
            helped = start is not None and FIRST + period >= start
            units.append(f"team {unit}")
            periods.append(FIRST + period)
            outcome.append(level + drift[period] + noise + (effect if helped else 0.0))
            starts.append(start)
    return panel(units, periods, outcome, helped_since(units, periods, starts)), effect


def wedge_with(seed: int, effect: float = -4.0) -> tuple[Panel, float]:
    """Sixteen teams over nine months, two more of them helped each month, while everything rises."""
    chance = np.random.default_rng(seed)
    rows = []
    for unit in range(16):
        level = chance.normal(50, 5)
        for period in range(9):
            helped = period >= 1 + unit // 2
            rows.append(
                (
                    f"team {unit}",
                    FIRST + period,
                    level + 1.5 * period + chance.normal(0, 4) + (effect if helped else 0.0),
                    helped,
                )
            )
    units, periods, outcome, given = zip(*rows, strict=True)
    return panel(units, periods, outcome, given), effect


def people_with(seed: int, *, times: float = 0.6, number: int = 6000) -> tuple[People, float]:
    """People of whom each has a rate of their own; mostly those with three events or more are helped."""
    chance = np.random.default_rng(seed)
    age = chance.choice(["young", "old"], number)
    busier = np.where(age == "young", 1.4, 1.0)
    rate = chance.gamma(0.6, 2.0, number) * busier
    before = chance.poisson(rate)
    helped = chance.random(number) < np.where(before >= 3, 0.35, 0.02)
    after = chance.poisson(rate * np.where(helped, times, 1.0))
    # What somebody of this age with so many events before can be expected to have (gamma and Poisson together).
    expected = busier * (0.6 + before) / (0.5 + busier)
    truth = float((expected[helped] * (times - 1)).mean())
    return people(helped.tolist(), before.tolist(), after.tolist(), [age.tolist()]), truth
