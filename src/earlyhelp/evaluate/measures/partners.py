"""Partners: whether they answer each other in time, how they work together, who is trained. Agencies, not people."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures import counting
from earlyhelp.evaluate.measures.counting import AGENCY, AGENCY_GROUP, AREA, GROUP, NATION, Level
from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value

_BY_KIND: Final = (NATION, AREA, AGENCY, GROUP, AGENCY_GROUP)
_IN_AREAS: Final[Sequence[Level]] = (NATION, AREA)


def _in_time(facts: Facts, period: Period) -> Any:
    rows = counting.during(counting.as_of(facts["joint"], period, "answered_at"), period)
    rows = rows.filter(rows["due_at"] <= counting.closes(period.last))
    placed = counting.placed(
        rows,
        first=counting.monthly(rows),
        area="area",
        agency="asked",
        group="kind",
        so=rows["answered_at"] <= rows["due_at"],
    )
    return counting.shares(placed, _BY_KIND)


def _days_to_answer(facts: Facts, period: Period) -> Any:
    rows = counting.during(counting.as_of(facts["joint"], period, "answered_at"), period)
    placed = counting.placed(
        rows,
        first=counting.monthly(rows),
        area="area",
        agency="asked",
        group="kind",
        amount=counting.in_days(rows["at"], rows["answered_at"]),
    )
    return counting.medians(placed, _BY_KIND)


def _asks(facts: Facts, period: Period) -> Any:
    """Every time that one partner asked another, with `agency` the one asked and `group` the one that asked."""
    rows = counting.during(facts["joint"], period)
    rows = rows.filter((rows["asked"] != rows["asking"]) & (rows["asked"] != "") & (rows["asking"] != ""))
    return counting.placed(rows, first=counting.whole(period), area="area", agency="asked", group="asking")


def _edges(facts: Facts, period: Period) -> Any:
    """How often each asked each. Of all requests of the place."""
    levels = [(*level, "agency", "group") for level in _IN_AREAS]
    rows = counting.at_levels(_asks(facts, period), levels)
    edges = rows.group_by(*counting.KEYS).aggregate(count=rows.count())
    every = rows.group_by("first", "area").aggregate(out_of=rows.count())
    there = edges.join(every, ["first", "area"])
    return counting.shaped(there.mutate(value=there["count"].cast("float64")))


def _ties(facts: Facts, period: Period) -> Any:
    """For each place: `asks`, `agencies`, `edges` (one asked another), `pairs` (of two, either way), `mutual` ones."""
    edges = _edges(facts, period).select("first", "area", "count", one="agency", other="group")
    place = ["first", "area"]
    back = edges.select(*place, one="other", other="one", is_mutual=True)
    both = edges.left_join(back, [*place, "one", "other"])
    both = both.select(*place, "count", "one", "other", is_mutual=both["is_mutual"].fill_null(False))
    seen = both.select(*place, agency="one").union(both.select(*place, agency="other"), distinct=True)
    size = seen.group_by(*place).aggregate(agencies=seen.count())
    made = both.group_by(*place).aggregate(
        asks=both["count"].sum(), edges=both.count(), back=both["is_mutual"].cast("int64").sum()
    )
    ties = made.join(size, place)
    return ties.mutate(mutual=ties["back"] // 2, pairs=ties["edges"] - ties["back"] // 2)


def _index(ties: Any, value: Any) -> Any:
    """A number of the whole network. What stands behind it is requests, and with few of them it is hidden."""
    import ibis

    empty = dict.fromkeys(("force", "agency", "group"), ibis.literal(""))
    return counting.shaped(ties.mutate(**empty, count=ties["asks"], out_of=ties["asks"], value=value))


def _density(facts: Facts, period: Period) -> Any:
    ties = _ties(facts, period)
    return _index(ties, ties["edges"].cast("float64") / (ties["agencies"] * (ties["agencies"] - 1)))


def _both_ways(facts: Facts, period: Period) -> Any:
    ties = _ties(facts, period)
    return _index(ties, ties["mutual"].cast("float64") / ties["pairs"])


def _reciprocity(facts: Facts, period: Period) -> Any:
    ties = _ties(facts, period)
    return _index(ties, ties["back"].cast("float64") / ties["edges"])


def _trained(facts: Facts, period: Period) -> Any:
    rows = facts["training"]
    rows = rows.filter(rows["month"].between(period.first.replace(day=1), period.last))
    placed = counting.placed(
        rows,
        first=counting.monthly(rows),
        agency="agency",
        group="requirement",
        covered=rows["covered"],
        required=rows["required"],
    )
    spread = counting.at_levels(placed, (NATION, AGENCY, GROUP, AGENCY_GROUP))
    found = spread.group_by(*counting.KEYS).aggregate(
        count=spread["covered"].sum(), out_of=spread["required"].sum()
    )
    found = found.filter(found["out_of"] > 0)
    value = found["count"].cast("float64") / found["out_of"].cast("float64")
    return counting.shaped(found.mutate(value=value))


_ASKS = _("Requests of one partner to another: a check, a referral, an action of a plan or of a meeting.")
_SOURCE = _(
    "The service's own records of who asked whom and when there was an answer. No practitioner is in it."
)
_MONTH = _("Each month in which a partner was asked.")
_FEW_STAFF = _(
    "A partner that is asked much with few staff answers later. It says where to help, not whom to blame."
)
_NETWORK = _(
    "Only what went through the service is seen; partners who telephone each other are not. More is not always better."
)
_PERIOD = _("Requests made in the period.")
_TIES = _("All requests in the period between two agencies. With few of them the figure is hidden.")

PARTNERS: Final = (
    Measure(
        code="answered_in_time",
        version=1,
        title=_("Requests to partners that were answered in time"),
        unit=_ASKS,
        window=_(
            "Each month in which a partner was asked. Requests that were not yet due at the end are left out."
        ),
        denominator=_("Requests of the month that had a clock, and whose clock has run out."),
        source=_SOURCE,
        caveat=_FEW_STAFF,
        value=Value.SHARE,
        tables=("joint",),
        query=_in_time,
        monthly=True,
        higher_is="better",
    ),
    Measure(
        code="answer_wait",
        version=1,
        title=_("Days until a partner answered: the middle one"),
        unit=_("Whole days, weekends included."),
        window=_MONTH,
        denominator=_("Requests of the month that were answered by the end of the period."),
        source=_SOURCE,
        caveat=_("Requests without an answer are not in it: read it beside the share answered in time."),
        value=Value.MEDIAN,
        tables=("joint",),
        query=_days_to_answer,
        monthly=True,
        higher_is="worse",
    ),
    Measure(
        code="joint_working",
        version=1,
        title=_("Who asks whom: how often each partner asked each other partner"),
        unit=_ASKS,
        window=_PERIOD,
        denominator=_("All requests in the period between two agencies."),
        source=_SOURCE,
        caveat=_NETWORK,
        value=Value.COUNT,
        tables=("joint",),
        query=_edges,
    ),
    Measure(
        code="joint_density",
        version=1,
        title=_("How much of the network of partners is in use"),
        unit=_(
            "Share of all ways from one partner to another on which at least one request went, from 0 to 1."
        ),
        window=_PERIOD,
        denominator=_TIES,
        source=_SOURCE,
        caveat=_NETWORK,
        value=Value.INDEX,
        tables=("joint",),
        query=_density,
    ),
    Measure(
        code="joint_both_ways",
        version=1,
        title=_("Pairs of partners that asked each other"),
        unit=_("Share of the pairs with any request in which both asked the other, from 0 to 1."),
        window=_PERIOD,
        denominator=_TIES,
        source=_SOURCE,
        caveat=_NETWORK,
        value=Value.INDEX,
        tables=("joint",),
        query=_both_ways,
    ),
    Measure(
        code="joint_reciprocity",
        version=1,
        title=_("How much of the asking goes both ways"),
        unit=_(
            "Share of the ways in use from one partner to another that are in use the other way too, from 0 to 1."
        ),
        window=_PERIOD,
        denominator=_TIES,
        source=_SOURCE,
        caveat=_NETWORK,
        value=Value.INDEX,
        tables=("joint",),
        query=_reciprocity,
    ),
    Measure(
        code="training_coverage",
        version=1,
        title=_("Training that people need and have"),
        unit=_("People who need what a requirement says. Somebody who needs two counts twice in a total."),
        window=_("The end of each month."),
        denominator=_("All people of an agency of whom a requirement asks it."),
        source=_("Agencies' records of training, as sums for each agency. No practitioner is in it."),
        caveat=_("Having been on a course is not the same as working in another way."),
        value=Value.SHARE,
        tables=("training",),
        query=_trained,
        monthly=True,
        higher_is="better",
    ),
)
