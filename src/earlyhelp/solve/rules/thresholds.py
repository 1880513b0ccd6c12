"""Which level of a council's published thresholds a notification meets, and by which facts.

A level is met by a fact that the document names, never by adding anything up. It decides nothing: a practitioner says
another level, with a reason, and theirs counts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from earlyhelp.identify.choices import HelpOffered, Need, Track
from earlyhelp.solve.choices.standards import Condition, ThresholdLevel


@dataclass(frozen=True, slots=True)
class Seen:
    """What the service can see of a notification, and nothing that it must guess."""

    track: str
    needs: tuple[str, ...]
    help_offered: str
    child_subject: bool
    unborn: bool
    notifications: int
    pattern_count: int
    pattern_days: int


@dataclass(frozen=True, slots=True)
class Met:
    """A condition of a level, and the fact that met it: a sentence, and what it names."""

    condition: Condition
    fact: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class LevelMet:
    """The level that counts, and what met it. `met` is empty where the lowest level is left over."""

    level: ThresholdLevel
    met: tuple[Met, ...]


def level_of(levels: Mapping[int, Iterable[str]], seen: Seen) -> LevelMet | None:
    """The highest level of which a condition is met, else the lowest level. None where a council published none.

    `levels` maps each level to its conditions.
    """
    for level in sorted(levels, reverse=True):
        met = meet(levels[level], seen)
        if met:
            return LevelMet(ThresholdLevel(level), met)
    return LevelMet(ThresholdLevel(min(levels)), ()) if levels else None


def meet(conditions: Iterable[str], seen: Seen) -> tuple[Met, ...]:
    """Those of the conditions that are met, each with its fact, in the order of the list of conditions."""
    asked = set(conditions)
    return tuple(met for one in Condition if one in asked and (met := _TESTS[one](seen)))


def _safeguarding(seen: Seen) -> Met | None:
    if seen.track != Track.SAFEGUARDING:
        return None
    return Met(Condition.SAFEGUARDING_REPORT, gettext("The officer sent it as a safeguarding report."))


def _abuse(seen: Seen) -> Met | None:
    if Need.DOMESTIC_ABUSE not in seen.needs:
        return None
    return Met(Condition.ABUSE, gettext("The officer named domestic abuse."))


def _unborn(seen: Seen) -> Met | None:
    return Met(Condition.UNBORN, gettext("An unborn child is named.")) if seen.unborn else None


def _child(seen: Seen) -> Met | None:
    if not seen.child_subject:
        return None
    return Met(Condition.CHILD, gettext("The person who needs help is under 18."))


def _care(seen: Seen) -> Met | None:
    if Need.SOCIAL_CARE not in seen.needs:
        return None
    return Met(Condition.CARE, gettext("The officer named care and support at home."))


def _pattern(seen: Seen) -> Met | None:
    if seen.notifications < seen.pattern_count:
        return None
    fact = gettext("Notifications about the same people in %(days)d days, this one included:")
    return Met(Condition.PATTERN, fact % {"days": seen.pattern_days}, str(seen.notifications))


def _several(seen: Seen) -> Met | None:
    if len(set(seen.needs)) < 2:
        return None
    return Met(Condition.SEVERAL_NEEDS, gettext("The officer named:"), _named(seen))


def _one(seen: Seen) -> Met | None:
    if len(set(seen.needs)) != 1:
        return None
    return Met(Condition.ONE_NEED, gettext("The officer named:"), _named(seen))


def _wants(seen: Seen) -> Met | None:
    if seen.help_offered != HelpOffered.WANTS:
        return None
    return Met(Condition.WANTS_HELP, gettext("Help was offered, and they would like it."))


def _has(seen: Seen) -> Met | None:
    if seen.help_offered != HelpOffered.HAS:
        return None
    return Met(Condition.HAS_HELP, gettext("The officer wrote that they already have help."))


def _named(seen: Seen) -> str:
    return ", ".join(str(Need(one).label) for one in dict.fromkeys(seen.needs))


_TESTS: Final[Mapping[Condition, Callable[[Seen], Met | None]]] = {
    Condition.SAFEGUARDING_REPORT: _safeguarding,
    Condition.ABUSE: _abuse,
    Condition.UNBORN: _unborn,
    Condition.CHILD: _child,
    Condition.CARE: _care,
    Condition.PATTERN: _pattern,
    Condition.SEVERAL_NEEDS: _several,
    Condition.ONE_NEED: _one,
    Condition.WANTS_HELP: _wants,
    Condition.HAS_HELP: _has,
}
