"""Who hears of a step up or down: the team that is asked, and those who asked. A message names nobody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries import list_front_door, list_practitioners_of_agency
from earlyhelp.solve.actions.episode_news import tell
from earlyhelp.solve.choices import StepDirection, StepMove, WorkerPart
from earlyhelp.solve.models import StatutoryStep
from earlyhelp.solve.queries.episodes import list_live_parts

_TO_ASKED: Final = {
    StepMove.ASK: Template.STEP_ASKED,
    StepMove.TELL: Template.STEP_TOLD,
    StepMove.WITHDRAW: Template.STEP_WITHDRAWN,
    StepMove.CHASE: Template.STEP_DUE,
}


def tell_asked(by: Actor, step: StatutoryStep, move: StepMove, at: datetime) -> None:
    """Tell everybody of the team that is asked: there is a question, more to it, no question any more, or a delay."""
    if step.direction == StepDirection.DOWN:
        readers = list_front_door(by=by, team_id=step.asked_team_id)
    else:
        readers = _partners_of(by, step, step.asked_team_id)
    _tell(by, step, readers.order_by("pk"), _TO_ASKED[move], at)


def tell_answered(
    by: Actor, step: StatutoryStep, readers: Iterable[Practitioner], move: StepMove, at: datetime
) -> None:
    """Tell those who asked what the other side says. `readers` were found before its yes closed the episode."""
    template = Template.STEP_MORE_NEEDED if move is StepMove.NEED_MORE else Template.STEP_ANSWERED
    _tell(by, step, readers, template, at)


def tell_late(by: Actor, step: StatutoryStep, at: datetime) -> None:
    """Tell those who asked that there is no answer yet, and the team that is asked that it is late."""
    tell_asked(by, step, StepMove.CHASE, at)
    _tell(by, step, list_asking(by, step), Template.STEP_LATE, at)


def list_asking(by: Actor, step: StatutoryStep) -> list[Practitioner]:
    """Who waits for the answer: who asked and who leads; where neither works here, their team or the front door."""
    found = [step.asked_by]
    if step.direction == StepDirection.UP and step.episode_id is not None:
        leads = list_live_parts(by, [step.episode_id]).filter(part=WorkerPart.LEAD)
        found += [part.practitioner for part in leads if part.practitioner_id != step.asked_by_id]
    active = [one for one in found if one.is_active]
    if active:
        return active
    if step.direction == StepDirection.DOWN:
        return list(_partners_of(by, step, step.asked_by.team_id).order_by("pk"))
    everybody = list_practitioners_of_agency(by=by, agency_id=step.agency_id, role=Role.COORDINATOR)
    return list(everybody.order_by("pk"))


def _partners_of(by: Actor, step: StatutoryStep, team_id: UUID) -> QuerySet[Practitioner]:
    ours = list_practitioners_of_agency(by=by, agency_id=step.agency_id, role=Role.PARTNER)
    return ours.filter(team_id=team_id)


def _tell(
    by: Actor, step: StatutoryStep, readers: Iterable[Practitioner], template: Template, at: datetime
) -> None:
    for reader in readers:
        # A step is between two teams of one council: a lead worker of another agency reads it in the episode.
        ours = reader.agency_id == step.agency_id
        path = reverse("solve:step", args=[step.reference]) if ours else reverse("solve:my_episodes")
        tell(by, reader, template, path, at, step)
