"""What training is asked of whom, and how somebody stands with it on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.courses import PracticeLevel
from earlyhelp.develop.choices.requirements import Standing
from earlyhelp.develop.rules.courses import RUNNING_ROLES, expires_on
from earlyhelp.kit.errors import FieldError, NotAllowed
from earlyhelp.partnership.choices import Role

# Who may read how far training is, in numbers: whoever runs it, and supervisors.
READERS: Final = (*RUNNING_ROLES, Role.SUPERVISOR)

SOON: Final = timedelta(days=60)
LONGEST_DAYS: Final = 730
LONGEST_MONTHS: Final = 120
# Somebody further along the spectrum has learnt what stands before it.
_ORDER: Final = [level.value for level in PracticeLevel]


@dataclass(frozen=True, slots=True)
class Asked:
    """A training that an agency asks for: a course, or any course of a level. No roles or team kinds means all."""

    series: UUID
    roles: frozenset[str]
    team_kinds: frozenset[str]
    course_id: UUID | None
    level: str
    within_days: int
    every_months: int | None
    starts_on: date


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody of the agency. `joined_on`: when they came into their team or role; None where it is not known."""

    practitioner_id: UUID
    role: str
    team_kind: str
    joined_on: date | None


@dataclass(frozen=True, slots=True)
class Learnt:
    """A completed course. `again_on` is the first day on which it no longer counts; None: it always does."""

    course_id: UUID
    level: str
    on: date
    again_on: date | None


@dataclass(frozen=True, slots=True)
class Stands:
    """How somebody stands: `due_on` is the last day in time, None when nothing is due; `learnt_on` the last time."""

    standing: Standing
    due_on: date | None
    learnt_on: date | None

    @property
    def is_covered(self) -> bool:
        """Whether they count as trained today."""
        return self.standing in {Standing.CURRENT, Standing.RENEW_SOON}


def is_asked(asked: Asked, learner: Learner) -> bool:
    """Whether a training is asked of somebody: their role and their kind of team, where these are named."""
    in_role = not asked.roles or learner.role in asked.roles
    return in_role and (not asked.team_kinds or learner.team_kind in asked.team_kinds)


def is_met_by(asked: Asked, learnt: Learnt) -> bool:
    """Whether a course that was completed is what is asked: the very course, or one of the level or beyond it."""
    if asked.course_id is not None:
        return learnt.course_id == asked.course_id
    return _ORDER.index(learnt.level) >= _ORDER.index(asked.level)


def how_stands(asked: Asked, learner: Learner, learnt: Iterable[Learnt], *, today: date) -> Stands:
    """How somebody stands with a training on a day."""
    done = [one for one in learnt if is_met_by(asked, one) and one.on <= today]
    if not done:
        begin = max(asked.starts_on, learner.joined_on or asked.starts_on)
        due_on = begin + timedelta(days=asked.within_days)
        return Stands(Standing.OVERDUE if today > due_on else Standing.HAS_TIME, due_on, None)
    learnt_on = max(one.on for one in done)
    ends = [_again_on(asked, one) for one in done]
    if any(end is None for end in ends):
        return Stands(Standing.CURRENT, None, learnt_on)
    due_on = max(end for end in ends if end is not None) - timedelta(days=1)
    return Stands(_until(due_on, today), due_on, learnt_on)


def _until(due_on: date, today: date) -> Standing:
    if today > due_on:
        return Standing.OVERDUE
    return Standing.RENEW_SOON if due_on - today <= SOON else Standing.CURRENT


def _again_on(asked: Asked, learnt: Learnt) -> date | None:
    """The first day on which it is due again: what comes first of the requirement's time and the course's own."""
    ends = [learnt.again_on] if learnt.again_on else []
    if (again_on := expires_on(learnt.on, asked.every_months)) is not None:
        ends.append(again_on)
    return min(ends, default=None)


def may_run_training(role: str) -> bool:
    """Whether a role runs the training of its own agency."""
    return role in {one.value for one in RUNNING_ROLES}


def check_may_run_training(role: str) -> None:
    """Raise NotAllowed for roles that do not run the training of their agency."""
    if not may_run_training(role):
        raise NotAllowed(_("Your role does not include running your agency’s training."))


def check_may_read_coverage(role: str) -> None:
    """Raise NotAllowed for roles that do not plan training."""
    if role not in {one.value for one in READERS}:
        raise NotAllowed(_("Your role does not include figures about training."))


def check_requirement(
    *, has_course: bool, level: str, within_days: int, every_months: int | None, target: int
) -> None:
    """Raise FieldError unless one thing is asked, in a time and with a target that make sense."""
    if has_course == bool(level):
        raise FieldError("course", _("Choose a course or a level of practice, one of the two"))
    if not 0 <= within_days <= LONGEST_DAYS:
        raise FieldError("within_days", _("Enter a number of days from 0 to 730"))
    if every_months is not None and not 1 <= every_months <= LONGEST_MONTHS:
        raise FieldError("every_months", _("Enter a number of months from 1 to 120, or leave it empty"))
    if not 1 <= target <= 100:
        raise FieldError("target", _("Enter a whole number from 1 to 100"))
