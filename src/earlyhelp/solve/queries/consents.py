"""Episodes of help in the light of consent: which are about somebody, and how each member's taking part stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.solve.models import Episode, EpisodeMember
from earlyhelp.solve.queries.cases import CasePerson
from earlyhelp.solve.queries.episodes import list_members
from earlyhelp.understand.choices.consents import ConsentPurpose
from earlyhelp.understand.queries import Stands, get_consents, list_consents_of_people, people_of
from earlyhelp.understand.rules.consents import Standing


@dataclass(frozen=True, slots=True)
class TakesPart:
    """A member of the family, and how their taking part in early help stands."""

    member: EpisodeMember
    standing: Standing


def list_open_episodes_with(by: Actor, person_id: UUID) -> QuerySet[Episode]:
    """The open episodes of help that are about a person now, or about anybody found to be the same one."""
    members = EpisodeMember.objects.filter(person_id__in=people_of(by, person_id), left_at=None)
    return Episode.objects.filter(pk__in=members.values("episode_id"), closed_at=None).order_by("opened_at")


def list_taking_part(by: Actor, episode: Episode, *, at: datetime) -> list[TakesPart]:
    """How the taking part of each member stands, as the front door that keeps the episode sees it.

    A partner who leads no longer sees the record of somebody who took back their consent, and must still choose what
    comes next: they are shown this, and nothing else.
    """
    with acting(Actor.system(by.purpose, agency_id=episode.agency_id)) as front_door:
        members: Sequence[EpisodeMember] = list(list_members(front_door, [episode.pk]))
        return [TakesPart(one, standing_in_episode(front_door, one.person_id, at=at)) for one in members]


def standing_in_episode(by: Actor, person_id: UUID, *, at: datetime) -> Standing:
    """How it stands that a person takes part and that the team around the family knows: the first that is stopped."""
    consents = get_consents(by, person_id, at=at)
    taking_part = consents.takes_part()
    around = consents.stands(ConsentPurpose.SHARE).standing
    return around if around.is_stopped and not taking_part.is_stopped else taking_part


def list_standings_of_reports(
    by: Actor, people: Iterable[CasePerson], *, at: datetime
) -> dict[UUID, list[Stands]]:
    """How each consent stands of the people of a notification of whom somebody said who they are, by report.

    The same number of queries however many they are; none when nobody is linked. The case has been opened.
    """
    linked = {one.reported.pk: one.link.person_id for one in people if one.link}
    if not linked:
        return {}
    found = list_consents_of_people(by, set(linked.values()), at=at)
    return {reported: found[person].list_standings() for reported, person in linked.items()}
