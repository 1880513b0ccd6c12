"""How long ago the incident before was, and how soon the next one came: for a person, household or address.

One pass over the incidents, sorted by whose they are and by whole seconds, gives both; what comes out is small counts
by month and place, from which repeat demand and time to the next incident are both made.
"""

from typing import Any, Final

from earlyhelp.evaluate.measures.measure import Facts, Period
from earlyhelp.evaluate.measures.pieces import DAY, begun, demand_of, ends, once, starts

WINDOWS: Final = {"030": 30, "090": 90, "180": 180, "365": 365}
"""Days, by the code of their group."""
LONGEST: Final = 365
PEOPLE, HOUSEHOLDS, ADDRESSES = "person", "household", "address"


def gaps(facts: Facts, period: Period, whose: str) -> Any:
    """Counts for each month, force, area and wait for the next incident.

    `n` incidents of the period, of which `within_030` … `within_365` followed another within so many days. `waited` is
    empty but for the first incident of the period of each person (or household, or address): there it is the days until
    the next one (`ended`), or until the period was over (not `ended`); everything over a year is 366.
    """

    def make() -> Any:
        first, end = starts(period.first), ends(period.last)
        looked = demand_of(facts["incidents"])
        looked = looked.filter(
            looked[whose].notnull() & (looked["at"] >= first - LONGEST * DAY) & (looked["at"] < end)
        )
        looked = looked.select("month", "force", "area", "at", "incident", whose)
        return _summed(_beside(looked, whose), first, end)

    return once(facts, f"gaps_{whose}", make)


def _beside(looked: Any, whose: str) -> Any:
    import ibis

    # Two in the same second stand in the order of their numbers, so that each engine counts the same one.
    window = ibis.window(group_by=whose, order_by=["at", "incident"])
    return looked.mutate(before=looked["at"].lag().over(window), after=looked["at"].lead().over(window))


def _summed(beside: Any, first: int, end: int) -> Any:
    import ibis

    beside = beside.filter(beside["at"] >= first)
    since = beside["at"] - beside["before"]
    is_first = beside["before"].isnull() | (beside["before"] < first)
    ended = beside["after"].notnull()
    # An incident on the 30th day came within 30 days; who was watched for 30 days and a bit was watched for 30.
    until = ended.ifelse((beside["after"] - beside["at"] + DAY - 1) // DAY, (end - beside["at"]) // DAY)
    waited = ibis.least(until.cast("int64"), LONGEST + 1)
    beside = beside.mutate(
        since=since,
        waited=is_first.ifelse(waited, ibis.null("int64")),
        ended=is_first & ended,
    )
    within = {
        f"within_{code}": (beside["since"] <= days * DAY).fill_null(False).cast("int64").sum()
        for code, days in WINDOWS.items()
    }
    return beside.group_by(["month", "force", "area", "waited", "ended"]).agg(n=beside.count(), **within)


def looked_back(facts: Facts, table: Any, days: Any) -> Any:
    """The rows of months that began so many days after the facts of their force did: before, nobody had looked back."""
    known = begun(facts).select("begun", its="force")
    joined = table.join(known, table["force"] == known["its"])
    return joined.filter(joined["month"].delta(joined["begun"], unit="day") >= days(joined))
