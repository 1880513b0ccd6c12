"""What hangs on no incident here: training that staff have, and public street-level figures."""

import numpy as np

from earlyhelp.partnership.facts import list_agencies
from earlyhelp.synth.bulk import shapes
from earlyhelp.synth.bulk.chance import Picker
from earlyhelp.synth.bulk.plan import SETTLED, Calendar, Place, Plan
from earlyhelp.synth.bulk.writing import Writer, one_word, words

_TRAINED_KINDS = frozenset({"police", "council", "health_board"})
_KIND, _OUTCOME = Picker(shapes.STREET_KINDS.values()), Picker(shapes.STREET_OUTCOMES.values())


def write_training(plan: Plan, calendar: Calendar, writer: Writer) -> None:
    """How many of an agency's people have what they need, month by month: rising, never whole."""
    chance = plan.chance(SETTLED, 0)
    agencies = [agency.code for agency in list_agencies() if agency.kind in _TRAINED_KINDS]
    months = calendar.number_of_months
    required = np.repeat(chance.integers(60, 3_500, len(agencies)), len(shapes.REQUIREMENTS))
    first, last = chance.uniform(0.25, 0.6, len(required)), chance.uniform(0.7, 0.97, len(required))
    share = first + (last - first) * np.arange(months)[:, None] / max(months - 1, 1)
    month = np.repeat(np.arange(months), len(required))
    agency = np.tile(np.repeat(np.arange(len(agencies)), len(shapes.REQUIREMENTS)), months)
    writer.add(
        "training",
        {
            "month": calendar.month_days[month],
            "year": calendar.years[month],
            "agency": words(agency, agencies),
            "requirement": words(
                np.tile(np.arange(len(shapes.REQUIREMENTS)), len(agencies) * months), shapes.REQUIREMENTS
            ),
            "required": np.tile(required, months),
            "covered": np.round(share * required).astype(np.int64).ravel(),
        },
        calendar.years[month],
    )


def write_streets(plan: Plan, place: Place, calendar: Calendar, writer: Writer) -> None:
    """Street-level rows of one area. Anti-social behaviour has no crime ID, and some rows have no place."""
    chance = plan.chance(SETTLED, 1 + place.number)
    each_month = np.bincount(calendar.months, weights=calendar.busy) / shapes.ONE_YEAR
    number = chance.poisson(each_month * place.yearly * shapes.STREETS_OF_INCIDENTS)
    month = np.repeat(np.arange(calendar.number_of_months), number)
    kind = _KIND.pick(chance, len(month))
    small = max(8, place.area.population // 1_600)
    spot = np.minimum((chance.pareto(1.2, len(month)) * small / 12).astype(np.int64), small - 1) + 1
    spot[chance.random(len(month)) < 0.01] = 0
    spots = ["", *(f"W01{place.number:03d}{one:04d}" for one in range(small))]
    crime = kind > 0
    writer.add(
        "streets",
        {
            "month": calendar.month_days[month],
            "year": calendar.years[month],
            "force": one_word(place.area.police, len(month)),
            "within": one_word(place.area.police, len(month)),
            "area": words((spot > 0).astype(np.int8), ("", place.area.code)),
            "place": words(spot, spots),
            "kind": words(kind, tuple(shapes.STREET_KINDS)),
            "has_crime_id": crime,
            "outcome": words(
                np.where(crime, _OUTCOME.pick(chance, len(month)) + 1, 0), ("", *shapes.STREET_OUTCOMES)
            ),
        },
        calendar.years[month],
    )
