"""What the four clocks say about notifications. For many at once: two queries, however many they are.

`queries.timing.clocks_of` is for lists, `clock_of` for one notification. A clock stands still while the officer has a
question.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.choices.standards import FrontDoorClock
from earlyhelp.solve.models import Question
from earlyhelp.solve.queries.standards import standards_for
from earlyhelp.solve.rules.clocks import Limit, Pause, Reading, read_clock
from earlyhelp.solve.rules.standards import Standard


def clocks_of(
    by: Actor, notifications: Sequence[Any], grades: Mapping[UUID, Grade], at: datetime
) -> dict[UUID, Reading]:
    """The clock by which each of these is decided. Two queries. `grades` holds the grade that counts for each."""
    standards = standards_for(by, notifications)
    pauses = pauses_of([one.pk for one in notifications])
    return {
        one.pk: decide_clock(one.submitted_at, standards[one.pk], grades[one.pk], pauses[one.pk], at)
        for one in notifications
    }


def clock_of(by: Actor, notification: Notification, grade: Grade, at: datetime) -> Reading:
    """The clock by which one notification is decided. Two queries."""
    return clocks_of(by, [notification], {notification.pk: grade}, at)[notification.pk]


def decide_clock(
    submitted_at: datetime, standard: Standard, grade: Grade, pauses: Sequence[Pause], at: datetime
) -> Reading:
    """The clock by which it is decided, from values that were read already."""
    return read_clock(
        FrontDoorClock.DECIDE,
        submitted_at,
        standard.decide[grade],
        at=at,
        hours=standard.hours,
        pauses=pauses,
    )


def other_clock(kind: FrontDoorClock, from_at: datetime, standard: Standard, at: datetime) -> Reading:
    """One of the clocks that no question stops: acknowledge, chase or review."""
    limits: dict[FrontDoorClock, Limit] = {
        FrontDoorClock.ACKNOWLEDGE: standard.acknowledge,
        FrontDoorClock.CHASE: standard.chase,
        FrontDoorClock.REVIEW: standard.review,
    }
    return read_clock(kind, from_at, limits[kind], at=at, hours=standard.hours)


def pauses_of(notification_ids: Sequence[UUID]) -> dict[UUID, list[Pause]]:
    """While which times a question about each was out. One query."""
    found: dict[UUID, list[Pause]] = defaultdict(list)
    rows = Question.objects.filter(notification_id__in=list(notification_ids)).values_list(
        "notification_id", "asked_at", "answered_at", "closed_at"
    )
    for key, asked_at, answered_at, closed_at in rows:
        found[key].append(Pause(asked_at, answered_at or closed_at))
    return found


def pauses_in(questions: Iterable[Question]) -> list[Pause]:
    """The same from questions about one notification that were read already."""
    return [Pause(one.asked_at, one.answered_at or one.closed_at) for one in questions]
