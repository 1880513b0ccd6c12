"""What the officer who sent a notification hears, and what they are asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.solve import rules
from earlyhelp.solve.models import Feedback, Question
from earlyhelp.solve.rules import questions

_THANKED_FOR = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that the officer hears. The words are in the language of the page."""

    event: str
    at: datetime
    is_new: bool

    @property
    def sentence(self) -> str:
        """What happened, in plain words."""
        return str(rules.FEEDBACK[self.event].sentence)

    @property
    def needs_answer(self) -> bool:
        """True when the officer is asked for something."""
        return rules.FEEDBACK[self.event].needs_answer


def list_feedback_for(by: Actor, notifications: Iterable[Notification]) -> dict[UUID, list[Heard]]:
    """What was heard about each of these notifications, the newest first. One query; names nobody."""
    keys = [notification.pk for notification in notifications]
    heard: dict[UUID, list[Heard]] = defaultdict(list)
    found = Feedback.objects.filter(notification_id__in=keys).order_by("-given_at", "-id")
    for key, event, given_at, read_at in found.values_list("notification_id", "event", "given_at", "read_at"):
        heard[key].append(Heard(event, given_at, read_at is None))
    return heard


def list_thanks(by: Actor, *, at: datetime) -> list[Heard]:
    """What went well because of this officer's notifications, in words without people, the newest first: two years.

    One query; it names nobody and leads to no record.
    """
    mine = Feedback.objects.filter(
        notification__submitted_by_id=by.practitioner_key,
        event__in=rules.WENT_WELL,
        given_at__gte=at - _THANKED_FOR,
    )
    found = mine.order_by("-given_at", "-id").values_list("event", "given_at", "read_at")
    return [Heard(event, given_at, read_at is None) for event, given_at, read_at in found]


def list_open_questions(by: Actor) -> QuerySet[Question]:
    """The questions that wait for this officer's answer, the oldest first."""
    mine = Question.objects.filter(notification__submitted_by_id=by.practitioner_key)
    return (
        mine.filter(answered_at=None, closed_at=None)
        .select_related("notification")
        .order_by("asked_at", "id")
    )


def get_question(*, by: Actor, question_id: UUID, at: datetime) -> Question:
    """One question about a notification that this officer sent, or one of their team who is away. Audited.

    Raises Question.DoesNotExist, or NotAllowed for anybody but the one who sent the notification.
    """
    found = Question.objects.select_related(
        "notification__front_door", "notification__submitted_by", "asked_by", "answered_by"
    )
    question = found.get(pk=question_id)
    check_may_answer(by, question, at)
    audit.record_read(by=by, what="question", targets=[question], at=at)
    return question


def list_team_questions(*, by: Actor, at: datetime) -> list[Question]:
    """Open questions that the supervisor of a team can answer, since the officer left or is late. The oldest first."""
    if by.role != Role.SUPERVISOR or by.team_id is None:
        return []
    team = Question.objects.filter(
        notification__submitted_by__team_id=by.team_id, answered_at=None, closed_at=None
    )
    found = team.select_related("notification__submitted_by").order_by("asked_at", "id")
    return [one for one in found if _is_away(one, at)]


def check_may_answer(by: Actor, question: Question, at: datetime) -> None:
    """Refuse who neither sent the notification nor answers for an officer who is away. Raises NotAllowed."""
    officer = question.notification.submitted_by
    questions.check_may_answer_now(
        by,
        submitted_by=officer.pk,
        team=officer.team_id,
        is_active=officer.is_active,
        due=question.wanted_by,
        at=at,
    )


def _is_away(question: Question, at: datetime) -> bool:
    is_active = question.notification.submitted_by.is_active
    return questions.is_officer_away(is_active=is_active, due=question.wanted_by, at=at)
