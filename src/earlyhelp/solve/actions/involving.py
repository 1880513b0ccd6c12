"""What another agency sees while one of its people works with a family: the episode, and the people in it."""

from datetime import datetime
from uuid import UUID

from earlyhelp.govern.actions import close_access, open_access
from earlyhelp.govern.models import AccessGrant
from earlyhelp.kit.actor import Actor
from earlyhelp.solve import queries
from earlyhelp.solve.models import Episode


def because_of(episode: Episode) -> str:
    """The words with which access is opened for an episode, and by which it is found again."""
    return f"episode {episode.reference}"


def open_to_agency(by: Actor, episode: Episode, agency_id: UUID, at: datetime) -> None:
    """Let a partner see an episode and its people, unless it sees them for this already."""
    if agency_id == episode.agency_id:
        return
    for record_id in (episode.pk, *_people(by, episode)):
        _open(by, episode, record_id, agency_id, at)


def open_to_person(by: Actor, episode: Episode, person_id: UUID, at: datetime) -> None:
    """Let the partners in an episode see somebody who joined it."""
    for agency_id in _partners(by, episode):
        _open(by, episode, person_id, agency_id, at)


def close_to_person(by: Actor, episode: Episode, person_id: UUID, at: datetime) -> None:
    """End what the partners in an episode see of somebody who left it."""
    for agency_id in _partners(by, episode):
        _close(by, episode, person_id, agency_id, at)


def close_to_agency(by: Actor, episode: Episode, agency_id: UUID, at: datetime) -> None:
    """End what a partner sees, once nobody of it works in the episode. The episode itself last."""
    if agency_id == episode.agency_id or agency_id in _partners(by, episode):
        return
    for record_id in (*_people(by, episode), episode.pk):
        _close(by, episode, record_id, agency_id, at)


def close_to_all(by: Actor, episode: Episode, agency_ids: set[UUID], at: datetime) -> None:
    """End what these partners see. For an episode that is over: whoever calls it has ended every part."""
    for agency_id in sorted(agency_ids - {by.agency_key}) + sorted(agency_ids & {by.agency_key}):
        close_to_agency(by, episode, agency_id, at)


def _partners(by: Actor, episode: Episode) -> set[UUID]:
    parts = queries.list_live_parts(by, [episode.pk])
    return {part.practitioner.agency_id for part in parts} - {episode.agency_id}


def _people(by: Actor, episode: Episode) -> list[UUID]:
    return [member.person_id for member in queries.list_members(by, [episode.pk])]


def _open(by: Actor, episode: Episode, record_id: UUID, agency_id: UUID, at: datetime) -> None:
    words = because_of(episode)
    live = AccessGrant.objects.filter(record_id=record_id, agency_id=agency_id, until_at=None, because=words)
    if not live.exists():
        open_access(by=by, record_id=record_id, agency_id=agency_id, because=words, at=at)


def _close(by: Actor, episode: Episode, record_id: UUID, agency_id: UUID, at: datetime) -> None:
    words = because_of(episode)
    close_access(by=by, record_id=record_id, agency_id=agency_id, because=words, opened_for=words, at=at)
