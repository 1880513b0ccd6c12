"""A council's standards and routes, through the real actions."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.solve.actions.levels import judge_level
from earlyhelp.solve.actions.standards import LevelWords, Settings, add_standard
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.choices.standards import Condition, LimitUnit
from earlyhelp.solve.models import Decision, SecondLook, TriageStandard
from earlyhelp.solve.rules.clocks import Limit
from tests import factories

LEVELS = {
    1: LevelWords("Everyday", "Bob dydd", "School is enough.", "Mae'r ysgol yn ddigon.", ()),
    2: LevelWords("Early", "Cynnar", "One service.", "Un gwasanaeth.", (Condition.ONE_NEED,)),
    3: LevelWords(
        "Targeted", "Wedi'i dargedu", "Several.", "Sawl un.", (Condition.SEVERAL_NEEDS, Condition.PATTERN)
    ),
    4: LevelWords("Duty", "Dyletswydd", "A duty.", "Dyletswydd.", (Condition.SAFEGUARDING_REPORT,)),
}
SETTINGS = Settings(
    from_on=date(2026, 3, 2),
    opens=time(9),
    cut_off=time(17),
    out_of_hours_team_id=None,
    decide={Grade.RED: Limit(4, LimitUnit.HOURS), Grade.AMBER: Limit(1), Grade.GREEN: Limit(2)},
    acknowledge_days=1,
    chase_days=7,
    review_days=3,
    pattern_count=3,
    pattern_days=90,
    research_red=True,
    research_amber=True,
    repeat_windows=(30, 90, 180, 365),
    why="The first version.",
    levels=LEVELS,
)


def standard(
    by: Actor, *, at: datetime = factories.AT - timedelta(days=10), **changes: Any
) -> TriageStandard:
    """Add a version, by default from the day of `factories.AT`. `changes` are fields of Settings."""
    with acting(by):
        return add_standard(by=by, settings=replace(SETTINGS, **changes), at=at)


def rows_of_standards(by: Actor, sent: Notification, *, at: datetime = factories.AT) -> None:
    """One row where a practitioner said another level, and one second look at the last decision, if there is one."""
    with acting(by):
        judge_level(by=by, notification_id=sent.pk, level=2, rationale="One thing is hard.", at=at)
        last = (
            Decision.objects.filter(agency_id=by.agency_key).exclude(notification=sent).latest("decided_at")
        )
        SecondLook.objects.create(
            agency_id=by.agency_key,
            notification=sent,
            decision=last,
            reason="Nothing has changed.",
            kept_by_id=by.practitioner_key,
            kept_at=at,
        )
