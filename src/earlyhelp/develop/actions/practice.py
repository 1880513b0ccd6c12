"""Keeping what teams' notifications were like, month by month: counted once, and never again."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from earlyhelp.develop.models import PracticeMonth
from earlyhelp.develop.rules.practice import TeamMonth
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor


@transaction.atomic
def keep_practice(*, by: Actor, month: date, rows: Sequence[TeamMonth], at: datetime) -> int:
    """Keep the counts of the teams of the actor's agency for a month that is over; 0 when they are there already.

    `month` is its first day. Raises ValueError for a month that is not over, or a row of another one.
    """
    if (at.year, at.month) <= (month.year, month.month) or any(row.month != month for row in rows):
        raise ValueError("a month is counted once it is over, and by itself")
    if not rows or PracticeMonth.objects.filter(agency_id=by.agency_key, month=month).exists():
        return 0
    made = PracticeMonth.objects.bulk_create(
        PracticeMonth(
            agency_id=by.agency_key,
            team_id=row.team_id,
            month=month,
            notifications=row.notifications,
            complete=row.complete,
            with_child=row.with_child,
            voice=row.voice,
            strengths=row.strengths,
            minutes=row.minutes,
            counted_at=at,
        )
        for row in rows
    )
    audit.record(
        by=by, did="practice.counted", at=at, detail={"month": month.isoformat(), "teams": len(made)}
    )
    return len(made)
