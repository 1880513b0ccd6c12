"""How much is asked of the police, and of what kind: by category, by class, and what carries a flag."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import (
    ADMINISTRATION,
    CLASSES,
    INCIDENTS_FROM,
    in_months,
    in_period,
    once,
    share,
    turned,
    values,
    with_totals,
)

FLAGS: Final = ("vulnerable", "domestic", "mental_health", "alcohol", "drugs", "youth")
ANTISOCIAL: Final = "antisocial"


def _classes(facts: Facts, period: Period) -> Any:
    """Incidents of the period for each month, force, area and pair of classes, and how many carry each flag."""

    def make() -> Any:
        incidents = in_period(facts["incidents"], period)
        flags = {flag: incidents[flag].cast("int64").sum() for flag in FLAGS}
        keys = ["month", "force", "area", "opening_class", "closing_class"]
        return incidents.group_by(keys).agg(n=incidents.count(), **flags)

    return once(facts, "classes", make)


def _of_codes(incidents: Any, code: str) -> Any:
    """How many incidents have each code, beside how many have any."""
    incidents = incidents.filter(incidents[code] != "")
    incidents = incidents.mutate(group=incidents[code])
    fine = incidents.group_by(["month", "force", "area", "group"]).agg(n=incidents.count())
    return _counted(with_totals(fine, ["month", "group"], ["n"]))


def _counted(table: Any) -> Any:
    """Counts of each group, beside the count of all groups of the same month and place."""
    whole = table.group_by(["month", "force", "area"]).mutate(out_of=table["n"].sum())
    return values(whole, first=whole["month"], count=whole["n"], value=whole["n"])


def _opening(facts: Facts, period: Period) -> Any:
    return _of_codes(in_period(facts["incidents"], period), "opening")


def _closing(facts: Facts, period: Period) -> Any:
    return _of_codes(in_period(facts["incidents"], period), "closing")


def _antisocial(facts: Facts, period: Period) -> Any:
    incidents = in_period(facts["incidents"], period)
    return _of_codes(incidents.filter(incidents["closing_class"] == ANTISOCIAL), "closing")


def _shares(facts: Facts, period: Period) -> Any:
    fine = _classes(facts, period)
    fine = fine.filter(fine["closing_class"].notin(["", ADMINISTRATION]))
    each = {name: (fine["closing_class"] == name).ifelse(fine["n"], 0) for name in CLASSES}
    counted = with_totals(fine.mutate(**each), ["month"], ["n", *CLASSES])
    long = turned(counted, {name: {"count": name} for name in CLASSES})
    return values(long, first=long["month"], out_of=long["n"], value=share(long["count"], long["n"]))


def _flagged(facts: Facts, period: Period) -> Any:
    fine = _classes(facts, period)
    closed = (fine["closing_class"] != "").ifelse(fine["closing_class"], fine["opening_class"])
    counted = with_totals(fine.filter(closed != ADMINISTRATION), ["month"], ["n", *FLAGS])
    long = turned(counted, {flag: {"count": flag} for flag in FLAGS})
    return values(long, first=long["month"], out_of=long["n"], value=share(long["count"], long["n"]))


def _reclassified(facts: Facts, period: Period) -> Any:
    fine = _classes(facts, period)
    fine = fine.filter((fine["opening_class"] != "") & (fine["closing_class"] != ""))
    counted = with_totals(fine, ["month", "opening_class", "closing_class"], ["n"])
    whole = counted.group_by(["month", "force", "area", "opening_class"]).mutate(out_of=counted["n"].sum())
    group = whole["opening_class"] + ">" + whole["closing_class"]
    return values(
        whole,
        first=whole["month"],
        group=group,
        count=whole["n"],
        value=share(whole["n"], whole["out_of"]),
    )


def _streets(facts: Facts, period: Period) -> Any:
    rows = in_months(facts["streets"], period)
    rows = rows.mutate(group=rows["kind"])
    fine = rows.group_by(["month", "force", "area", "group"]).agg(n=rows.count())
    return _counted(with_totals(fine, ["month", "group"], ["n"]))


_MONTH = _("Each calendar month, by the time when the incident began.")

DEMAND: Final = (
    Measure(
        code="demand_opening",
        version=1,
        title=_("Incidents by what they seemed to be at first"),
        unit=_("Number of incidents that were opened in this category of the National Standard."),
        window=_MONTH,
        denominator=_("All incidents of the month that have an opening code."),
        source=INCIDENTS_FROM,
        caveat=_(
            "An opening code is what a call seemed to be before anybody had been there. Look at it beside the closing "
            "code, which says what was found."
        ),
        value=Value.COUNT,
        tables=("incidents",),
        query=_opening,
        monthly=True,
    ),
    Measure(
        code="demand_closing",
        version=1,
        title=_("Incidents by what they turned out to be"),
        unit=_("Number of incidents that were closed in this category of the National Standard."),
        window=_MONTH,
        denominator=_(
            "All incidents of the month that have a closing code. Those still open are not counted."
        ),
        source=INCIDENTS_FROM,
        caveat=_(
            "Closing codes follow the rules of recording, which change. A change at a marked break may come from "
            "recording, and not from what people needed."
        ),
        value=Value.COUNT,
        tables=("incidents",),
        query=_closing,
        monthly=True,
    ),
    Measure(
        code="demand_share",
        version=1,
        title=_("What the police are asked to help with"),
        unit=_("Share of incidents that were closed in this class."),
        window=_MONTH,
        denominator=_(
            "All incidents of the month that were closed as crime, anti-social behaviour, public safety and welfare, "
            "transport or another class. Administration, such as duplicates and errors, does not count."
        ),
        source=INCIDENTS_FROM,
        caveat=_(
            "These are shares of incidents, not of officers' time. Forces close incidents differently, so compare a "
            "force with itself, and not across a marked break."
        ),
        value=Value.SHARE,
        tables=("incidents",),
        query=_shares,
        monthly=True,
    ),
    Measure(
        code="reclassified",
        version=1,
        title=_("Incidents that turned out to be something else"),
        unit=_("Share of the incidents opened in one class that were closed in another, or in the same."),
        window=_MONTH,
        denominator=_("All incidents of the month that were opened in the first class and have been closed."),
        source=INCIDENTS_FROM,
        caveat=_(
            "A call can change its class because more became known, or because a rule of recording says so. The "
            "figures cannot tell which."
        ),
        value=Value.SHARE,
        tables=("incidents",),
        query=_reclassified,
        monthly=True,
    ),
    Measure(
        code="vulnerability_flags",
        version=1,
        title=_("Incidents that carry a flag of vulnerability"),
        unit=_("Share of incidents that carry this flag. One incident may carry several."),
        window=_MONTH,
        denominator=_(
            "All incidents of the month, whether they are closed or still open. Administration does not count."
        ),
        source=INCIDENTS_FROM,
        caveat=_(
            "A flag is set only when somebody noticed and recorded it. No flag does not mean that nobody was "
            "vulnerable, and more flags may mean that officers look more closely."
        ),
        value=Value.SHARE,
        tables=("incidents",),
        query=_flagged,
        monthly=True,
    ),
    Measure(
        code="antisocial_incidents",
        version=1,
        title=_("Anti-social behaviour in the force's own incidents"),
        unit=_(
            "Number of incidents closed as anti-social behaviour of this kind: personal, nuisance or environmental."
        ),
        window=_MONTH,
        denominator=_("All incidents of the month that were closed as anti-social behaviour."),
        source=INCIDENTS_FROM,
        caveat=_(
            "Never add this to the street-level figures: the same incidents stand in both. What also was a crime is "
            "recorded as a crime and is not counted here."
        ),
        value=Value.COUNT,
        tables=("incidents",),
        query=_antisocial,
        monthly=True,
    ),
    Measure(
        code="street_context",
        version=1,
        title=_("What the public street-level figures show"),
        unit=_("Number of rows of this kind in the public street-level files."),
        window=_("Each calendar month, as the public file gives it. Times are not published."),
        denominator=_("All rows of the month in the public files, by the force that reported them."),
        source=_("Street-level files of data.police.uk, under the Open Government Licence v3.0."),
        caveat=_(
            "This is context, and never added to the force's own incidents: the same events stand in both. Places are "
            "moved to a nearby point, some rows have none, and a council area is that of the point."
        ),
        value=Value.COUNT,
        tables=("streets",),
        query=_streets,
        monthly=True,
    ),
)
