"""What becomes of an episode of help when somebody takes back their consent, and when they give it again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.govern.actions import audit, close_access, open_access
from earlyhelp.govern.models import AccessGrant
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.closing import close_episode, resume_episode
from earlyhelp.solve.actions.episodes import check_leads, end_member
from earlyhelp.solve.actions.involving import because_of, close_to_person
from earlyhelp.solve.choices import CloseReason, EpisodeStep, WorkerPart
from earlyhelp.solve.choices.consents import AfterConsent
from earlyhelp.solve.models import Episode
from earlyhelp.solve.queries.consents import (
    list_open_episodes_with,
    list_taking_part,
    standing_in_episode,
)
from earlyhelp.solve.queries.episodes import get_standing, list_live_parts, list_members
from earlyhelp.solve.rules.consents import check_next_step
from earlyhelp.solve.rules.episodes import MACHINE
from earlyhelp.understand.queries import people_of


@transaction.atomic
def rest_for_consent(*, by: Actor, person_id: UUID, at: datetime) -> list[Episode]:
    """Let every open episode about a person rest, end what partners see of them, and tell the lead worker.

    `by` is the front door that keeps them: whoever heard the person's no need have no part in the episode. Where
    nobody of the family takes part any more, partners other than the lead's no longer see the episode either.
    """
    rested, together = [], people_of(by, person_id)
    for episode in list_open_episodes_with(by, person_id).select_for_update(of=("self",)):
        lead = _lead(by, episode)
        language = lead.language if lead else "en"
        if MACHINE.can(get_standing(by, episode).state, EpisodeStep.PAUSE):
            with override(language):
                episode.paused_why = _("Somebody in the family took back their consent, or refused it.")
            episode.paused_at = at
            episode.save(update_fields=["paused_at", "paused_why"])
            audit.record(by=by, did="episode.paused", target=episode, at=at, detail={"because": "consent"})
        for key in together:
            close_to_person(by, episode, key, at)
        _close_where_nobody_is_left(by, episode, lead, at)
        send_message(
            by=by,
            to=lead or episode.opened_by,
            template=Template.EPISODE_RESTS,
            about=episode,
            at=at,
            context={"path": reverse("solve:episode_consent", args=[episode.reference])},
        )
        rested.append(episode)
    return rested


@transaction.atomic
def open_for_consent(*, by: Actor, person_id: UUID, at: datetime) -> None:
    """Open a person to the partners in their episodes again, once nothing stops it. The lead says when it goes on."""
    if standing_in_episode(by, person_id, at=at).is_stopped:
        return
    for episode in list_open_episodes_with(by, person_id):
        agencies = _partners(by, episode)
        people = list_members(by, [episode.pk]).filter(person_id__in=people_of(by, person_id))
        for record_id in (episode.pk, *people.values_list("person_id", flat=True)):
            for agency_id in agencies:
                _open(by, episode, record_id, agency_id, at)


@transaction.atomic
def close_for_consent(*, by: Actor, person_id: UUID, agency_id: UUID, at: datetime) -> int:
    """End what one agency sees of a person, and of their episodes, since they no longer agree that it knows."""
    ended = 0
    for episode in list_open_episodes_with(by, person_id):
        ended += _close(by, episode.pk, agency_id, because_of(episode), at)
        lead = _lead(by, episode)
        send_message(
            by=by,
            to=lead if lead and lead.agency_id != agency_id else episode.opened_by,
            template=Template.EPISODE_RESTS,
            about=episode,
            at=at,
            context={"path": reverse("solve:episode_consent", args=[episode.reference])},
        )
    return ended + sum(_close(by, key, agency_id, "", at) for key in people_of(by, person_id))


@transaction.atomic
def choose_after_consent(
    *, by: Actor, episode: Episode, step: AfterConsent, because: str, at: datetime
) -> Episode:
    """Say, as the lead worker or the front door, how an episode that rests goes on, or that it closes.

    Raises NotAllowed, CannotGoOn, CannotStepEpisode, IncompleteClose.
    """
    check_leads(by, episode)
    taking_part = list_taking_part(by, episode, at=at)
    check_next_step(step, [one.standing for one in taking_part], because=because)
    detail = {"step": step.value}
    audit.record(by=by, did="episode.next_step_chosen", target=episode, at=at, detail=detail)
    if step is AfterConsent.CLOSE:
        return close_episode(
            by=by,
            episode=episode,
            reason=CloseReason.CONSENT_WITHDRAWN,
            summary=because,
            family_view=because,
            at=at,
        )
    if step is AfterConsent.OTHERS:
        for one in taking_part:
            if one.standing.is_stopped:
                end_member(by=by, member_id=one.member.pk, at=at)
    return resume_episode(by=by, episode=Episode.objects.get(pk=episode.pk), at=at)


def _lead(by: Actor, episode: Episode) -> Practitioner | None:
    parts = list_live_parts(by, [episode.pk])
    return next(
        (one.practitioner for one in parts if one.part == WorkerPart.LEAD and one.practitioner.is_active),
        None,
    )


def _partners(by: Actor, episode: Episode) -> set[UUID]:
    parts = list_live_parts(by, [episode.pk])
    return {one.practitioner.agency_id for one in parts} - {episode.agency_id}


def _close_where_nobody_is_left(by: Actor, episode: Episode, lead: Practitioner | None, at: datetime) -> None:
    members = list_members(by, [episode.pk])
    if not all(standing_in_episode(by, one.person_id, at=at).is_stopped for one in members):
        return
    for agency_id in _partners(by, episode) - ({lead.agency_id} if lead else set()):
        _close(by, episode.pk, agency_id, because_of(episode), at)


def _open(by: Actor, episode: Episode, record_id: UUID, agency_id: UUID, at: datetime) -> None:
    words = because_of(episode)
    if not AccessGrant.objects.filter(
        record_id=record_id, agency_id=agency_id, until_at=None, because=words
    ).exists():
        open_access(by=by, record_id=record_id, agency_id=agency_id, because=words, at=at)


def _close(by: Actor, record_id: UUID, agency_id: UUID, opened_for: str, at: datetime) -> int:
    live = AccessGrant.objects.filter(record_id=record_id, agency_id=agency_id, until_at=None)
    if not live.exists():
        return 0
    return close_access(
        by=by,
        record_id=record_id,
        agency_id=agency_id,
        because="consent taken back",
        opened_for=opened_for,
        at=at,
    )
