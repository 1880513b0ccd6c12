"""Episodes of help: one, those of a worker, and those of a person. Reading one is audited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import parse_reference
from earlyhelp.solve import rules
from earlyhelp.solve.choices import EpisodeState, WorkerPart
from earlyhelp.solve.models import Action, Episode, EpisodeMember, EpisodeWorker
from earlyhelp.solve.queries.steps import list_stepping_up
from earlyhelp.understand.queries import people_of

PREFIX = "EP"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an episode stands for the one who asks: its state, who leads, and what they may do."""

    state: EpisodeState
    lead: EpisodeWorker | None
    is_worker: bool
    may_lead: bool


def get_episode(*, by: Actor, reference: str, at: datetime) -> Episode:
    """One episode for somebody who is involved in it; audited. Raises Episode.DoesNotExist, NotAllowed."""
    parsed = parse_reference(reference, prefix=PREFIX)
    if parsed is None:
        raise Episode.DoesNotExist
    found = Episode.objects.select_related(
        "agency", "team", "notification", "previous", "opened_by", "closed_by"
    )
    episode = found.get(reference=str(parsed))
    is_worker = list_live_parts(by, [episode.pk]).filter(practitioner_id=by.practitioner_key).exists()
    rules.check_may_see_episode(by, agency_id=episode.agency_id, is_worker=is_worker)
    audit.record_read(by=by, what="episode", targets=[episode], at=at)
    return episode


def get_standing(by: Actor, episode: Episode) -> Standing:
    """Where an episode stands now. Two queries."""
    parts = list(list_live_parts(by, [episode.pk]))
    lead = next((one for one in parts if one.part == WorkerPart.LEAD and one.practitioner.is_active), None)
    is_lead = lead is not None and lead.practitioner_id == by.practitioner_id
    return Standing(
        state_of_episode(
            episode, is_led=lead is not None, is_stepping_up=bool(list_stepping_up(by, [episode.pk]))
        ),
        lead,
        any(one.practitioner_id == by.practitioner_id for one in parts),
        rules.may_lead_episode(by, agency_id=episode.agency_id, is_lead=is_lead),
    )


def state_of_episode(episode: Episode, *, is_led: bool, is_stepping_up: bool) -> EpisodeState:
    """The state of an episode that was read."""
    return rules.episode_state(
        is_closed=episode.closed_at is not None,
        is_paused=episode.paused_at is not None,
        is_stepping_up=is_stepping_up,
        is_led=is_led,
    )


def list_live_parts(by: Actor, episode_ids: Iterable[UUID]) -> QuerySet[EpisodeWorker]:
    """Who works in these episodes now, the lead first."""
    live = EpisodeWorker.objects.filter(episode_id__in=list(episode_ids), until_at=None)
    return live.select_related("practitioner__agency", "practitioner__team").order_by("part", "from_at")


def list_parts(by: Actor, episode: Episode) -> QuerySet[EpisodeWorker]:
    """Everybody who ever worked in an episode, the newest first."""
    parts = EpisodeWorker.objects.filter(episode=episode)
    return parts.select_related("practitioner__agency", "added_by").order_by("-from_at", "-id")


def list_members(by: Actor, episode_ids: Iterable[UUID]) -> QuerySet[EpisodeMember]:
    """Whom these episodes are about now."""
    members = EpisodeMember.objects.filter(episode_id__in=list(episode_ids), left_at=None)
    return members.select_related("person").order_by("joined_at", "pk")


def list_actions(by: Actor, record_ids: Iterable[UUID]) -> QuerySet[Action]:
    """The actions of these episodes or meetings: those that are open first, by the day on which they are due."""
    found = Action.objects.filter(record_id__in=list(record_ids))
    return found.select_related("practitioner__agency", "person", "episode").order_by("due_on", "added_at")


def list_open_actions(by: Actor, record_ids: Iterable[UUID]) -> QuerySet[Action]:
    """The actions of these episodes or meetings of which nothing has come yet, the first due first."""
    return list_actions(by, record_ids).filter(state__in=rules.OPEN_ACTIONS)


def list_my_episodes(by: Actor) -> QuerySet[Episode]:
    """The open episodes in which the practitioner has a part now, the newest first."""
    mine = EpisodeWorker.objects.filter(practitioner_id=by.practitioner_key, until_at=None)
    return Episode.objects.filter(closed_at=None, pk__in=mine.values("episode_id")).order_by("-opened_at")


def list_my_actions(by: Actor) -> QuerySet[Action]:
    """What the practitioner said they would do and has not done, the first due first."""
    mine = Action.objects.filter(practitioner_id=by.practitioner_key, state__in=rules.OPEN_ACTIONS)
    return mine.select_related("episode").order_by("due_on", "added_at")


def list_episodes_of_person(by: Actor, person_id: UUID) -> QuerySet[Episode]:
    """The episodes about a person, or about anybody found to be the same one; the newest first."""
    member = EpisodeMember.objects.filter(person_id__in=people_of(by, person_id))
    return Episode.objects.filter(pk__in=member.values("episode_id")).order_by("-opened_at")


def list_actions_of_person(by: Actor, person_id: UUID) -> QuerySet[Action]:
    """What a member of a family said they would do, or anybody found to be the same one; the first due first."""
    return Action.objects.filter(person_id__in=people_of(by, person_id)).order_by("due_on", "added_at")


def get_last_episode(by: Actor, person_ids: Iterable[UUID]) -> Episode | None:
    """The last closed episode about any of these people that no other goes on from, or None."""
    keys = {key for person_id in person_ids for key in people_of(by, person_id)}
    closed = Episode.objects.filter(Q(members__person_id__in=keys), agency_id=by.agency_key, next=None)
    return closed.exclude(closed_at=None).order_by("-closed_at").first()


def doer_of(action: Action, called: Mapping[UUID, str]) -> str:
    """Who does an action, by name. `called` are the members of the family by key."""
    if action.practitioner is not None:
        return action.practitioner.full_name
    if action.person_id is not None:
        return called.get(action.person_id, "")
    return action.somebody
