"""Referrals to services: how they were answered, how long people waited, what came of it, and what nobody offers."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures import counting
from earlyhelp.evaluate.measures.counting import AGENCY, AREA, AREA_GROUP, GROUP, NATION
from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import DAY

ANSWER_IN: Final = 28 * DAY
TWO_WEEKS: Final = 14 * DAY

_PLACES: Final = (NATION, AREA, AGENCY)
_BY_NEED: Final = (*_PLACES, GROUP, AREA_GROUP)


def _known(facts: Facts, period: Period) -> Any:
    """The referrals sent up to the end of the period, with what was known of them then."""
    return counting.as_of(facts["referrals"], period, "accepted_at", "declined_at", "started_at", "ended_at")


def _cells(rows: Any, group: str = "need", **more: Any) -> Any:
    """The agency of a referral's row is the one that gives the service: the answer is its own."""
    first = counting.monthly(rows)
    return counting.placed(rows, first=first, area="area", agency="provider", group=group, **more)


def _old_enough(facts: Facts, period: Period, age: int) -> Any:
    rows = counting.during(_known(facts, period), period)
    return rows.filter(rows["at"] + age <= counting.closes(period.last))


def _answers(facts: Facts, period: Period) -> Any:
    import ibis

    rows = _old_enough(facts, period, ANSWER_IN)
    answer = ibis.cases(
        (rows["accepted_at"] <= rows["at"] + ANSWER_IN, "accepted"),
        (rows["declined_at"] <= rows["at"] + ANSWER_IN, "declined"),
        (rows["ended_at"] <= rows["at"] + ANSWER_IN, "ended"),
        else_="no_answer",
    )
    return counting.parts(_cells(rows.mutate(answer=answer), "answer"), _PLACES)


def _accepted(facts: Facts, period: Period) -> Any:
    rows = _old_enough(facts, period, ANSWER_IN)
    return counting.shares(_cells(rows, so=rows["accepted_at"] <= rows["at"] + ANSWER_IN), _BY_NEED)


def _days_until(facts: Facts, period: Period, time: str) -> Any:
    rows = counting.during(_known(facts, period), period)
    return counting.medians(_cells(rows, amount=counting.in_days(rows["at"], rows[time])), _BY_NEED)


def _within_two_weeks(facts: Facts, period: Period, time: str) -> Any:
    rows = _old_enough(facts, period, TWO_WEEKS)
    return counting.shares(_cells(rows, so=rows[time] <= rows["at"] + TWO_WEEKS), _BY_NEED)


def _days_to_accept(facts: Facts, period: Period) -> Any:
    return _days_until(facts, period, "accepted_at")


def _accepted_in_14(facts: Facts, period: Period) -> Any:
    return _within_two_weeks(facts, period, "accepted_at")


def _days_to_start(facts: Facts, period: Period) -> Any:
    return _days_until(facts, period, "started_at")


def _started_in_14(facts: Facts, period: Period) -> Any:
    return _within_two_weeks(facts, period, "started_at")


def _completed(facts: Facts, period: Period) -> Any:
    rows = _known(facts, period)
    rows = rows.filter(rows["started_at"].notnull())
    rows = counting.during(rows, period, "ended_at")
    rows = rows.mutate(month=counting.month_of(rows["ended_at"], period))
    return counting.shares(_cells(rows, so=rows["is_completed"]), _BY_NEED)


def _unmet(facts: Facts, period: Period) -> Any:
    rows = counting.during(facts["unmet"], period)
    placed = counting.placed(rows, first=counting.monthly(rows), area="area", group="need")
    return counting.parts(placed, (NATION, AREA), are_counts=True)


def _unmet_share(facts: Facts, period: Period) -> Any:
    import ibis

    unmet, sent = (counting.during(facts[name], period) for name in ("unmet", "referrals"))
    columns = ("month", "area", "need")
    looked_for = ibis.union(
        unmet.select(*columns, is_unmet=ibis.literal(True)),
        sent.select(*columns, is_unmet=ibis.literal(False)),
    )
    placed = counting.placed(
        looked_for, first=counting.monthly(looked_for), area="area", group="need", so=looked_for["is_unmet"]
    )
    return counting.shares(placed, (NATION, AREA, GROUP, AREA_GROUP))


_UNIT = _("Referrals that were sent to a service.")
_DAYS = _("Whole days, weekends included.")
_SOURCE = _("The service's own records of referrals and of needs unmet, published as facts that name nobody.")
_MONTH = _("Each month in which referrals were sent.")
_CLOSED_28 = _(
    "Each month in which referrals were sent. Those sent less than 28 days before the end are left out."
)
_CLOSED_14 = _(
    "Each month in which referrals were sent. Those sent less than 14 days before the end are left out."
)
_OLD_28 = _("Referrals sent in the month that are at least 28 days old, whatever became of them.")
_OLD_14 = _("Referrals sent in the month that are at least 14 days old, whatever became of them.")
_PROVIDER = _(
    "An agency here is the one that gives the service. A full service that says no in time is doing right by people."
)
_WAITING = _(
    "Those who still wait are not in it: read it beside the share within 14 days, which counts them."
)
_START = _("That help started says nothing about whether it helped.")
_LOOKED_FOR = _("A need is counted as unmet when somebody looked for a service, found none and said so.")
_UNSEEN = _(
    "Needs that nobody looked into are not in it. A rise can mean that more of them are written down."
)


def _measure(code: str, query: Any, title: Any, **entry: Any) -> Measure:
    usual = {
        "unit": _UNIT,
        "source": _SOURCE,
        "caveat": _PROVIDER,
        "value": Value.SHARE,
        "tables": ("referrals",),
        "monthly": True,
    }
    return Measure(code=code, version=1, title=title, query=query, **{**usual, **entry})


REFERRALS: Final = (
    _measure(
        "referral_answers",
        _answers,
        _("How services answered referrals within 28 days"),
        window=_CLOSED_28,
        denominator=_OLD_28,
    ),
    _measure(
        "referrals_accepted",
        _accepted,
        _("Referrals accepted within 28 days, by need"),
        window=_CLOSED_28,
        denominator=_OLD_28,
        higher_is="better",
    ),
    _measure(
        "acceptance_wait",
        _days_to_accept,
        _("Days until a referral was accepted: the middle one"),
        unit=_DAYS,
        window=_MONTH,
        denominator=_("Referrals sent in the month and accepted by the end of the period."),
        caveat=_WAITING,
        value=Value.MEDIAN,
        higher_is="worse",
    ),
    _measure(
        "accepted_in_14",
        _accepted_in_14,
        _("Referrals accepted within 14 days"),
        window=_CLOSED_14,
        denominator=_OLD_14,
        higher_is="better",
    ),
    _measure(
        "start_wait",
        _days_to_start,
        _("Days from a referral until help started: the middle one"),
        unit=_DAYS,
        window=_MONTH,
        denominator=_("Referrals sent in the month after which help started by the end of the period."),
        caveat=_WAITING,
        value=Value.MEDIAN,
        higher_is="worse",
    ),
    _measure(
        "started_in_14",
        _started_in_14,
        _("Referrals after which help started within 14 days"),
        window=_CLOSED_14,
        denominator=_OLD_14,
        caveat=_START,
        higher_is="better",
    ),
    _measure(
        "referrals_completed",
        _completed,
        _("Help of services that ended as it was agreed"),
        window=_("Each month in which help ended, whenever the referral was sent."),
        denominator=_("Referrals after which help had started, and that ended in the month."),
        caveat=_(
            "Ending as agreed says nothing about whether it helped, and leaving early can be a good sign too."
        ),
        higher_is="better",
    ),
    _measure(
        "unmet_needs",
        _unmet,
        _("Needs for which no service was found, by need"),
        unit=_("Times that somebody looked for a service and none suited."),
        window=_("Each month in which somebody looked."),
        denominator=_("All needs unmet that were written down in the month."),
        caveat=_UNSEEN,
        value=Value.COUNT,
        tables=("unmet",),
        higher_is="worse",
    ),
    _measure(
        "unmet_share",
        _unmet_share,
        _("Needs for which no service was found, of all for which help was looked for"),
        unit=_("Times that somebody looked for a service."),
        window=_("Each month in which somebody looked."),
        denominator=_("Referrals sent and needs unmet in the month, together."),
        caveat=_LOOKED_FOR,
        tables=("unmet", "referrals"),
        higher_is="worse",
    ),
)
