"""Handing a worker's families over when they leave, and taking back the work of those who have left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import rules
from earlyhelp.solve.actions.actions import hand_over_action
from earlyhelp.solve.actions.episode_news import tell_handed_over
from earlyhelp.solve.actions.episodes import add_worker, change_lead, end_part, end_worker
from earlyhelp.solve.actions.involving import close_to_agency
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.models import Action, Episode, EpisodeWorker


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of one family: done, or refused with the reason."""

    reference: str
    called: str
    receiver: str
    refusal: str = ""


@transaction.atomic
def hand_over_caseload(
    *,
    by: Actor,
    leaver: Practitioner,
    receivers: Mapping[UUID, Practitioner],
    why: str,
    at: datetime,
) -> list[HandedOver]:
    """Give a worker's families to others: `receivers` by the key of the episode. Each family for itself.

    A family that can not be handed over stays, and the row says why. The worker's open actions go along, and each
    who takes families hears of it once. Sent twice,
    the second time finds nothing left. Raises NotAllowed, CannotStepEpisode.
    """
    rules.check_may_open_episode(by, agency_id=by.agency_key)
    rules.check_because(why)
    parts = EpisodeWorker.objects.filter(
        practitioner=leaver, until_at=None, agency_id=by.agency_key, episode__in=list(receivers)
    )
    sheet, takers = [], dict[UUID, Practitioner]()
    for part in parts.select_related("episode").order_by("episode__reference"):
        receiver = receivers[part.episode_id]
        names = ", ".join(part.episode.members.filter(left_at=None).values_list("called", flat=True))
        refusal = ""
        try:
            with transaction.atomic():
                _hand_over(by, part, leaver, receiver, why, at)
        except RuleError as refused:
            refusal = str(refused)
        else:
            takers[receiver.pk] = receiver
        sheet.append(HandedOver(part.episode.reference, names, receiver.full_name, refusal))
    done = sum(1 for row in sheet if not row.refusal)
    detail = {"from": str(leaver.pk), "done": done, "refused": len(sheet) - done}
    audit.record(by=by, did="caseload.handed_over", at=at, reason=why, detail=detail)
    for taker in takers.values():
        tell_handed_over(by, taker, at)
    return sheet


@transaction.atomic
def record_handover_note(*, by: Actor, episode: Episode, at: datetime) -> None:
    """Write down that the note for handing a family over was made. Whoever calls it has opened the episode."""
    audit.record(by=by, did="handover_note.printed", target=episode, at=at)


def _hand_over(
    by: Actor, part: EpisodeWorker, leaver: Practitioner, receiver: Practitioner, why: str, at: datetime
) -> None:
    mine = Action.objects.filter(
        record_id=part.episode_id, practitioner=leaver, state__in=rules.OPEN_ACTIONS
    ).values_list("pk", flat=True)
    open_actions = list(mine)
    if receiver.pk == leaver.pk:
        raise rules.CannotStepEpisode(rules.SOMEBODY_ELSE)
    if part.part == WorkerPart.LEAD:
        change_lead(by=by, episode=part.episode, practitioner=receiver, why=why, at=at, tells=False)
    else:
        there = EpisodeWorker.objects.filter(episode_id=part.episode_id, practitioner=receiver, until_at=None)
        if not there.exists():
            add_worker(
                by=by,
                episode=part.episode,
                practitioner=receiver,
                part=WorkerPart.TEAM,
                at=at,
                why=why,
                tells=False,
            )
        end_worker(by=by, worker_id=part.pk, why=why, at=at)
    for action_id in open_actions:
        hand_over_action(by=by, action_id=action_id, practitioner=receiver, at=at, tells=False)


@transaction.atomic
def return_work_of_leavers(*, by: Actor, at: datetime) -> int:
    """End every part of practitioners who no longer work here: their families are with the team, and nobody leads.

    For the service itself, acting for a council. Returns how many parts were ended; run again, none.
    """
    left = EpisodeWorker.objects.filter(agency_id=by.agency_key, until_at=None, practitioner__is_active=False)
    return return_parts(by=by, parts=left, at=at)


@transaction.atomic
def return_parts(*, by: Actor, parts: QuerySet[EpisodeWorker], at: datetime) -> int:
    """End these parts: the families are with the team. Returns how many. Whoever calls it has checked."""
    held = parts.select_for_update(of=("self",), skip_locked=True)
    found = list(held.select_related("episode", "practitioner"))
    for part in found:
        end_part(part, "", at)
        detail = {"practitioner": str(part.practitioner_id), "part": part.part}
        audit.record(by=by, did="episode.returned", target=part.episode, at=at, detail=detail)
        close_to_agency(by, part.episode, part.practitioner.agency_id, at)
    return len(found)
