"""Repeat demand: incidents that followed another of the same person, household or address; how often people came."""

from functools import partial
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures.gaps import ADDRESSES, HOUSEHOLDS, PEOPLE, WINDOWS, gaps, looked_back
from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import (
    DAY,
    INCIDENTS_FROM,
    begun,
    class_of,
    ends,
    once,
    share,
    starts,
    turned,
    values,
    with_totals,
    year_to,
)

REVIEW_DAYS: Final = 183
"""Six months."""
REVIEW_AT: Final = 3
UNITS: Final = (PEOPLE, HOUSEHOLDS, ADDRESSES)


def _repeat(facts: Facts, period: Period, *, whose: str) -> Any:
    import ibis

    fine = gaps(facts, period, whose)
    names = [f"within_{code}" for code in WINDOWS]
    by_month = fine.group_by(["month", "force", "area"]).agg(
        n=fine["n"].sum(), **{name: fine[name].sum() for name in names}
    )
    long = turned(by_month, {code: {"count": f"within_{code}"} for code in WINDOWS})
    long = looked_back(
        facts,
        long,
        lambda table: ibis.cases(
            *[(table["group"] == code, days) for code, days in WINDOWS.items()], else_=0
        ),
    )
    counted = with_totals(long, ["month", "group"], ["count", "n"])
    return values(
        counted, first=counted["month"], out_of=counted["n"], value=share(counted["count"], counted["n"])
    )


def _case_review(facts: Facts, period: Period) -> Any:
    from functools import reduce

    import ibis

    year = year_to(period.last)
    return reduce(ibis.union, [_reviewed(facts, year, whose) for whose in UNITS])


def _reviewed(facts: Facts, year: Period, whose: str) -> Any:
    """Of those with anti-social behaviour in the year, how many had three incidents of it within six months."""
    first = starts(year.first)
    rows = facts["incidents"]
    rows = rows.filter(
        (class_of(rows) == "antisocial")
        & rows[whose].notnull()
        & (rows["at"] >= first - REVIEW_DAYS * DAY)
        & (rows["at"] < ends(year.last))
    )
    rows = rows.select("force", "at", "incident", its=rows[whose])
    counted = with_totals(_each(_third(rows, first)), ["its"], ["reached", "any"], areas=False)
    reached = (counted["reached"] > 0).cast("int64").sum()
    result = counted.group_by("force").agg(count=reached, out_of=counted.count())
    return values(result, first=year.first, group=whose, value=share(result["count"], result["out_of"]))


def _third(rows: Any, first: int) -> Any:
    import ibis

    window = ibis.window(group_by="its", order_by=["at", "incident"])
    rows = rows.mutate(before=rows["at"].lag(REVIEW_AT - 1).over(window))
    rows = rows.filter(rows["at"] >= first)
    return rows.mutate(is_third=(rows["at"] - rows["before"] <= REVIEW_DAYS * DAY).fill_null(False))


def _each(rows: Any) -> Any:
    return rows.group_by(["force", "its"]).agg(reached=rows["is_third"].cast("int64").sum(), any=rows.count())


def events(facts: Facts, period: Period, whose: str) -> Any:
    """How many (`units`) had how many incidents (`events`) in the twelve months to the last day, by force and in all.

    A force whose facts begin later than the twelve months is left out, since it would seem quieter than it is.
    """

    def make() -> Any:
        year = year_to(period.last)
        rows = facts["incidents"]
        rows = rows.filter(
            (class_of(rows) != "administration")
            & rows[whose].notnull()
            & (rows["at"] >= starts(year.first))
            & (rows["at"] < ends(year.last))
        )
        known = begun(facts)
        known = known.filter(known["begun"] <= year.first).select(its_force="force")
        each = rows.group_by(["force", whose]).agg(n=rows.count())
        each = each.join(known, each["force"] == known["its_force"]).select("force", "n", its=whose)
        return _histogram(with_totals(each, ["its"], ["n"], areas=False))

    return once(facts, f"events_{whose}", make)


def _histogram(each: Any) -> Any:
    return each.group_by(["force", "n"]).agg(units=each.count()).rename(events="n")


def _came_back(facts: Facts, period: Period, *, whose: str) -> Any:
    found = events(facts, period, whose)
    again = (found["events"] > 1).ifelse(found["units"], 0)
    counted = found.group_by("force").agg(count=again.sum(), out_of=found["units"].sum())
    return values(counted, first=year_to(period.last).first, value=share(counted["count"], counted["out_of"]))


BANDS: Final = {"01": 1, "02": 2, "03": 3, "04": 4, "05": 5, "06_09": 6, "10_19": 10, "20_up": 20}
"""The least number of incidents in each band."""


def _spread(facts: Facts, period: Period, *, whose: str) -> Any:
    import ibis

    found = events(facts, period, whose)
    bands = [(found["events"] >= least, code) for code, least in reversed(BANDS.items())]
    found = found.mutate(group=ibis.cases(*bands, else_=""))
    counted = found.group_by(["force", "group"]).agg(count=found["units"].sum())
    counted = counted.group_by("force").mutate(out_of=counted["count"].sum())
    return values(counted, first=year_to(period.last).first, value=share(counted["count"], counted["out_of"]))


_ROLLING = _("Each calendar month, looking back 30, 90, 180 and 365 days from each incident.")
_LOOKED_BACK = _(
    "A month counts only where the facts of the force go back as far as is looked back. Incidents that follow within "
    "30 days also follow within 90, 180 and 365: never add the groups up."
)
_TWELVE = _("The twelve months that end with the last day of the period.")

REPEAT: Final = (
    Measure(
        code="repeat_person",
        version=1,
        title=_("Incidents that followed another about the same person"),
        unit=_("Share of incidents that followed another about the same person within so many days."),
        window=_ROLLING,
        denominator=_(
            "All incidents of the month in which it is known whom they were about. Administration does not count."
        ),
        source=INCIDENTS_FROM,
        caveat=_LOOKED_BACK,
        value=Value.SHARE,
        tables=("incidents",),
        query=partial(_repeat, whose=PEOPLE),
        monthly=True,
        higher_is="worse",
    ),
    Measure(
        code="repeat_household",
        version=1,
        title=_("Incidents that followed another in the same household"),
        unit=_("Share of incidents that followed another in the same household within so many days."),
        window=_ROLLING,
        denominator=_(
            "All incidents of the month in which the household is known. Administration does not count."
        ),
        source=INCIDENTS_FROM,
        caveat=_LOOKED_BACK,
        value=Value.SHARE,
        tables=("incidents",),
        query=partial(_repeat, whose=HOUSEHOLDS),
        monthly=True,
        higher_is="worse",
    ),
    Measure(
        code="repeat_address",
        version=1,
        title=_("Incidents that followed another at the same address"),
        unit=_("Share of incidents that followed another at the same address within so many days."),
        window=_ROLLING,
        denominator=_(
            "All incidents of the month in which the address is known. Administration does not count."
        ),
        source=INCIDENTS_FROM,
        caveat=_LOOKED_BACK,
        value=Value.SHARE,
        tables=("incidents",),
        query=partial(_repeat, whose=ADDRESSES),
        monthly=True,
        higher_is="worse",
    ),
    Measure(
        code="people_again",
        version=1,
        title=_("People with two or more incidents in a year"),
        unit=_("Share of people with two or more incidents."),
        window=_TWELVE,
        denominator=_(
            "All people whom at least one incident of the twelve months was about. Administration does not count."
        ),
        source=INCIDENTS_FROM,
        caveat=_(
            "People come to notice when things are at their worst, so many have fewer incidents later whatever is "
            "done. A fall here does not show that help worked. A force whose facts begin later is left out."
        ),
        value=Value.SHARE,
        tables=("incidents",),
        query=partial(_came_back, whose=PEOPLE),
        higher_is="worse",
    ),
    Measure(
        code="incidents_per_person",
        version=1,
        title=_("How many incidents people had in a year"),
        unit=_("Share of people with this number of incidents."),
        window=_TWELVE,
        denominator=_(
            "All people whom at least one incident of the twelve months was about. Administration does not count."
        ),
        source=INCIDENTS_FROM,
        caveat=_(
            "It describes a year and foretells nothing about any one person. Who is not recognised as the same person "
            "counts as several people."
        ),
        value=Value.SHARE,
        tables=("incidents",),
        query=partial(_spread, whose=PEOPLE),
    ),
    Measure(
        code="antisocial_review",
        version=1,
        title=_("Anti-social behaviour that reaches the threshold for a case review"),
        unit=_(
            "Share of people, households or addresses with three incidents of it within six months (183 days)."
        ),
        window=_TWELVE,
        denominator=_(
            "All people, households or addresses with at least one incident of anti-social behaviour in the twelve "
            "months."
        ),
        source=INCIDENTS_FROM,
        caveat=_(
            "It counts who reached the threshold, and not who asked for a review. Reports to councils and landlords "
            "count towards a review too, and are not in these figures."
        ),
        value=Value.SHARE,
        tables=("incidents",),
        query=_case_review,
        higher_is="worse",
    ),
)
