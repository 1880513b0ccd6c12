"""Asking the other side to take a family on, and the other side's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner, Team
from earlyhelp.solve import queries, rules
from earlyhelp.solve.actions.actions import add_action
from earlyhelp.solve.actions.closing import end_episode
from earlyhelp.solve.actions.episodes import check_leads, check_open, open_episode
from earlyhelp.solve.actions.step_news import list_asking, tell_answered, tell_asked, tell_late
from earlyhelp.solve.choices import ActionState, EpisodeStep, StepDirection, StepMove, StepState, StepTo
from earlyhelp.solve.models import Action, Episode, StatutoryStep, StepAction, StepPerson, StepWord
from earlyhelp.solve.queries.episodes import doer_of
from earlyhelp.understand.queries import list_known

_PREFIX: Final = "ST"


@dataclass(frozen=True, slots=True)
class Carried:
    """An action that is carried over when a family steps down."""

    text: str
    who: str
    due_on: date


@transaction.atomic
def ask_step_up(
    *,
    by: Actor,
    episode: Episode,
    team: Team,
    to: str,
    reason: str,
    family_knows: str,
    last_met_on: date | None,
    at: datetime,
) -> StatutoryStep:
    """Ask a statutory team to take a family on. The episode stays open here until they say yes. Twice is once.

    To protect somebody needs no consent. Raises NotAllowed, CannotStepEpisode or IncompleteStep.
    """
    check_leads(by, episode)
    check_open(episode)
    Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    there = StatutoryStep.objects.filter(
        episode=episode, direction=StepDirection.UP, state__in=rules.OPEN_STEPS
    ).first()
    if there is not None and (there.to, there.reason, there.asked_team_id) == (to, reason.strip(), team.pk):
        return there
    rules.check_can_step_episode(queries.get_standing(by, episode).state, EpisodeStep.ASK_STEP_UP)
    rules.check_ask(StepDirection.UP, to, reason, family_knows)
    people = {member.person_id: member.called for member in queries.list_members(by, [episode.pk])}
    step = _ask(by, episode, StepDirection.UP, team, to, reason, family_knows, last_met_on, people, at)
    for action in queries.list_open_actions(by, [episode.pk]):
        StepAction.objects.create(
            agency_id=step.agency_id,
            step=step,
            action=action,
            text=action.text,
            who=doer_of(action, people),
            due_on=action.due_on,
        )
    return step


@transaction.atomic
def ask_step_down(
    *,
    by: Actor,
    person_ids: Sequence[UUID],
    team: Team,
    reason: str,
    family_knows: str,
    last_met_on: date | None,
    carried: Sequence[Carried],
    at: datetime,
) -> StatutoryStep:
    """Ask the front door to take a family on as early help. `team` is the front door's.

    Raises NotAllowed or IncompleteStep.
    """
    asking = Team.objects.get(pk=by.team_key)
    rules.check_may_ask_step_down(by, team_kind=asking.kind)
    rules.check_ask(StepDirection.DOWN, StepTo.EARLY_HELP, reason, family_knows)
    known = list_known(by, person_ids, at=at)
    rules.check_somebody(known)
    people = {key: one.called for key, one in known.items()}
    to = StepTo.EARLY_HELP
    step = _ask(by, None, StepDirection.DOWN, team, to, reason, family_knows, last_met_on, people, at)
    for one in carried:
        StepAction.objects.create(
            agency_id=step.agency_id, step=step, text=one.text, who=one.who, due_on=one.due_on
        )
    return step


def _ask(
    by: Actor,
    episode: Episode | None,
    direction: StepDirection,
    team: Team,
    to: str,
    reason: str,
    family_knows: str,
    last_met_on: date | None,
    people: dict[UUID, str],
    at: datetime,
) -> StatutoryStep:
    step = StatutoryStep.objects.create(
        reference=_next_reference(at),
        agency_id=team.agency_id,
        episode=episode,
        direction=direction,
        to=to,
        asked_team=team,
        reason=reason.strip(),
        family_knows=family_knows,
        last_met_on=last_met_on,
        asked_by_id=by.practitioner_key,
        asked_at=at,
        reply_due_at=rules.reply_due_at(to, at=at),
        state=StepState.ASKED,
        state_at=at,
    )
    for person_id, called in people.items():
        StepPerson.objects.create(agency_id=step.agency_id, step=step, person_id=person_id, called=called)
    _say(by, step, StepMove.ASK, reason, at)
    audit.record(
        by=by, did="step.asked", target=step, at=at, detail={"direction": str(direction), "to": str(to)}
    )
    tell_asked(by, step, StepMove.ASK, at)
    return step


@transaction.atomic
def answer_step(
    *, by: Actor, step_id: UUID, move: str, words: str, at: datetime, lead: Practitioner | None = None
) -> StatutoryStep:
    """Say yes, no, or that more is needed. A yes to a step up closes the episode; a yes to a step down opens one.

    `lead` leads the episode that a step down opens. The same answer twice is one answer.
    Raises NotAllowed, CannotMoveStep, IncompleteStep, StatutoryStep.DoesNotExist.
    """
    step = _lock(step_id)
    rules.check_may_answer_step(
        by, asked_team=step.asked_team_id, agency_id=step.agency_id, direction=step.direction
    )
    said = StepWord.objects.filter(step=step, move=move, words=words.strip(), said_by_id=by.practitioner_key)
    if step.state != StepState.ASKED and said.exists():
        return step
    readers = list_asking(by, step)
    _move(by, step, StepMove(move), words, at)
    tell_answered(by, step, readers, StepMove(move), at)
    audit.record(by=by, did="step.answered", target=step, at=at, detail={"answer": move})
    if step.state == StepState.AGREED and step.direction == StepDirection.UP:
        _hand_up(by, step, words, at)
    elif step.state == StepState.AGREED:
        _take_down(by, step, lead, at)
    return step


@transaction.atomic
def add_to_step(*, by: Actor, step_id: UUID, move: str, words: str, at: datetime) -> StatutoryStep:
    """Say more, or withdraw: whoever asked, the lead worker, or the front door.

    Raises NotAllowed, CannotMoveStep, IncompleteStep.
    """
    step = _lock(step_id)
    if step.asked_by_id != by.practitioner_id and step.episode is not None:
        check_leads(by, step.episode)
    elif step.asked_by_id != by.practitioner_id:
        rules.check_may_ask_step_down(by, team_kind=Team.objects.get(pk=by.team_key).kind)
    _move(by, step, StepMove(move), words, at)
    if step.state == StepState.ASKED:
        step.reply_due_at, step.late_told_at = rules.reply_due_at(step.to, at=at), None
        step.save(update_fields=["reply_due_at", "late_told_at"])
    did = "step.withdrawn" if step.state == StepState.WITHDRAWN else "step.added_to"
    audit.record(by=by, did=did, target=step, at=at)
    tell_asked(by, step, StepMove(move), at)
    return step


@transaction.atomic
def chase_step(*, by: Actor, step_id: UUID, at: datetime) -> StatutoryStep:
    """Remind the other side, once its answer is late. Raises NotAllowed, CannotMoveStep."""
    step = _lock(step_id)
    _chase(by, step, at)
    tell_asked(by, step, StepMove.CHASE, at)
    return step


@transaction.atomic
def follow_up_steps(*, by: Actor, at: datetime) -> int:
    """Remind each team of this council whose answer is late, and tell those who asked. Once for each delay.

    For the service itself. Returns how many steps are late; run again, none.
    """
    late = StatutoryStep.objects.select_for_update(of=("self",), skip_locked=True).filter(
        agency_id=by.agency_key, state=StepState.ASKED, reply_due_at__lt=at, late_told_at=None
    )
    steps = list(late.select_related("episode", "asked_team", "asked_by").order_by("pk"))
    for step in steps:
        _chase(by, step, at)
        tell_late(by, step, at)
    return len(steps)


def _chase(by: Actor, step: StatutoryStep, at: datetime) -> None:
    rules.check_can_chase(by_asked_team=by.team_id == step.asked_team_id, due_at=step.reply_due_at, at=at)
    _move(by, step, StepMove.CHASE, "", at)
    step.late_told_at = at
    step.save(update_fields=["late_told_at"])
    audit.record(by=by, did="step.chased", target=step, at=at)


def _hand_up(by: Actor, step: StatutoryStep, words: str, at: datetime) -> None:
    """Their yes: what was open here is theirs now, and the episode closes."""
    if step.episode_id is None:
        raise Episode.DoesNotExist
    episode = Episode.objects.select_for_update(of=("self",)).get(pk=step.episode_id)
    for action in Action.objects.filter(record_id=episode.pk, state__in=rules.OPEN_ACTIONS):
        action.state, action.state_at, action.came_of_it = ActionState.NOT_NEEDED, at, step.reference
        action.save(update_fields=["state", "state_at", "came_of_it"])
        detail = {"state": "not_needed", "carried_over_with": step.reference}
        audit.record(by=by, did="action.moved", target=action, at=at, detail=detail)
    end_episode(by, episode, rules.CLOSES_AS[StepTo(step.to)], words.strip(), "", at)


def _take_down(by: Actor, step: StatutoryStep, lead: Practitioner | None, at: datetime) -> None:
    """Our yes: an episode opens, with the actions that were left."""
    people = [one.person_id for one in StepPerson.objects.filter(step=step)]
    episode = open_episode(
        by=by,
        notification=None,
        decision=None,
        person_ids=people,
        lead=lead,
        team=lead.team if lead and lead.agency_id == step.agency_id else step.asked_team,
        at=at,
    )
    step.episode = episode
    step.save(update_fields=["episode"])
    for one in StepAction.objects.filter(step=step):
        add_action(
            by=by,
            record_id=episode.pk,
            agency_id=episode.agency_id,
            episode=episode,
            text=one.text,
            somebody=one.who,
            due_on=max(one.due_on, at.astimezone(LONDON).date()),
            at=at,
        )


def _lock(step_id: UUID) -> StatutoryStep:
    found = StatutoryStep.objects.select_for_update(of=("self",))
    return found.select_related("episode", "asked_team", "asked_by").get(pk=step_id)


def _move(by: Actor, step: StatutoryStep, move: StepMove, words: str, at: datetime) -> None:
    rules.check_can_move_step(step.state, move)
    if move is not StepMove.CHASE:
        rules.check_words(words)
    step.state, step.state_at = rules.STEP_MACHINE.after(step.state, move), at
    step.save(update_fields=["state", "state_at"])
    _say(by, step, move, words, at)


def _say(by: Actor, step: StatutoryStep, move: StepMove, words: str, at: datetime) -> None:
    StepWord.objects.create(
        agency_id=step.agency_id,
        step=step,
        move=move,
        words=words.strip(),
        said_by_id=by.practitioner_id,
        said_at=at,
    )


def _next_reference(at: datetime) -> str:
    """The next reference that people can say, such as ST-26-0000001."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('solve_step_reference_seq')")
        (number,) = cursor.fetchone()
    return format_reference(_PREFIX, at.astimezone(LONDON).year, number)
