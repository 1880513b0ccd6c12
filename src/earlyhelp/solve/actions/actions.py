"""What somebody said they would do, and what came of it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import queries, rules
from earlyhelp.solve.actions.episode_news import tell_action
from earlyhelp.solve.actions.episodes import check_open
from earlyhelp.solve.choices import ActionState
from earlyhelp.solve.models import Action, Episode
from earlyhelp.understand.models import Person


@transaction.atomic
def add_action(
    *,
    by: Actor,
    record_id: UUID,
    agency_id: UUID,
    text: str,
    due_on: date,
    at: datetime,
    practitioner: Practitioner | None = None,
    person: Person | None = None,
    somebody: str = "",
    episode: Episode | None = None,
) -> Action:
    """Write down what somebody will do by when. Exactly one of `practitioner`, `person` and `somebody` owns it.

    `record_id` is the key of the episode or the meeting. Raises NotAllowed, CannotMoveAction, CannotStepEpisode.
    """
    rules.check_action(
        text,
        owners=(practitioner.pk if practitioner else None, person.pk if person else None, somebody.strip()),
    )
    if episode is not None:
        standing = queries.get_standing(by, episode)
        rules.check_may_see_episode(by, agency_id=episode.agency_id, is_worker=standing.is_worker)
        check_open(episode)
    action = Action.objects.create(
        agency_id=agency_id,
        record_id=record_id,
        episode=episode,
        text=text.strip(),
        practitioner=practitioner,
        person=person,
        somebody=somebody.strip(),
        due_on=due_on,
        state_at=at,
        added_by_id=by.practitioner_key,
        added_at=at,
    )
    audit.record(by=by, did="action.added", target=action, at=at, detail={"record": str(record_id)})
    tell_action(by, action, at)
    return action


@transaction.atomic
def move_action(*, by: Actor, action_id: UUID, state: str, came_of_it: str, at: datetime) -> Action:
    """Say how far an action is. The same said twice is said once.

    Raises NotAllowed, CannotMoveAction, ValueError for an unknown state, Action.DoesNotExist.
    """
    action = _lock(by, action_id)
    wanted = ActionState(state)
    if action.state == wanted and action.came_of_it == came_of_it.strip():
        return action
    rules.check_can_move_action(action.state, wanted, came_of_it)
    changed = {
        "state": (ActionState(action.state), wanted),
        "came_of_it": (action.came_of_it, came_of_it.strip()),
    }
    action.state = wanted
    action.state_at = at
    action.came_of_it = came_of_it.strip()
    action.save(update_fields=["state", "state_at", "came_of_it"])
    audit.record(
        by=by, did="action.moved", target=action, at=at, detail={"state": str(wanted)}, changed=changed
    )
    return action


@transaction.atomic
def hand_over_action(
    *,
    by: Actor,
    action_id: UUID,
    at: datetime,
    due_on: date | None = None,
    practitioner: Practitioner | None = None,
    person: Person | None = None,
    somebody: str = "",
    tells: bool = True,
) -> Action:
    """Give an open action to somebody else, who hears of it unless `tells` says that the caller tells them.

    With the same owner it is only another day. Raises NotAllowed, CannotMoveAction, Action.DoesNotExist."""
    action = _lock(by, action_id)
    rules.check_can_hand_over_action(action.state)
    rules.check_action(
        action.text,
        owners=(practitioner.pk if practitioner else None, person.pk if person else None, somebody.strip()),
    )
    was, before = action.practitioner_id, str(action.practitioner_id or action.person_id or "")
    action.practitioner, action.person, action.somebody = practitioner, person, somebody.strip()
    action.due_on = due_on or action.due_on
    action.save(update_fields=["practitioner", "person", "somebody", "due_on"])
    audit.record(by=by, did="action.handed_over", target=action, at=at, detail={"from": before})
    if tells and action.practitioner_id != was:
        tell_action(by, action, at)
    return action


def _lock(by: Actor, action_id: UUID) -> Action:
    """The action, locked, when this practitioner may change it. Raises NotAllowed, Action.DoesNotExist."""
    found = Action.objects.select_for_update(of=("self",)).select_related("episode")
    action = found.get(pk=action_id)
    standing = queries.get_standing(by, action.episode) if action.episode else None
    leads = standing.may_lead if standing else rules.may_open_episode(by, agency_id=action.agency_id)
    still_in_it = standing is None or standing.is_worker or leads
    rules.check_may_move_action(by, owner_id=action.practitioner_id if still_in_it else None, leads=leads)
    return action
