"""What a new version of the standards would change, seen on what waits now. It changes none of it."""

from dataclasses import dataclass
from typing import Any

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.choices import Tab
from earlyhelp.solve.queries.grading import Priority, list_priorities
from earlyhelp.solve.queries.states import in_tab, with_state
from earlyhelp.solve.rules import Graded, grade_on_arrival
from earlyhelp.solve.rules.grades import Pattern


@dataclass(frozen=True, slots=True)
class Changed:
    """A notification that waits now and would be graded otherwise, had the version counted when it arrived."""

    notification: Notification
    now: Priority
    then: Graded


@dataclass(frozen=True, slots=True)
class StandardPreview:
    """How many wait now, and those of them that would be graded otherwise."""

    waiting: int
    changed: tuple[Changed, ...]


def preview_pattern(by: Actor, pattern: Pattern) -> StandardPreview:
    """Which of the notifications that wait now another pattern would grade otherwise. Constant queries.

    A grade that a practitioner gave stays what it is, so it is not among them.
    """
    waiting: list[Any] = list(in_tab(with_state(by), Tab.TO_DECIDE).order_by("submitted_at"))
    priorities = list_priorities(by, waiting)
    changed = []
    for one in waiting:
        priority = priorities[one.pk]
        then = grade_on_arrival(
            one.track,
            priority.repeat.count_in(pattern.days),
            child_subject=priority.child_subject,
            confirmed=priority.repeat.confirmed,
            pattern=pattern,
        )
        if priority.changed_by is None and then.grade != priority.grade:
            changed.append(Changed(one, priority, then))
    return StandardPreview(len(waiting), tuple(changed))
