"""How much is asked of the police, and of what kind: by category, by class, and what carries a flag."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import (
    ADMINISTRATION,
    CLASSES,
    in_period,
    once,
    share,
    turned,
    values,
    with_totals,
)

FLAGS: Final = ("vulnerable", "domestic", "mental_health", "alcohol", "drugs", "youth")


def classes(facts: Facts, period: Period) -> Any:
    """Incidents of the period for each month, force, area and pair of classes, and how many carry each flag."""

    def make() -> Any:
        incidents = in_period(facts["incidents"], period)
        flags = {flag: incidents[flag].cast("int64").sum() for flag in FLAGS}
        keys = ["month", "force", "area", "opening_class", "closing_class"]
        return incidents.group_by(keys).agg(n=incidents.count(), **flags)

    return once(facts, "classes", make)


def _by_category(code: str, its_class: str) -> Any:
    """A query that counts incidents for each category that one of the two codes gives."""

    def query(facts: Facts, period: Period) -> Any:
        incidents = in_period(facts["incidents"], period)
        incidents = incidents.filter(incidents[code] != "")
        fine = incidents.mutate(group=incidents[code]).group_by(["month", "force", "area", "group"])
        counted = with_totals(fine.agg(n=incidents.count()), ["month", "group"], ["n"])
        whole = counted.group_by(["month", "force", "area"]).mutate(out_of=counted["n"].sum())
        return values(whole, first=whole["month"], count=whole["n"], value=whole["n"])

    return query


def _shares(facts: Facts, period: Period) -> Any:
    fine = classes(facts, period)
    fine = fine.filter(fine["closing_class"].notin(["", ADMINISTRATION]))
    each = {name: (fine["closing_class"] == name).ifelse(fine["n"], 0) for name in CLASSES}
    counted = with_totals(fine.mutate(**each), ["month"], ["n", *CLASSES])
    long = turned(counted, {name: {"count": name} for name in CLASSES})
    return values(long, first=long["month"], out_of=long["n"], value=share(long["count"], long["n"]))


DEMAND: Final = (
    Measure(
        code="demand_share",
        version=1,
        title=_("What the police are asked to help with"),
        unit=_("Share of incidents that were closed in this class."),
        window=_("Each calendar month, by the time when the incident began."),
        denominator=_(
            "All incidents of the month that are closed as crime, anti-social behaviour, public safety and welfare, "
            "transport or another class. Administration, such as duplicates and errors, does not count."
        ),
        source=_("Incidents that the force's command and control system sends, by their closing code."),
        caveat=_(
            "How a force closes incidents changes over time and differs between forces. A change on a day that is "
            "marked as a break may come from recording, and not from what people needed."
        ),
        value=Value.SHARE,
        tables=("incidents",),
        query=_shares,
        monthly=True,
    ),
)
