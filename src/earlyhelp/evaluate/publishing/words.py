"""What a release says in words: names of places and groups, numbers as people read them, and its fixed sentences."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from earlyhelp.evaluate.measures.measure import Value
from earlyhelp.evaluate.measures.words import label_of

WALES: Final = pgettext_lazy("group of a figure", "All of Wales")
LEFT_OUT: Final = gettext_lazy("Left out")
NONE: Final = gettext_lazy("No value")
TITLE: Final = gettext_lazy("Early Action Together: figures")
POLICY: Final[tuple[Promise, ...]] = (
    gettext_lazy(
        "A release does not change after its day of publication. Figures of a period may change with the next release, "
        "because referrals end and codes are corrected later; the newest release holds."
    ),
    gettext_lazy(
        "When an error is found, a corrected release is published beside the first one, which stays, with a note that "
        "says what was wrong and which figures changed."
    ),
    gettext_lazy(
        "A definition never changes under its name. A better definition is a new version, and both are published "
        "together for one year."
    ),
)
SMALL: Final[Mapping[str, Promise]] = {
    "public": gettext_lazy(
        "Numbers from 1 to 9 are left out so that nobody can be recognised, and so is whatever would give them away. "
        "The others are rounded to the nearest 5, and shares and rates are worked out from rounded numbers. Rounded "
        "parts need not add up to their totals."
    ),
    "board": gettext_lazy(
        "For partner boards only: do not publish or pass on. Numbers from 1 to 4 are left out so that nobody can be "
        "recognised, and so is whatever would give them away. The others are rounded to the nearest 5, and shares and "
        "rates are worked out from rounded numbers. Rounded parts need not add up to their totals."
    ),
}


def named(row: Mapping[str, Any]) -> str:
    """The place of a row in the language in use: the finest that it names, or all of Wales."""
    for kind in ("agency", "area", "force"):
        if row[kind]:
            return label_of(row[kind])
    return str(WALES)


def number(value: float | None, kind: Value) -> str:
    """A value as it is read: 42.1%, 1,235 or 0.43. None: there is none."""
    if value is None:
        return str(NONE)
    if kind is Value.SHARE:
        return f"{100 * value:.1f}%"
    return (
        f"{value:,.0f}" if kind is Value.COUNT else f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    )


def finding(
    kind: Value, series: list[tuple[str, list[float | None]]], months: list[str], *, is_curve: bool = False
) -> str:
    """The main finding as whole sentences, made from the numbers that are shown and from nothing else."""
    told = [(name, values) for name, values in series if values and values[-1] is not None]
    if not told:
        return _("Too few people were counted to say more without telling of somebody.")
    if is_curve:
        name, values = told[(len(told) - 1) // 2]
        return _("The figure for %(name)s was %(value)s.") % {"name": name, "value": number(values[-1], kind)}
    name, values = max(told, key=lambda one: (one[1][-1] or 0.0, one[0]))
    said = {"month": months[-1], "start": months[0], "name": name, "value": number(values[-1], kind)}
    if len(told) == 1:
        last = _("In %(month)s the figure was %(value)s.") % said
    else:
        last = _("In %(month)s the highest figure was %(value)s. It is the one for: %(name)s.") % said
    if len(months) == 1 or values[0] is None:
        return last
    said["before"] = number(values[0], kind)
    return last + " " + _("In %(start)s the same figure was %(before)s.") % said
