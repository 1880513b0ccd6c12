"""Steps up and down: one, those that wait for a team, and those of an episode."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.references import parse_reference
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role, TeamKind
from earlyhelp.partnership.models import Team
from earlyhelp.solve import rules
from earlyhelp.solve.choices import StepDirection
from earlyhelp.solve.models import EpisodeWorker, StatutoryStep
from earlyhelp.understand.models import Person

STEP_PREFIX = "ST"


def get_step(*, by: Actor, reference: str, at: datetime) -> StatutoryStep:
    """One step, for the team that is asked and for those who ask; audited.

    Raises StatutoryStep.DoesNotExist or NotAllowed.
    """
    parsed = parse_reference(reference, prefix=STEP_PREFIX)
    if parsed is None:
        raise StatutoryStep.DoesNotExist
    found = StatutoryStep.objects.select_related("asked_team", "asked_by", "episode", "agency")
    step = found.get(reference=str(parsed))
    if not may_see_step(by, step):
        raise NotAllowed(rules.STEP_IS_BETWEEN_THE_TWO)
    audit.record_read(by=by, what="step", targets=[step], at=at)
    return step


def may_see_step(by: Actor, step: StatutoryStep) -> bool:
    """Both sides: the team that is asked, who asked and their team, the front door, and who works with the family."""
    if by.practitioner_id is None:
        return False
    if by.agency_id == step.agency_id and by.role in FRONT_DOOR_ROLES:
        return True
    if by.team_id in (step.asked_team_id, step.asked_by.team_id) and by.agency_id == step.agency_id:
        return step.direction == StepDirection.DOWN or by.team_id == step.asked_team_id or _works(by, step)
    return _works(by, step)


def _works(by: Actor, step: StatutoryStep) -> bool:
    mine = EpisodeWorker.objects.filter(episode=step.episode, practitioner_id=by.practitioner_key)
    return step.asked_by_id == by.practitioner_id or mine.filter(until_at=None).exists()


def list_steps_of_episode(by: Actor, episode_id: UUID) -> QuerySet[StatutoryStep]:
    """The steps of one episode, the newest first."""
    steps = StatutoryStep.objects.filter(episode_id=episode_id)
    return steps.select_related("asked_team", "asked_by").prefetch_related("words__said_by")


def list_stepping_up(by: Actor, episode_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these episodes wait for a statutory team. One query."""
    waiting = StatutoryStep.objects.filter(
        episode_id__in=list(episode_ids), direction=StepDirection.UP, state__in=rules.OPEN_STEPS
    )
    return {key for key in waiting.values_list("episode_id", flat=True) if key is not None}


def list_steps_for_team(by: Actor) -> QuerySet[StatutoryStep]:
    """Both what the actor's team is asked and what it asked, those that wait first, the soonest due first."""
    if by.role in FRONT_DOOR_ROLES:
        ours = Q(agency_id=by.agency_key)
    else:
        ours = Q(asked_team_id=by.team_key) | Q(asked_by__team_id=by.team_key, direction=StepDirection.DOWN)
        ours |= Q(asked_by_id=by.practitioner_key)
    steps = StatutoryStep.objects.filter(ours, agency_id=by.agency_key)
    return steps.select_related("asked_team", "asked_by", "episode").order_by("reply_due_at", "asked_at")


def list_steps_to_answer(by: Actor) -> QuerySet[StatutoryStep]:
    """What waits for an answer from the actor: of the statutory team a step up, of the front door a step down."""
    waiting = list_steps_for_team(by).filter(state="asked")
    if by.role in FRONT_DOOR_ROLES:
        return waiting.filter(direction=StepDirection.DOWN)
    return waiting.filter(direction=StepDirection.UP, asked_team_id=by.team_key)


def list_statutory_teams(by: Actor, agency_id: UUID) -> QuerySet[Team]:
    """The statutory teams of the council in which somebody is there to answer."""
    teams = Team.objects.filter(
        agency_id=agency_id,
        kind=TeamKind.SAFEGUARDING,
        practitioners__role=Role.PARTNER,
        practitioners__is_active=True,
    )
    return teams.order_by("name_en").distinct()


def may_add_to_step(by: Actor, step: StatutoryStep) -> bool:
    """Whether the actor is on the side that asked: who asked, the lead worker, and for a step up the front door."""
    if step.asked_by_id == by.practitioner_id:
        return True
    if step.direction == StepDirection.DOWN:
        return by.practitioner_id is not None and by.team_id == step.asked_by.team_id
    mine = EpisodeWorker.objects.filter(episode=step.episode, practitioner_id=by.practitioner_key)
    leads = mine.filter(until_at=None, part="lead").exists()
    return rules.may_lead_episode(by, agency_id=step.agency_id, is_lead=leads)


def may_open_episode_of(by: Actor, step: StatutoryStep) -> bool:
    """Whether the actor may open the episode that a step is about."""
    mine = EpisodeWorker.objects.filter(
        episode=step.episode, practitioner_id=by.practitioner_key, until_at=None
    )
    return step.episode_id is not None and rules.may_see_episode(
        by, agency_id=step.agency_id, is_worker=mine.exists()
    )


def list_people_by_reference(by: Actor, references: Iterable[str]) -> list[UUID]:
    """The people of the actor's agency with these references, as typed. What is none is passed over."""
    parsed = [parse_reference(one, prefix="PN") for one in references]
    found = Person.objects.filter(
        agency_id=by.agency_key, reference__in=[str(one) for one in parsed if one is not None]
    )
    return list(found.values_list("pk", flat=True))


def get_front_door_of(by: Actor) -> Team:
    """The front door of the actor's own council. Raises Team.DoesNotExist."""
    return Team.objects.get(agency_id=by.agency_key, kind=TeamKind.FRONT_DOOR)
