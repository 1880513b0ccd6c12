"""What should not be in decisions and in help for families. Each rule once; the desk counts what they find."""

from datetime import date, datetime
from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.quality import QualityKind
from earlyhelp.govern.rules.quality import QualityRule
from earlyhelp.identify.choices import PreferredLanguage
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices.episodes import ActionState, WorkerPart
from earlyhelp.solve.choices.steps import StepState
from earlyhelp.solve.models import (
    Action,
    CheckAnswer,
    Decision,
    Episode,
    EpisodeMember,
    EpisodeWorker,
    FollowUp,
    Question,
    Review,
    StatutoryStep,
)
from earlyhelp.understand.choices import Life
from earlyhelp.understand.choices.families import Ethnicity
from earlyhelp.understand.models import ContactPlan, PersonStatement

_OPEN: Final = (ActionState.NOT_STARTED, ActionState.IN_PROGRESS)


def _today(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _decided_too_early(by: Actor, at: datetime) -> QuerySet[Decision]:
    return Decision.objects.filter(agency_id=by.agency_key, decided_at__lt=F("notification__submitted_at"))


def _closed_with_actions(by: Actor, at: datetime) -> QuerySet[Episode]:
    left = Action.objects.filter(episode=OuterRef("pk"), state__in=_OPEN)
    return Episode.objects.filter(Exists(left), agency_id=by.agency_key, closed_at__isnull=False)


def _helped_after_death(by: Actor, at: datetime) -> QuerySet[EpisodeMember]:
    died = PersonStatement.objects.filter(person=OuterRef("person"), undone_at=None, life=Life.DIED)
    return _members(by).filter(Exists(died))


def _reviews_overdue(by: Actor, at: datetime) -> QuerySet[Episode]:
    late = Review.objects.filter(episode=OuterRef("pk"), held_on=None, stopped_at=None, due_on__lt=_today(at))
    return _open_episodes(by).filter(Exists(late), paused_at=None)


def _actions_overdue(by: Actor, at: datetime) -> QuerySet[Episode]:
    late = Action.objects.filter(episode=OuterRef("pk"), state__in=_OPEN, due_on__lt=_today(at))
    return _open_episodes(by).filter(Exists(late))


def _follow_ups_overdue(by: Actor, at: datetime) -> QuerySet[Decision]:
    later = Decision.objects.filter(notification=OuterRef("notification"), number__gt=OuterRef("number"))
    last = FollowUp.objects.filter(decision=OuterRef("pk")).order_by("-set_at", "-pk")
    return (
        Decision.objects.filter(~Exists(later), agency_id=by.agency_key)
        .annotate(follow_on=Subquery(last.values("next_on")[:1]))
        .filter(follow_on__lt=_today(at))
    )


def _checks_unanswered(by: Actor, at: datetime) -> QuerySet[CheckAnswer]:
    return CheckAnswer.objects.filter(
        checked__agency_id=by.agency_key, answered_at=None, withdrawn_at=None, due_at__lt=at
    )


def _questions_unanswered(by: Actor, at: datetime) -> QuerySet[Question]:
    return Question.objects.filter(agency_id=by.agency_key, answered_at=None, closed_at=None, due_at__lt=at)


def _steps_unanswered(by: Actor, at: datetime) -> QuerySet[StatutoryStep]:
    return StatutoryStep.objects.filter(agency_id=by.agency_key, state=StepState.ASKED, reply_due_at__lt=at)


def _without_lead(by: Actor, at: datetime) -> QuerySet[Episode]:
    lead = EpisodeWorker.objects.filter(episode=OuterRef("pk"), part=WorkerPart.LEAD, until_at=None)
    return _open_episodes(by).filter(~Exists(lead))


def _language_not_asked(by: Actor, at: datetime) -> QuerySet[EpisodeMember]:
    asked = ContactPlan.objects.filter(person=OuterRef("person")).exclude(speaks=PreferredLanguage.NOT_ASKED)
    return _members(by).filter(~Exists(asked))


def _ethnicity_not_asked(by: Actor, at: datetime) -> QuerySet[EpisodeMember]:
    told = PersonStatement.objects.filter(person=OuterRef("person"), undone_at=None).exclude(
        ethnicity=Ethnicity.NOT_KNOWN
    )
    return _members(by).filter(~Exists(told))


def _open_episodes(by: Actor) -> QuerySet[Episode]:
    return Episode.objects.filter(agency_id=by.agency_key, closed_at=None)


def _members(by: Actor) -> QuerySet[EpisodeMember]:
    """Those whom an open episode is about."""
    return EpisodeMember.objects.filter(agency_id=by.agency_key, left_at=None, episode__closed_at=None)


QUALITY: Final = (
    QualityRule(
        code="decided-too-early",
        kind=QualityKind.CONTRADICTION,
        title=_("A decision is older than the notification that it is about"),
        put_right=_(
            "Look at the clock of the system that sent it, and decide again if the decision was about another one."
        ),
        reference="notification__reference",
        page="solve:case",
        rows=_decided_too_early,
    ),
    QualityRule(
        code="closed-with-actions",
        kind=QualityKind.CONTRADICTION,
        title=_("Help has ended, and an action is still open"),
        put_right=_("Say of each action that it is done or no longer needed, or open help again."),
        reference="reference",
        page="solve:episode",
        rows=_closed_with_actions,
    ),
    QualityRule(
        code="helped-after-death",
        kind=QualityKind.CONTRADICTION,
        title=_("Somebody is recorded as having died, and help for them is still open"),
        put_right=_("Make sure of it with care. Then take them out of the episode, or put the record right."),
        reference="person__reference",
        page="desk:person",
        rows=_helped_after_death,
    ),
    QualityRule(
        code="reviews-overdue",
        kind=QualityKind.OVERDUE,
        title=_("A review with a family was due"),
        put_right=_("Hold the review, or give it another day with the reason."),
        reference="reference",
        page="solve:episode",
        rows=_reviews_overdue,
    ),
    QualityRule(
        code="actions-overdue",
        kind=QualityKind.OVERDUE,
        title=_("An action of a family’s plan was due"),
        put_right=_("Ask whoever owns it what came of it."),
        reference="reference",
        page="solve:episode",
        rows=_actions_overdue,
    ),
    QualityRule(
        code="follow-ups-overdue",
        kind=QualityKind.OVERDUE,
        title=_("A decision should have been looked at again"),
        put_right=_("Look at it again, and say what comes next."),
        reference="notification__reference",
        page="solve:case",
        rows=_follow_ups_overdue,
    ),
    QualityRule(
        code="checks-unanswered",
        kind=QualityKind.OVERDUE,
        title=_("An agency was asked what it knows, and has not answered in time"),
        put_right=_("Ring the agency, or decide without its answer and say so."),
        reference="checked__notification__reference",
        page="solve:case",
        rows=_checks_unanswered,
    ),
    QualityRule(
        code="questions-unanswered",
        kind=QualityKind.OVERDUE,
        title=_("The front door asked an officer something, and has no answer in time"),
        put_right=_("Remind the officer: the notification waits for the answer."),
        reference="notification__reference",
        page="",
        rows=_questions_unanswered,
    ),
    QualityRule(
        code="steps-unanswered",
        kind=QualityKind.OVERDUE,
        title=_("The other side was asked to take a family on, and has not answered in time"),
        put_right=_("Ring the other team. The family stays with you until it says yes."),
        reference="reference",
        page="solve:step",
        rows=_steps_unanswered,
    ),
    QualityRule(
        code="without-lead",
        kind=QualityKind.MISSING,
        title=_("Help is open, and nobody leads it"),
        put_right=_("Say who leads it."),
        reference="reference",
        page="solve:episode",
        rows=_without_lead,
    ),
    QualityRule(
        code="language-not-asked",
        kind=QualityKind.MISSING,
        title=_("Somebody gets help, and nobody has asked which language they wish to speak"),
        put_right=_("Ask them, and write it down on the page about contact."),
        reference="person__reference",
        page="desk:person_contact",
        rows=_language_not_asked,
    ),
    QualityRule(
        code="ethnicity-not-asked",
        kind=QualityKind.MISSING,
        title=_("Somebody gets help, and nobody has asked for their ethnic group"),
        put_right=_(
            "Ask once; they need not say. It is for the figures of fairness alone, and help never depends on it."
        ),
        reference="person__reference",
        page="desk:person",
        rows=_ethnicity_not_asked,
    ),
)
