"""What people said of their own goals, and whether they were offered help in Welsh and got it."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures import counting
from earlyhelp.evaluate.measures.counting import AGENCY, AREA, FORCE, NATION
from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import turned

WELSH: Final = "cy"
FAR: Final = 2

_PLACES: Final = (NATION, AREA, AGENCY)


def _goals(facts: Facts, period: Period) -> Any:
    """The goals of the period with how far each has moved since the first answer; empty without a later one."""
    rows = counting.during(counting.as_of(facts["goals"], period), period)
    return rows.mutate(moved=rows["at_end"].coalesce(rows["latest"]) - rows["baseline"])


def _distance(facts: Facts, period: Period) -> Any:
    rows = _goals(facts, period)
    rows = rows.filter(rows["moved"].notnull())
    kinds = {
        "better": rows["moved"] >= 1,
        "better_by_2": rows["moved"] >= FAR,
        "same": rows["moved"] == 0,
        "worse": rows["moved"] < 0,
    }
    wide = rows.select("area", "agency", **{f"is_{kind}": so for kind, so in kinds.items()})
    every = turned(wide, {kind: {"so": f"is_{kind}"} for kind in kinds})
    placed = counting.placed(
        every, first=counting.whole(period), area="area", agency="agency", group="group", so=every["so"]
    )
    return counting.shares(placed, [(*level, "group") for level in _PLACES])


def _median_distance(facts: Facts, period: Period) -> Any:
    rows = _goals(facts, period)
    placed = counting.placed(
        rows, first=counting.whole(period), area="area", agency="agency", amount=rows["moved"]
    )
    return counting.medians(placed, _PLACES)


def _unanswered(facts: Facts, period: Period) -> Any:
    rows = _goals(facts, period)
    placed = counting.placed(
        rows, first=counting.whole(period), area="area", agency="agency", so=rows["moved"].isnull()
    )
    return counting.shares(placed, _PLACES)


def _welsh_offered(facts: Facts, period: Period) -> Any:
    rows = counting.during(facts["notifications"], period)
    placed = counting.placed(
        rows,
        first=counting.monthly(rows),
        force="force",
        area="area",
        agency="agency",
        so=rows["offered_welsh"],
    )
    return counting.shares(placed, (NATION, FORCE, AREA, AGENCY))


def _welsh_met(facts: Facts, period: Period) -> Any:
    rows = counting.during(facts["referrals"], period)
    rows = rows.filter(rows["language"] == WELSH)
    placed = counting.placed(
        rows, first=counting.whole(period), area="area", agency="agency", so=rows["welsh_met"]
    )
    return counting.shares(placed, _PLACES)


_GOALS = _("Goals that people set for themselves, each on their own scale of 0 to 10.")
_GOAL_SOURCE = _("Answers that people gave in their plans, published as facts that name nobody.")
_GOAL_WINDOW = _(
    "Goals set in the period, with the last answer that is known: the one at the end of a plan if there is."
)
_ANSWERED = _("Goals set in the period that have a later answer. One person can have several goals.")
_OWN_SCALE = _(
    "A scale is a person's own. Those who leave are missing, and people start when things are hard, so many would be "
    "better later without help."
)
_LANGUAGE = _("Language that people choose, as it was recorded with a notification or a referral.")

PEOPLE: Final = (
    Measure(
        code="distance_travelled",
        version=1,
        title=_("How far people's own goals have moved"),
        unit=_GOALS,
        window=_GOAL_WINDOW,
        denominator=_ANSWERED,
        source=_GOAL_SOURCE,
        caveat=_OWN_SCALE,
        value=Value.SHARE,
        tables=("goals",),
        query=_distance,
    ),
    Measure(
        code="distance_median",
        version=1,
        title=_("How many points people's own goals have moved: the middle one"),
        unit=_("Points on a person's own scale of 0 to 10. Above nought is nearer to what they wanted."),
        window=_GOAL_WINDOW,
        denominator=_ANSWERED,
        source=_GOAL_SOURCE,
        caveat=_OWN_SCALE,
        value=Value.MEDIAN,
        tables=("goals",),
        query=_median_distance,
        higher_is="better",
    ),
    Measure(
        code="goals_unanswered",
        version=1,
        title=_("Goals that nobody asked about again"),
        unit=_GOALS,
        window=_GOAL_WINDOW,
        denominator=_("All goals set in the period."),
        source=_GOAL_SOURCE,
        caveat=_("Goals set late in the period have had little time for a later answer."),
        value=Value.SHARE,
        tables=("goals",),
        query=_unanswered,
        higher_is="worse",
    ),
    Measure(
        code="welsh_offered",
        version=1,
        title=_("Notifications in which the person was asked which language they choose"),
        unit=_("Notifications that officers sent."),
        window=_("Each month in which notifications were sent."),
        denominator=_(
            "All notifications sent in the month. Where nothing was recorded, no offer is counted."
        ),
        source=_LANGUAGE,
        caveat=_("An offer that was made and not written down is missed."),
        value=Value.SHARE,
        tables=("notifications",),
        query=_welsh_offered,
        monthly=True,
        higher_is="better",
    ),
    Measure(
        code="welsh_met",
        version=1,
        title=_("People who wanted help in Welsh and were referred to a service that gives it"),
        unit=_("Referrals that were sent to a service."),
        window=_("Referrals sent in the period."),
        denominator=_(
            "Referrals of people who chose Welsh. Where it is not known of the service, it counts as no."
        ),
        source=_LANGUAGE,
        caveat=_(
            "People who were never asked, or who gave up asking, are not in it: read it beside the offers made."
        ),
        value=Value.SHARE,
        tables=("referrals",),
        query=_welsh_met,
        higher_is="better",
    ),
)
