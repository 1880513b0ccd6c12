"""What the pages of an episode show besides the episode itself. Whoever shows it has opened the episode."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import DataSet, Role, TeamKind
from earlyhelp.partnership.models import Practitioner, Team
from earlyhelp.partnership.queries import list_receivers
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.models import Episode, EpisodeMember, GoalVersion, Review
from earlyhelp.solve.queries.episodes import list_actions, list_parts
from earlyhelp.solve.queries.steps import list_steps_of_episode
from earlyhelp.understand.choices.entries import Sheet
from earlyhelp.understand.models import Person
from earlyhelp.understand.models.entries import Entry
from earlyhelp.understand.queries import (
    Known,
    SafeWay,
    list_current,
    list_homes,
    list_household,
    list_joined,
    list_known,
    list_links,
    list_reports_now,
    list_safe_ways,
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened in an episode."""

    title: str
    at: datetime
    by: str
    text: str = ""


def get_episode_of_notification(by: Actor, notification_id: UUID) -> Episode | None:
    """The open episode that a notification led to, or None."""
    found = Episode.objects.filter(notification_id=notification_id, closed_at=None)
    return found.order_by("-opened_at").first()


def list_possible_members(by: Actor, notification: Notification, *, at: datetime) -> list[tuple[str, str]]:
    """Whom help may be for: people linked to a notification, and who lives with them. Key and name; audited."""
    reported = [one.pk for one in notification.people.all()]
    linked = [link.person for link in list_links(by, reported).values()]
    return list_people_around(by, linked, at=at)


def list_people_around(by: Actor, people: Iterable[Person], *, at: datetime) -> list[tuple[str, str]]:
    """These people and those of their household, each once, by key and name; the reading is audited."""
    people = list({one.pk: one for one in people}.values())
    keys = [one.pk for one in people]
    for one in people:
        keys += [key for key, _reference, _name in list_household(by, one.pk)]
        homes = list_homes(by, one, at=at)
        keys += [dweller.row.person_id for home in homes for dweller in home.dwellers if not dweller.is_over]
    joined = list_joined(by, keys)
    known = list_known(by, dict.fromkeys(joined[key][0] for key in keys), at=at)
    read = Person.objects.filter(pk__in=known)
    audit.record_read(by=by, what="person", targets=read, at=at, reason="episode")
    return [(str(key), _label(one)) for key, one in known.items()]


def _label(known: Known) -> str:
    return ", ".join(part for part in (known.called, known.age_words) if part)


def list_possible_workers(by: Actor, *, on: date) -> list[Practitioner]:
    """Who may work with a family: of the actor's agency, and of partners with whom an agreement covers it today."""
    receivers = list_receivers(by=by, purpose=by.purpose, data_set=DataSet.CIRCUMSTANCES, on=on)
    found = Practitioner.objects.filter(
        agency_id__in={by.agency_key, *receivers},
        role=Role.PARTNER,
        is_active=True,
    ).exclude(team__kind=TeamKind.SAFEGUARDING)
    return list(
        found.select_related("agency", "team").order_by("agency__name_en", "family_name", "given_name")
    )


def get_team_for(by: Actor, lead: Practitioner | None) -> Team:
    """The team that holds an episode: the lead's own in this council, or the council's workers with families."""
    if lead is not None and lead.agency_id == by.agency_id:
        return lead.team
    ours = Team.objects.filter(agency_id=by.agency_key)
    return ours.filter(kind=TeamKind.FAMILIES).first() or ours.get(pk=by.team_key)


def list_strengths_of(by: Actor, members: Sequence[EpisodeMember]) -> list[tuple[str, Entry]]:
    """What is going well in a family, as far as the actor may see it: whose it is, and what."""
    joined = list_joined(by, [member.person_id for member in members])
    names = {key: member.called for member in members for key in joined[member.person_id][1]}
    return [(names[one.person_id], one) for one in list_current(by, names, Sheet.STRENGTHS)]


def list_known_members(by: Actor, members: Sequence[EpisodeMember], *, at: datetime) -> dict[UUID, Known]:
    """Who the members are at a glance, by key."""
    return list_known(by, [member.person_id for member in members], at=at)


def list_safe_ways_of_members(by: Actor, members: Sequence[EpisodeMember]) -> dict[UUID, SafeWay]:
    """How it is safe to reach each member, by key."""
    return list_safe_ways(by, {one.person_id: list_reports_now(by, one.person) for one in members})


def list_next_reviews(by: Actor, episode_ids: Iterable[UUID]) -> dict[UUID, date]:
    """The day of the next review of each of these episodes. One query."""
    coming = Review.objects.filter(episode_id__in=list(episode_ids), held_on=None, stopped_at=None)
    return dict(coming.values_list("episode_id", "due_on"))


def list_events(by: Actor, episode: Episode) -> list[Happened]:
    """What happened in an episode, the newest first."""
    found = [Happened(_("The episode was opened"), episode.opened_at, episode.opened_by.full_name)]
    found += [*_of_workers(by, episode), *_of_members(episode), *_of_steps(by, episode)]
    found += [
        Happened(one.get_state_display(), one.state_at, one.text, one.came_of_it)
        for one in list_actions(by, [episode.pk])
        if one.state_at > one.added_at
    ]
    if episode.paused_at is not None:
        found.append(Happened(_("The episode rests"), episode.paused_at, "", episode.paused_why))
    if episode.closed_at is not None:
        who = episode.closed_by.full_name if episode.closed_by else ""
        text = "\n".join((episode.get_close_reason_display(), episode.close_summary, episode.family_view))
        found.append(Happened(_("The episode was closed"), episode.closed_at, who, text.strip()))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _of_workers(by: Actor, episode: Episode) -> Iterator[Happened]:
    for part in list_parts(by, episode):
        who = part.practitioner.full_name
        leads = part.part == WorkerPart.LEAD
        joined = _("Leads from now on") if leads else _("Joined the team around the family")
        yield Happened(joined, part.from_at, who, part.why)
        if part.until_at is not None:
            yield Happened(_("Their part ended"), part.until_at, who, part.until_why)


def _of_members(episode: Episode) -> Iterator[Happened]:
    for member in EpisodeMember.objects.filter(episode=episode):
        yield Happened(_("The help is for them too"), member.joined_at, member.called)
        if member.left_at is not None:
            yield Happened(_("The help is no longer for them"), member.left_at, member.called)


def _of_steps(by: Actor, episode: Episode) -> Iterator[Happened]:
    for step in list_steps_of_episode(by, episode.pk):
        for word in step.words.all():
            who = word.said_by.full_name if word.said_by else ""
            yield Happened(word.get_move_display(), word.said_at, who, word.words)


def list_goal_words(by: Actor, episode_id: UUID) -> list[GoalVersion]:
    """The goals of an episode that have not ended, in their newest words, what matters most first. One query."""
    newest = GoalVersion.objects.filter(episode_id=episode_id, goal__end="").order_by("goal_id", "-number")
    return sorted(newest.distinct("goal_id").select_related("goal"), key=lambda one: one.goal.position)
