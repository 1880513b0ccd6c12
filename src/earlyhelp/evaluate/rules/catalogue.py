"""The measures that boards know, by code. Pure: the queries of the measures are never run here."""

from collections.abc import Mapping
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures.catalogue import MEASURES
from earlyhelp.evaluate.measures.measure import Measure, Value

MISSING = "–"


@cache
def by_name() -> Mapping[str, Measure]:
    """Every measure in every version, by its code and version."""
    return {measure.name: measure for measure in MEASURES}


@cache
def newest() -> Mapping[str, Measure]:
    """Each measure in its newest version, in the order of the catalogue."""
    found: dict[str, Measure] = {}
    for measure in MEASURES:
        if measure.code not in found or measure.version > found[measure.code].version:
            found[measure.code] = measure
    return found


def versions_of(code: str) -> list[Measure]:
    """All versions of a measure, the newest first; none for a code that there is not."""
    return sorted((measure for measure in MEASURES if measure.code == code), key=lambda one: -one.version)


def shown(kind: Value, value: float | None) -> str:
    """A value as people read it: whole counts, shares in percent, medians and rates with one digit."""
    if value is None:
        return MISSING
    if kind is Value.COUNT:
        return f"{value:,.0f}"
    if kind is Value.SHARE:
        return f"{100 * value:.0f} %"
    return f"{value:,.2f}" if kind is Value.INDEX else f"{value:,.1f}"


KINDS: Mapping[Value, Promise] = {
    Value.COUNT: _("How many"),
    Value.SHARE: _("Share"),
    Value.RATE: _("Rate"),
    Value.MEDIAN: _("The middle one"),
    Value.INDEX: _("Index"),
}
