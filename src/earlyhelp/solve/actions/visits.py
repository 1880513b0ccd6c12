"""Visits to a family: the first, each review, the end. Each asks where they are with their goals and sets a day."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.actions.goals import check_works_on
from earlyhelp.solve.choices.family_links import FamilyLinkEnd
from earlyhelp.solve.choices.plans import GoalEnd, ReviewStep, VisitKind
from earlyhelp.solve.models import Distance, Episode, FamilyLink, NeedLevel, Review
from earlyhelp.solve.queries.episodes import get_standing, list_members
from earlyhelp.solve.queries.plans import day_of, list_reviews_to_remind, review_weeks
from earlyhelp.solve.rules import plans as plan_rules
from earlyhelp.solve.rules import reviews as rules


@transaction.atomic
def record_visit(*, by: Actor, episode: Episode, visit: rules.Visit, at: datetime) -> Review:
    """Record a visit, where people said they are, and the day of the next review.

    Raises NotAllowed, PlanEnded, VisitOvertaken, IncompleteVisit.
    """
    check_works_on(by, episode)
    Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    visits = list(episode.reviews.all())
    rules.check_kind(visit.kind, held=[one.kind for one in visits if one.held_on])
    rules.check_visit(visit, opened_on=day_of(episode.opened_at), today=day_of(at))
    _weeks, latest = review_weeks()
    rules.check_next(visit.held_on, visit.next_on, visit.next_why, kind=visit.kind, latest_weeks=latest)
    coming = next((one for one in visits if not one.held_on and not one.stopped_at), None)
    review = coming or _new(episode, visit.kind, visit.held_on, len(visits))
    review.kind, review.held_on = visit.kind, visit.held_on
    review.who_was_there, review.changed = visit.who_was_there.strip(), visit.changed.strip()
    review.recorded_by_id, review.recorded_at = by.practitioner_key, at
    review.save()
    _write_marks(by, episode, review, visit, at)
    detail = {"episode": episode.reference, "kind": visit.kind}
    audit.record(by=by, did="review.held", target=review, at=at, detail=detail)
    if visit.next_on is not None and visit.kind != VisitKind.END:
        following = _new(episode, VisitKind.REVIEW, visit.next_on, review.number + 1)
        following.due_why = visit.next_why.strip()
        following.save(force_insert=True)
    return review


def _new(episode: Episode, kind: str, due_on: date, number: int) -> Review:
    return Review(agency_id=episode.agency_id, episode=episode, number=number, kind=kind, due_on=due_on)


def _write_marks(by: Actor, episode: Episode, review: Review, visit: rules.Visit, at: datetime) -> None:
    """What people said of their goals. Only goals and members of this plan; in its own row each, never worked out."""
    goals = set(episode.goals.filter(end="").values_list("pk", flat=True))
    members = {one.person_id for one in list_members(by, [episode.pk])}
    for one in visit.marks:
        if one.goal_id not in goals or one.person_id not in members:
            raise rules.VisitOvertaken(_("A colleague changed the goals meanwhile. Look at the plan again."))
        row = Distance.objects.create(
            agency_id=episode.agency_id,
            episode=episode,
            review=review,
            goal_id=one.goal_id,
            person_id=one.person_id,
            mark=one.mark,
            said_by=one.said_by.strip(),
            said_on=visit.held_on,
            recorded_by_id=by.practitioner_key,
            recorded_at=at,
        )
        audit.record(by=by, did="distance.recorded", target=row, at=at, detail={"episode": episode.reference})


@transaction.atomic
def move_review(
    *, by: Actor, episode: Episode, seen_on: date, due_on: date, why: str, at: datetime
) -> Review:
    """Set another day for the next review, and say why.

    Raises NotAllowed, PlanEnded, VisitOvertaken, IncompleteVisit.
    """
    check_works_on(by, episode)
    review = episode.reviews.select_for_update().filter(held_on=None, stopped_at=None).first()
    if review is None or review.due_on != seen_on:
        raise rules.VisitOvertaken(_("A colleague changed this meanwhile. Look at the plan again."))
    if due_on < day_of(at):
        raise rules.IncompleteVisit("due_on", _("Enter a day that is today or later"))
    if not why.strip():
        raise rules.IncompleteVisit("why", _("Say why the day changes"))
    rules.MACHINE.after(rules.review_state(due_on=review.due_on, today=day_of(at)), ReviewStep.MOVE)
    was, review.due_on, review.due_why = review.due_on, due_on, why.strip()
    review.reminded_at = review.reminded_late_at = None
    review.save(update_fields=["due_on", "due_why", "reminded_at", "reminded_late_at"])
    changed = {"due_on": (was, due_on)}
    audit.record(by=by, did="review.moved", target=review, reason=why, at=at, changed=changed)
    return review


@transaction.atomic
def say_level(
    *, by: Actor, episode: Episode, seen_number: int, level: int, rationale: str, at: datetime
) -> NeedLevel:
    """Say on which level a family's needs are now, and why.

    Raises NotAllowed, PlanEnded, NoReasonForLevel, VisitOvertaken.
    """
    check_works_on(by, episode)
    Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    last = episode.need_levels.first()
    number = last.number if last else 0
    if seen_number != number:
        raise rules.VisitOvertaken(
            _("A colleague said another level meanwhile. Read why, then decide again.")
        )
    plan_rules.check_level(level, rationale, last=last.level if last else None)
    made = NeedLevel.objects.create(
        agency_id=episode.agency_id,
        episode=episode,
        number=number + 1,
        level=level,
        rationale=rationale.strip(),
        decided_by_id=by.practitioner_key,
        decided_at=at,
    )
    detail, changed = {"episode": episode.reference}, {"level": (last.level if last else None, level)}
    audit.record(by=by, did="need_level.moved", target=made, at=at, detail=detail, changed=changed)
    return made


@transaction.atomic
def close_plan(*, by: Actor, episode: Episode, at: datetime) -> None:
    """End a plan with its help: the next review is stopped, open goals end, private links open nothing any more.

    Whoever closes the episode has checked that they may, and calls this in the same transaction, before it is closed.
    """
    coming = episode.reviews.select_for_update().filter(held_on=None, stopped_at=None)
    stopped = coming.update(stopped_at=at)
    ended = episode.goals.filter(end="").update(
        end=GoalEnd.HELP_ENDED, ended_at=at, ended_by_id=by.practitioner_key
    )
    links = FamilyLink.objects.filter(episode=episode, ended_at=None)
    closed = links.update(ended_at=at, ended_why=FamilyLinkEnd.CLOSED, code_hash="")
    detail = {"reviews_stopped": stopped, "goals_ended": ended, "links_ended": closed}
    audit.record(by=by, did="plan.closed", target=episode, at=at, detail=detail)


@transaction.atomic
def remind_of_reviews(*, by: Actor, at: datetime) -> int:
    """Tell lead workers of reviews that are a week away, and once more when one is overdue. Returns how many.

    The message names nobody. Where nobody leads, it is told to whoever leads next.
    """
    today, told = day_of(at), 0
    for review in list_reviews_to_remind(by, today=today):
        lead = get_standing(by, review.episode).lead
        if lead is None:
            continue
        late = review.due_on < today
        template = Template.REVIEW_OVERDUE if late else Template.REVIEW_SOON
        path = reverse("solve:plan", args=[review.episode.reference])
        send_message(
            by=by,
            to=lead.practitioner,
            template=template,
            about=review.episode,
            context={"path": path},
            at=at,
        )
        column = "reminded_late_at" if late else "reminded_at"
        setattr(review, column, at)
        review.save(update_fields=[column])
        audit.record(by=by, did="review.reminded", target=review, at=at, detail={"late": late})
        told += 1
    return told
