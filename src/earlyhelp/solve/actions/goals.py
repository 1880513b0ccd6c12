"""Goals of a family: written down, put in other words, rested on strengths, ended, taken over from an earlier plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.actions import add_action
from earlyhelp.solve.choices.plans import GoalStep
from earlyhelp.solve.models import Action, Episode, Goal, GoalStrength, GoalVersion
from earlyhelp.solve.queries.episodes import get_standing, list_members
from earlyhelp.solve.queries.plans import day_of, list_strengths
from earlyhelp.solve.rules import goals as rules
from earlyhelp.solve.rules.plans import NothingToCarry, check_may_plan, check_plan_open
from earlyhelp.understand.actions import record_entry
from earlyhelp.understand.choices.entries import Assertion, HowKnown, Sheet, Visibility
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules.entries import Telling

_SAID: Final = ("words", "language", "whose_id", "who_reads", "agreed_on")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A goal as typed. `whose` is None for the family's together."""

    words: str
    language: str
    whose: UUID | None
    who_reads: str
    agreed_on: date
    because: str = ""


@dataclass(frozen=True, slots=True)
class NewStrength:
    """A strength that is written down together with the goal that rests on it."""

    person_id: UUID
    kind: str
    words: str
    said_by: str
    language: str


def check_works_on(by: Actor, episode: Episode) -> None:
    """Refuse whoever does not work with the family, and a plan that ended. Raises NotAllowed, PlanEnded."""
    standing = get_standing(by, episode)
    check_may_plan(by, is_worker=standing.is_worker, leads=standing.may_lead)
    check_plan_open(is_closed=episode.closed_at is not None)


@transaction.atomic
def add_goal(
    *,
    by: Actor,
    episode: Episode,
    wanted: Wanted,
    strength_ids: Iterable[UUID],
    at: datetime,
    new_strength: NewStrength | None = None,
) -> Goal:
    """Write down a goal that rests on at least one strength, chosen or written now.

    Raises NotAllowed, PlanEnded, IncompleteGoal.
    """
    check_works_on(by, episode)
    _check(by, episode, wanted, at)
    Episode.objects.select_for_update().get(pk=episode.pk)
    last = episode.goals.aggregate(last=Max("position"))["last"] or 0
    goal = Goal.objects.create(
        agency_id=episode.agency_id,
        episode=episode,
        position=last + 1,
        added_by_id=by.practitioner_key,
        added_at=at,
    )
    _write(by, goal, wanted, 1, at)
    audit.record(by=by, did="goal.added", target=goal, at=at, detail={"episode": episode.reference})
    _lay(by, goal, strength_ids, new_strength, at)
    rules.check_rests_on_strength(goal.strengths.filter(removed_at=None).count())
    return goal


@transaction.atomic
def change_goal(*, by: Actor, goal_id: UUID, seen_number: int, wanted: Wanted, at: datetime) -> GoalVersion:
    """Put a goal in other words; the earlier ones stay. Raises NotAllowed, PlanEnded, GoalOvertaken, IncompleteGoal."""
    goal = _locked(by, goal_id)
    rules.check_can_step_goal(goal.end, GoalStep.CHANGE)
    latest = goal.versions.aggregate(last=Max("number"))["last"] or 0
    rules.check_not_overtaken_goal(seen=seen_number, latest=latest)
    _check(by, goal.episode, wanted, at)
    before = goal.versions.get(number=latest)
    version = _write(by, goal, wanted, latest + 1, at)
    changed = {name: (getattr(before, name), getattr(version, name)) for name in _SAID}
    audit.record(by=by, did="goal.changed", target=goal, reason=wanted.because, at=at, changed=changed)
    return version


@transaction.atomic
def end_goal(*, by: Actor, goal_id: UUID, end: str, words: str, at: datetime) -> Goal:
    """Say how a goal ended, and what the family says of it. Raises NotAllowed, PlanEnded, GoalOvertaken."""
    goal = _locked(by, goal_id)
    rules.check_can_step_goal(goal.end, rules.step_to_end(end))
    goal.end, goal.end_words, goal.ended_at, goal.ended_by_id = end, words.strip(), at, by.practitioner_id
    goal.save(update_fields=["end", "end_words", "ended_at", "ended_by"])
    audit.record(by=by, did="goal.ended", target=goal, at=at, detail={"end": end})
    return goal


@transaction.atomic
def lay_strengths(
    *,
    by: Actor,
    goal_id: UUID,
    strength_ids: Iterable[UUID],
    at: datetime,
    new_strength: NewStrength | None = None,
) -> Goal:
    """Say on which strengths a goal rests: those chosen, and one written now. At least one stays.

    Raises NotAllowed, PlanEnded, GoalOvertaken, IncompleteGoal.
    """
    goal = _locked(by, goal_id)
    rules.check_can_step_goal(goal.end, GoalStep.CHANGE)
    wanted = set(strength_ids)
    for row in goal.strengths.filter(removed_at=None).exclude(strength_id__in=wanted):
        row.removed_at, row.removed_by_id = at, by.practitioner_id
        row.save(update_fields=["removed_at", "removed_by"])
        detail = {"strength": str(row.strength_id)}
        audit.record(by=by, did="goal.strength_removed", target=goal, at=at, detail=detail)
    _lay(by, goal, wanted, new_strength, at)
    rules.check_rests_on_strength(goal.strengths.filter(removed_at=None).count())
    return goal


@transaction.atomic
def add_goal_action(
    *,
    by: Actor,
    goal_id: UUID,
    text: str,
    due_on: date,
    at: datetime,
    practitioner: Practitioner | None = None,
    person: Person | None = None,
    somebody: str = "",
) -> Action:
    """Write down who does what for a goal, by when. Raises NotAllowed, PlanEnded, GoalOvertaken, CannotMoveAction."""
    goal = _locked(by, goal_id)
    rules.check_can_step_goal(goal.end, GoalStep.CHANGE)
    action = add_action(
        by=by,
        record_id=goal.episode_id,
        agency_id=goal.agency_id,
        text=text,
        due_on=due_on,
        at=at,
        practitioner=practitioner,
        person=person,
        somebody=somebody,
        episode=goal.episode,
    )
    action.goal = goal
    action.save(update_fields=["goal"])
    return action


@transaction.atomic
def carry_goals(*, by: Actor, episode: Episode, at: datetime) -> list[Goal]:
    """Take over the open and unreached goals of the episode that this one goes on from, with their strengths.

    The family agrees to each one anew at the first visit. Raises NotAllowed, PlanEnded, NothingToCarry.
    """
    check_works_on(by, episode)
    Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    earlier = Goal.objects.filter(episode=episode.previous).exclude(end="reached")
    if episode.previous is None or episode.goals.exists() or not earlier.exists():
        raise NothingToCarry(
            _("There is nothing to take over from an earlier plan, or it was taken over already.")
        )
    members = {one.person_id for one in list_members(by, [episode.pk])}
    carried: list[Goal] = []
    for before in earlier.prefetch_related("versions", "strengths"):
        # The own goal of somebody who does not take part this time stays in the earlier plan.
        if before.versions.all()[0].whose_id in {None, *members}:
            carried.append(_carried(by, episode, before, len(carried) + 1, at))
    return carried


def _carried(by: Actor, episode: Episode, before: Goal, position: int, at: datetime) -> Goal:
    words = before.versions.all()[0]
    goal = Goal.objects.create(
        agency_id=episode.agency_id,
        episode=episode,
        position=position,
        came_from=before,
        added_by_id=by.practitioner_key,
        added_at=at,
    )
    wanted = Wanted(words.words, words.language, words.whose_id, words.who_reads, day_of(at))
    _write(by, goal, wanted, 1, at)
    for row in before.strengths.all():
        if row.removed_at is None:
            _lay_one(by, goal, row.strength_id, at)
    detail = {"from": str(before.pk), "episode": episode.reference}
    audit.record(by=by, did="goal.carried", target=goal, at=at, detail=detail)
    return goal


def _locked(by: Actor, goal_id: UUID) -> Goal:
    goal = Goal.objects.select_for_update(of=("self",)).select_related("episode").get(pk=goal_id)
    check_works_on(by, goal.episode)
    return goal


def _check(by: Actor, episode: Episode, wanted: Wanted, at: datetime) -> None:
    rules.check_goal(
        wanted.words,
        whose=wanted.whose,
        who_reads=wanted.who_reads,
        agreed_on=wanted.agreed_on,
        today=day_of(at),
    )
    if wanted.whose is not None:
        list_members(by, [episode.pk]).get(person_id=wanted.whose)


def _write(by: Actor, goal: Goal, wanted: Wanted, number: int, at: datetime) -> GoalVersion:
    return GoalVersion.objects.create(
        agency_id=goal.agency_id,
        episode_id=goal.episode_id,
        goal=goal,
        number=number,
        words=wanted.words.strip(),
        language=wanted.language,
        whose_id=wanted.whose,
        who_reads=wanted.who_reads,
        agreed_on=wanted.agreed_on,
        because=wanted.because.strip(),
        written_by_id=by.practitioner_key,
        written_at=at,
    )


def _lay(by: Actor, goal: Goal, strength_ids: Iterable[UUID], new: NewStrength | None, at: datetime) -> None:
    """Lay strengths of the family beneath a goal; one that is not theirs, or not seen, is passed over."""
    members = [one.person_id for one in list_members(by, [goal.episode_id])]
    theirs = {one.pk for one in list_strengths(by, members)}
    for key in strength_ids:
        if key in theirs:
            _lay_one(by, goal, key, at)
    if new is not None and new.person_id in members:
        telling = Telling(
            words=new.words,
            said_by=new.said_by,
            how_known=HowKnown.DISCLOSED,
            assertion=Assertion.OPINION,
            language=new.language,
            visibility=Visibility.PARTNERS,
        )
        entry = record_entry(
            by=by, sheet=Sheet.STRENGTHS, person_id=new.person_id, kind=new.kind, telling=telling, at=at
        )
        _lay_one(by, goal, entry.pk, at)


def _lay_one(by: Actor, goal: Goal, strength_id: UUID, at: datetime) -> None:
    row, is_new = GoalStrength.objects.get_or_create(
        goal=goal,
        strength_id=strength_id,
        removed_at=None,
        defaults={
            "agency_id": goal.agency_id,
            "episode_id": goal.episode_id,
            "added_by_id": by.practitioner_key,
            "added_at": at,
        },
    )
    if is_new:
        detail = {"strength": str(row.strength_id)}
        audit.record(by=by, did="goal.strength_added", target=goal, at=at, detail=detail)
