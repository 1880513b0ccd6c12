"""Who must do something about a notification next, and by when: it is never nobody, unless it ended with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import Outcome, TriageState
from earlyhelp.solve.models import Decision, Hold, NotificationAssignment
from earlyhelp.solve.queries.cases import Case
from earlyhelp.solve.queries.followups import Following
from earlyhelp.solve.queries.timing import pauses_in
from earlyhelp.solve.rules.clocks import due_after


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who has a notification and until when; or the outcome and the reason with which it ended."""

    state: TriageState
    owner: str
    next_on: date | None
    outcome: str = ""
    reason: str = ""
    reason_words: str = ""

    @property
    def has_ended(self) -> bool:
        """True when nothing more is to be done, and it is said why."""
        return self.next_on is None and bool(self.outcome and self.reason)

    @property
    def outcome_words(self) -> str:
        """How it ended."""
        return str(Outcome(self.outcome).label) if self.outcome else ""


def get_keeping(by: Actor, case: Case, *, hold: Hold | None, following: Following | None) -> Keeping:
    """Who has the notification of a case, from what its page has read. At most one query more.

    `hold` is the one that nobody has ended, `following` who follows the decision that counts; None without one.
    """
    notification = case.notification
    if case.state is TriageState.DECIDED:
        assert case.last is not None
        assert following is not None
        return _decided(case.last, following)
    if case.state is TriageState.ASKED_BACK:
        officer = notification.submitted_by
        owner = officer.full_name if officer.is_active else notification.team.name
        return Keeping(case.state, owner, _day(case.questions[0].wanted_by))
    given = NotificationAssignment.objects.filter(notification=notification, ended_at=None)
    holder = given.select_related("practitioner").filter(practitioner__is_active=True).first()
    owner = holder.practitioner.full_name if holder else notification.front_door.name
    return Keeping(case.state, owner, hold.until_on if hold else _day(_due_at(case)))


def _decided(decision: Decision, following: Following) -> Keeping:
    owner = "" if following.next_on is None else following.owner
    words = decision.get_reason_display()
    return Keeping(TriageState.DECIDED, owner, following.next_on, decision.outcome, decision.reason, words)


def _due_at(case: Case) -> datetime:
    """When it must be decided, by its grade and the council's standard. No question is open any more."""
    sent, priority = case.notification.submitted_at, case.priority
    standard, pauses = priority.standard, pauses_in(case.questions)
    return due_after(sent, standard.decide[priority.grade], at=sent, hours=standard.hours, pauses=pauses)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
