"""Notifications: how many came, what was decided, how soon, whether the officer heard, who came back."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures import counting
from earlyhelp.evaluate.measures.counting import AGENCY, AREA, FORCE, FORCE_GROUP, GROUP, NATION
from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import DAY

TELL_IN: Final = 10 * DAY
SILENT_AFTER: Final = 28 * DAY
YEAR: Final = 365 * DAY
UNDECIDED: Final = "undecided"
_ASKED_BACK: Final = "asked_back"

_PLACES: Final = (NATION, FORCE, AREA, AGENCY)
_BY_GRADE: Final = (*_PLACES, GROUP, FORCE_GROUP)


def _known(facts: Facts, period: Period) -> Any:
    """The notifications sent up to the end of the period, with what was known of them then."""
    rows = counting.as_of(facts["notifications"], period, "decided_at", "told_at")
    is_decided = rows["decided_at"].notnull()
    stands = is_decided | (rows["outcome"] == _ASKED_BACK)
    return rows.mutate(outcome=stands.ifelse(rows["outcome"], UNDECIDED), is_decided=is_decided)


def _cells(rows: Any, group: str = "", **more: Any) -> Any:
    return counting.placed(
        rows,
        first=counting.monthly(rows),
        force="force",
        area="area",
        agency="agency",
        group=group,
        **more,
    )


def _sent_by_track(facts: Facts, period: Period) -> Any:
    rows = counting.during(_known(facts, period), period)
    return counting.parts(_cells(rows, "track"), _PLACES, are_counts=True)


def _sent_by_grade(facts: Facts, period: Period) -> Any:
    rows = counting.during(_known(facts, period), period)
    return counting.parts(_cells(rows, "grade"), _PLACES, are_counts=True)


def _outcomes(facts: Facts, period: Period) -> Any:
    rows = counting.during(_known(facts, period), period)
    return counting.parts(_cells(rows, "outcome"), _PLACES)


def _days_to_decide(facts: Facts, period: Period) -> Any:
    rows = counting.during(_known(facts, period), period)
    rows = rows.filter(rows["is_decided"])
    return counting.medians(_cells(rows, "grade", amount=rows["waited"]), _BY_GRADE)


def _decided_within(facts: Facts, period: Period, working_days: int) -> Any:
    rows = counting.during(_known(facts, period), period)
    rows = rows.filter(rows["at"] <= counting.closed_by(period, working_days=working_days))
    in_time = rows["is_decided"] & (rows["waited"] <= working_days)
    return counting.shares(_cells(rows, "grade", so=in_time), _BY_GRADE)


def _decided_next_day(facts: Facts, period: Period) -> Any:
    return _decided_within(facts, period, 1)


def _decided_in_5(facts: Facts, period: Period) -> Any:
    return _decided_within(facts, period, 5)


def _told_in_10(facts: Facts, period: Period) -> Any:
    rows = counting.during(_known(facts, period), period)
    rows = rows.filter(rows["is_decided"] & (rows["decided_at"] + TELL_IN <= counting.closes(period.last)))
    return counting.shares(_cells(rows, so=rows["told_at"] <= rows["decided_at"] + TELL_IN), _PLACES)


def _told_at_all(facts: Facts, period: Period) -> Any:
    rows = counting.during(_known(facts, period), period)
    rows = rows.filter(rows["at"] + SILENT_AFTER <= counting.closes(period.last))
    return counting.shares(_cells(rows, so=rows["told_at"].notnull()), _PLACES)


def _come_again(facts: Facts, period: Period) -> Any:
    import ibis

    rows = _known(facts, period)
    rows = rows.filter(rows["person"].notnull())
    earlier = (
        rows["at"]
        .lag()
        .over(ibis.window(group_by=rows["person"], order_by=[rows["at"], rows["notification"]]))
    )
    rows = rows.mutate(is_repeat=rows["at"] - earlier <= YEAR)
    rows = counting.during(rows, period)
    return counting.shares(_cells(rows, "track", so=rows["is_repeat"]), (*_PLACES, GROUP))


def _people_again(facts: Facts, period: Period) -> Any:
    rows = _known(facts, period)
    end = counting.closes(period.last)
    rows = rows.filter(rows["person"].notnull() & (rows["at"] > end - YEAR))
    placed = counting.placed(
        rows, first=counting.whole(period), force="force", area="area", person=rows["person"]
    )
    spread = counting.at_levels(placed, (NATION, FORCE, AREA))
    people = spread.group_by(*counting.KEYS, "person").aggregate(times=spread.count())
    found = people.group_by(*counting.KEYS).aggregate(
        count=(people["times"] >= 2).cast("int64").sum(), out_of=people.count()
    )
    value = found["count"].cast("float64") / found["out_of"].cast("float64")
    return counting.shaped(found.mutate(value=value))


_UNIT = _("Notifications that officers sent.")
_DAYS = _("Working days: Monday to Friday, without the bank holidays of Wales.")
_MONTH = _("Each month in which notifications were sent.")
_SOURCE = _("The service's own records of notifications and decisions, published as facts that name nobody.")
_ALL_SENT = _("All notifications sent in the month.")
_GRADES = _("The grade orders the queue. It says nothing about how much help somebody needs.")
_MEASURED = _(
    "More notifications can mean more need, or that officers notice more, or that it became easier to send."
)
_CLOSED_1 = _(
    "Each month in which notifications were sent. Those sent too late to have had one working day are left out."
)
_CLOSED_5 = _(
    "Each month in which notifications were sent. Those sent too late to have had five working days are left out."
)
_CLOSED_10 = _(
    "Each month in which notifications were sent. Those decided less than 10 days before the end are left out."
)
_CLOSED_28 = _(
    "Each month in which notifications were sent. Those sent less than 28 days before the end are left out."
)
_BACK_A_YEAR = _(
    "Each month in which notifications were sent. For each of them the 365 days before it are looked at."
)
_TWELVE = _("The 365 days up to the end of the period.")
_AS_KNOWN = _("It shows what was known at the end of the period. Later decisions change the latest months.")
_ONLY_DECIDED = _(
    "Notifications that are still waiting are not in it: read it beside the share decided in five working days."
)
_ASKED_IS_NOT = _("A notification that was sent back with a question is not decided until the answer came.")
_TOLD = _("That an outcome was sent is counted. Whether it was read, or was of use, is not.")
_LINKED = _(
    "Only reports that people have linked to one person can be seen to repeat, and only as far back as the facts go."
)
_NOT_RISK = _(
    "Coming back can mean that help was trusted. The figure is about notifications, never about one person's future."
)

NOTIFICATIONS: Final = (
    Measure(
        code="notifications",
        version=1,
        title=_("Notifications sent, by track"),
        unit=_UNIT,
        window=_MONTH,
        denominator=_ALL_SENT,
        source=_SOURCE,
        caveat=_MEASURED,
        value=Value.COUNT,
        tables=("notifications",),
        query=_sent_by_track,
        monthly=True,
    ),
    Measure(
        code="notifications_by_grade",
        version=1,
        title=_("Notifications sent, by grade"),
        unit=_UNIT,
        window=_MONTH,
        denominator=_ALL_SENT,
        source=_SOURCE,
        caveat=_GRADES,
        value=Value.COUNT,
        tables=("notifications",),
        query=_sent_by_grade,
        monthly=True,
    ),
    Measure(
        code="decisions",
        version=1,
        title=_("What was decided about notifications"),
        unit=_UNIT,
        window=_MONTH,
        denominator=_(
            "All notifications sent in the month, those not decided included as a group of their own."
        ),
        source=_SOURCE,
        caveat=_AS_KNOWN,
        value=Value.SHARE,
        tables=("notifications",),
        query=_outcomes,
        monthly=True,
    ),
    Measure(
        code="decision_wait",
        version=1,
        title=_("Working days until a notification was decided: the middle one"),
        unit=_DAYS,
        window=_MONTH,
        denominator=_("Notifications sent in the month and decided by the end of the period."),
        source=_SOURCE,
        caveat=_ONLY_DECIDED,
        value=Value.MEDIAN,
        tables=("notifications",),
        query=_days_to_decide,
        monthly=True,
        higher_is="worse",
    ),
    Measure(
        code="decided_next_day",
        version=1,
        title=_("Notifications decided by the next working day"),
        unit=_UNIT,
        window=_CLOSED_1,
        denominator=_("Notifications sent in the month that have had one working day, decided or not."),
        source=_SOURCE,
        caveat=_ASKED_IS_NOT,
        value=Value.SHARE,
        tables=("notifications",),
        query=_decided_next_day,
        monthly=True,
        higher_is="better",
    ),
    Measure(
        code="decided_in_5",
        version=1,
        title=_("Notifications decided within five working days"),
        unit=_UNIT,
        window=_CLOSED_5,
        denominator=_("Notifications sent in the month that have had five working days, decided or not."),
        source=_SOURCE,
        caveat=_ASKED_IS_NOT,
        value=Value.SHARE,
        tables=("notifications",),
        query=_decided_in_5,
        monthly=True,
        higher_is="better",
    ),
    Measure(
        code="told_in_10",
        version=1,
        title=_("Officers who were told an outcome within 10 days of the decision"),
        unit=_UNIT,
        window=_CLOSED_10,
        denominator=_("Notifications sent in the month that were decided at least 10 days before the end."),
        source=_SOURCE,
        caveat=_TOLD,
        value=Value.SHARE,
        tables=("notifications",),
        query=_told_in_10,
        monthly=True,
        higher_is="better",
    ),
    Measure(
        code="told_at_all",
        version=1,
        title=_("Notifications that did not end in silence"),
        unit=_UNIT,
        window=_CLOSED_28,
        denominator=_("All notifications sent in the month that are at least 28 days old, decided or not."),
        source=_SOURCE,
        caveat=_TOLD,
        value=Value.SHARE,
        tables=("notifications",),
        query=_told_at_all,
        monthly=True,
        higher_is="better",
    ),
    Measure(
        code="notified_again",
        version=1,
        title=_("Notifications about somebody who had one in the year before"),
        unit=_UNIT,
        window=_BACK_A_YEAR,
        denominator=_("Notifications sent in the month about a person who is known."),
        source=_SOURCE,
        caveat=_LINKED,
        value=Value.SHARE,
        tables=("notifications",),
        query=_come_again,
        monthly=True,
    ),
    Measure(
        code="people_notified_again",
        version=1,
        title=_("People with two notifications or more in 12 months"),
        unit=_("People, each counted once in a place."),
        window=_TWELVE,
        denominator=_("People who are known and had a notification in the 365 days."),
        source=_SOURCE,
        caveat=_NOT_RISK,
        value=Value.SHARE,
        tables=("notifications",),
        query=_people_again,
    ),
)
