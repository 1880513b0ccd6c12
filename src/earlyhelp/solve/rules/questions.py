"""Questions back to the officer: who answers when the officer can not, and when somebody is reminded."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit import working_days
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.solve.rules.access import may_answer

WORKING_DAYS_TO_ANSWER: Final = 2


def answer_by(asked_at: datetime) -> datetime:
    """By when an officer answers a question: two working days."""
    return working_days.due_at(asked_at, WORKING_DAYS_TO_ANSWER)


def must_remind_of_question(*, asked_at: datetime, due: datetime, at: datetime) -> bool:
    """True from one working day before an answer is due."""
    return working_days.due_at(asked_at, WORKING_DAYS_TO_ANSWER - 1) < at <= due


def is_officer_away(*, is_active: bool, due: datetime, at: datetime) -> bool:
    """True when the officer left, or did not answer in time: then a colleague may."""
    return not is_active or at > due


def may_answer_now(
    by: Actor, *, submitted_by: UUID, team: UUID, is_active: bool, due: datetime, at: datetime
) -> bool:
    """Whoever sent the notification; and the supervisor of their team when they are away."""
    if may_answer(by, submitted_by=submitted_by):
        return True
    supervises = by.role == Role.SUPERVISOR and by.team_id == team
    return supervises and is_officer_away(is_active=is_active, due=due, at=at)


def check_may_answer_now(
    by: Actor, *, submitted_by: UUID, team: UUID, is_active: bool, due: datetime, at: datetime
) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_answer_now(by, submitted_by=submitted_by, team=team, is_active=is_active, due=due, at=at):
        raise NotAllowed(
            _(
                "Only the person who sent the notification can answer this question, or their supervisor when they "
                "are away."
            )
        )
