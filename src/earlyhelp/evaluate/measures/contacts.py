"""Contact with the criminal justice system before and after help, always beside people who were not helped.

People come to notice when things are at their worst, so most have fewer contacts later, helped or not: regression to
the mean. A row of those helped is therefore given only where the same months hold a row of those who were not. It
looks back; nothing of it says anything about what a person will do.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures import counting
from earlyhelp.evaluate.measures.counting import AREA, NATION, Level
from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import DAY, turned

WINDOW: Final = 180 * DAY
KINDS: Final = ("arrest", "charge", "custody")
ANY: Final = "any"
HELPED, NOT_HELPED = "helped", "not_helped"

_LEVELS: Final[Sequence[Level]] = (NATION, AREA)
_PLACE: Final = ("first", "force", "area", "agency")
_Z: Final = 1.959964


def _cohort(facts: Facts, period: Period) -> Any:
    """Each person once, with the day from which they are looked at: `person`, `who`, `area`, `index`, `month`.

    Those helped are looked at from their first start of help in the period, the others from the first decision about
    them in it; whoever was ever helped is not among the others. Both only when 180 days have gone by since.
    """
    import ibis

    help_ = counting.as_of(facts["help"], period)
    decided = counting.as_of(facts["notifications"], period, "decided_at")
    decided = decided.filter(decided["person"].notnull() & decided["decided_at"].notnull())
    decided = decided.anti_join(help_.select("person").distinct(), "person")
    both = ibis.union(
        help_.select("person", "area", index="at", key="help", who=ibis.literal(HELPED)),
        decided.select(
            "person", "area", index="decided_at", key="notification", who=ibis.literal(NOT_HELPED)
        ),
    )
    both = counting.during(both, period, "index")
    order = ibis.window(group_by=[both["person"]], order_by=[both["index"], both["key"]])
    both = both.mutate(place=ibis.row_number().over(order))
    both = both.filter((both["place"] == 0) & (both["index"] + WINDOW <= counting.closes(period.last)))
    return both.mutate(month=counting.month_of(both["index"], period))


def _flags(facts: Facts, period: Period) -> Any:
    """For each person of the cohort, whether there was contact of each kind in the 180 days before and after."""
    people = _cohort(facts, period)
    contacts = counting.as_of(facts["contacts"], period).select("person", "kind", when="at")
    seen = people.select("person", "index").join(contacts, "person")
    before = seen["when"].between(seen["index"] - WINDOW, seen["index"] - 1)
    after = seen["when"].between(seen["index"], seen["index"] + WINDOW - 1)
    made = {}
    for kind in (ANY, *KINDS):
        of_kind = (seen["kind"] == kind) | (kind == ANY)
        made[f"{kind}_before"] = (before & of_kind).cast("int64").max()
        made[f"{kind}_after"] = (after & of_kind).cast("int64").max()
    flagged = seen.group_by("person").aggregate(**made)
    there = people.left_join(flagged, "person")
    filled = {name: there[name].fill_null(0) for name in made}
    return there.select("person", "who", "area", "month", **filled)


def _compared(facts: Facts, period: Period) -> Any:
    """People at each level, without those of months in which the other group has nobody there: `first`, keys, flags."""
    flags = _flags(facts, period)
    flag_names = [name for name in flags.columns if name.endswith(("_before", "_after"))]
    kept = {name: flags[name] for name in (*flag_names, "who", "month")}
    placed = counting.placed(flags, first=counting.whole(period), area="area", **kept)
    spread = counting.at_levels(placed, _LEVELS)
    cell = ["area", "month"]
    both = spread.group_by(*cell).aggregate(groups=spread["who"].nunique())
    return spread.semi_join(both.filter(both["groups"] == 2), cell)


def _before_and_after(facts: Facts, period: Period) -> Any:
    rows = _compared(facts, period)
    names = [f"{kind}_{when}" for kind in (ANY, *KINDS) for when in ("before", "after")]
    wide = rows.group_by(*_PLACE, "who").aggregate(
        out_of=rows.count(), **{name: rows[name].sum() for name in names}
    )
    found = turned(wide, {name.replace("_", "."): {"count": name} for name in names})
    found = found.mutate(group=found["who"] + "." + found["group"])
    value = found["count"].cast("float64") / found["out_of"].cast("float64")
    return counting.shaped(found.mutate(value=value))


def _difference(facts: Facts, period: Period) -> Any:
    """The change of those helped less the change of the others, with its interval (unpooled, 95 %)."""
    import ibis

    rows = _compared(facts, period)
    is_helped = rows["who"] == HELPED
    sums, groups = {}, {}
    for kind in (ANY, *KINDS):
        change = (rows[f"{kind}_after"] - rows[f"{kind}_before"]).cast("float64")
        groups[kind] = {name: f"{kind}_{name}" for name in ("here", "there", "here_spread", "there_spread")}
        sums |= {
            f"{kind}_here": change.mean(where=is_helped),
            f"{kind}_there": change.mean(where=~is_helped),
            f"{kind}_here_spread": change.var(where=is_helped, how="sample"),
            f"{kind}_there_spread": change.var(where=~is_helped, how="sample"),
        }
    wide = rows.group_by(*_PLACE).aggregate(
        helped=is_helped.cast("int64").sum(), others=(~is_helped).cast("int64").sum(), **sums
    )
    found = turned(wide, groups)
    value = found["here"] - found["there"]
    error = (found["here_spread"] / found["helped"] + found["there_spread"] / found["others"]).sqrt()
    return counting.shaped(
        found.mutate(
            count=ibis.least(found["helped"], found["others"]),
            out_of=ibis.least(found["helped"], found["others"]),
            value=value,
            low=value - _Z * error,
            high=value + _Z * error,
        )
    )


_SOURCE = _(
    "The service's own records of help and of decisions, and forces' records of arrest, charge and custody."
)
_WINDOW = _(
    "The 180 days before and the 180 days from the start of help, or from the decision for those who were not helped."
)
_REGRESSION = _(
    "People come to notice when things are at their worst, so most have fewer contacts afterwards, helped or not. "
    "Only the difference between the two groups could come from help, and they differ in more than help. "
    "It is a fact of the past and says nothing about what anybody will do."
)

CONTACTS: Final = (
    Measure(
        code="contacts_before_after",
        version=1,
        title=_(
            "People with contact with the criminal justice system before and after, helped and not helped"
        ),
        unit=_("People with at least one contact of the kind. Each is counted once in a place."),
        window=_WINDOW,
        denominator=_(
            "People of the same months: those whose help began, and those about whom it was decided without."
        ),
        source=_SOURCE,
        caveat=_REGRESSION,
        value=Value.SHARE,
        tables=("help", "notifications", "contacts"),
        query=_before_and_after,
    ),
    Measure(
        code="contacts_difference",
        version=1,
        title=_("Change in contact with the criminal justice system, helped less not helped"),
        unit=_(
            "Difference of two changes in shares. Below nought, contact fell more among those who were helped."
        ),
        window=_WINDOW,
        denominator=_("The smaller of the two groups of people, which come from the same months."),
        source=_SOURCE,
        caveat=_REGRESSION,
        value=Value.INDEX,
        tables=("help", "notifications", "contacts"),
        query=_difference,
        higher_is="worse",
    ),
)
