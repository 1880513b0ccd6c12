"""From answers to figures: what each sub-scale of a questionnaire comes to for one sheet. No page shows it for one."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.facts.instruments import Instrument, Item
from earlyhelp.kit.errors import RuleError

# The sum of the seven answers, and the metric it stands for. Stewart-Brown and others 2009, Health and Quality of Life
# Outcomes 7:15 (doi 10.1186/1477-7525-7-15), table 4.
SWEMWBS: Final[Mapping[int, float]] = MappingProxyType(
    {
        7: 7.00, 8: 9.51, 9: 11.25, 10: 12.40, 11: 13.33, 12: 14.08, 13: 14.75, 14: 15.32, 15: 15.84, 16: 16.36,
        17: 16.88, 18: 17.43, 19: 17.98, 20: 18.59, 21: 19.25, 22: 19.98, 23: 20.73, 24: 21.54, 25: 22.35, 26: 23.21,
        27: 24.11, 28: 25.03, 29: 26.02, 30: 27.03, 31: 28.13, 32: 29.31, 33: 30.70, 34: 32.55, 35: 35.00,
    }
)  # fmt: skip

Answers = Mapping[str, int | None]


class NotAnAnswer(RuleError):
    """An answer to nothing that was asked, or none of those that can be chosen."""


def check_answers(instrument: Instrument, answers: Answers) -> None:
    """Refuse what was not asked, or cannot be answered so. Raises NotAnAnswer."""
    asked = {item.code for item in instrument.items}
    for code, answer in answers.items():
        if code not in asked or not (answer is None or instrument.lowest <= answer <= instrument.highest):
            raise NotAnAnswer(_("Choose one of the answers on this page."))


def values_of(instrument: Instrument, answers: Answers) -> dict[str, float | None]:
    """What each sub-scale comes to, by its code. None where too little of it was answered."""
    return {
        scale.code: _value(instrument, instrument.items_of(scale.code), answers)
        for scale in instrument.scales
    }


def _value(instrument: Instrument, items: Sequence[Item], answers: Answers) -> float | None:
    given = [
        instrument.lowest + instrument.highest - answer if item.reversed else answer
        for item in items
        if (answer := answers.get(item.code)) is not None
    ]
    # A thousandth less, so that a share such as 2 of 3 is not lost to rounding.
    if len(given) < instrument.least_answered * len(items) - 0.001 or not given:
        return None
    mean = sum(given) / len(given)
    if instrument.rule == "mean":
        return mean
    total = mean * len(items)
    return SWEMWBS[round(total)] if instrument.conversion == "swemwbs" else total


def range_of(instrument: Instrument, scale: str) -> tuple[float, float]:
    """The lowest and the highest that a sub-scale can come to."""
    if instrument.rule == "mean":
        return float(instrument.lowest), float(instrument.highest)
    if instrument.conversion == "swemwbs":
        return min(SWEMWBS.values()), max(SWEMWBS.values())
    number = len(instrument.items_of(scale))
    return float(instrument.lowest * number), float(instrument.highest * number)
