"""A family's plan as those who work with the family see it. Reading it is audited."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.choices.plans import GoalState, PlanState, ReviewState, VisitKind
from earlyhelp.solve.models import (
    Action,
    Distance,
    Episode,
    EpisodeMember,
    FamilyLink,
    FamilyReply,
    Goal,
    GoalStrength,
    GoalVersion,
    NeedLevel,
    PlanVersion,
    Review,
)
from earlyhelp.solve.queries.episodes import Standing, get_standing, list_actions, list_members
from earlyhelp.solve.rules import goals as goal_rules
from earlyhelp.solve.rules import plans as rules
from earlyhelp.solve.rules import reviews as review_rules
from earlyhelp.understand.choices.entries import Sheet, Visibility
from earlyhelp.understand.models.entries import Entry
from earlyhelp.understand.queries import Told, list_joined
from earlyhelp.understand.queries.entries import assembled, list_rows


@dataclass(frozen=True, slots=True)
class Beneath:
    """A strength beneath a goal, as it stands today. `entry` is None when the reader may not see it."""

    row: GoalStrength
    entry: Entry | None
    is_ended: bool = False

    @property
    def may_stand_on_paper(self) -> bool:
        """Whether the person knows of it, it still holds, and it is not for named colleagues only."""
        one = self.entry
        return (
            one is not None and one.person_knows and not self.is_ended and one.visibility != Visibility.NAMED
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """Where one person said they are with one goal, visit by visit."""

    person_id: UUID
    called: str
    rows: tuple[Distance, ...]


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A goal with all that hangs on it."""

    goal: Goal
    now: GoalVersion
    before: tuple[GoalVersion, ...]
    strengths: tuple[Beneath, ...]
    actions: tuple[Action, ...]
    marks: tuple[Marks, ...]
    whose: str

    @property
    def state(self) -> GoalState:
        """Whether it is still worked on."""
        return goal_rules.goal_state(self.goal.end)

    @property
    def is_open(self) -> bool:
        """True while it is worked on."""
        return self.state is GoalState.OPEN


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan of one episode."""

    episode: Episode
    standing: Standing
    members: tuple[EpisodeMember, ...]
    goals: tuple[GoalSeen, ...]
    loose: tuple[Action, ...]
    visits: tuple[Review, ...]
    levels: tuple[NeedLevel, ...]
    papers: tuple[PlanVersion, ...]
    links: tuple[FamilyLink, ...]
    replies: tuple[FamilyReply, ...]
    may_change: bool
    can_carry: bool
    today: date

    @property
    def open_goals(self) -> tuple[GoalSeen, ...]:
        """Goals that are worked on."""
        return tuple(one for one in self.goals if one.is_open)

    @property
    def ended_goals(self) -> tuple[GoalSeen, ...]:
        """Goals that ended. They stay on the page."""
        return tuple(one for one in self.goals if not one.is_open)

    @property
    def held(self) -> tuple[Review, ...]:
        """Visits that were held, the first one first."""
        return tuple(one for one in self.visits if one.held_on)

    @property
    def next_review(self) -> Review | None:
        """The review that is to come."""
        return next((one for one in self.visits if not one.held_on and not one.stopped_at), None)

    @property
    def review_state(self) -> ReviewState | None:
        """How near the next review is."""
        coming = self.next_review
        return review_rules.review_state(due_on=coming.due_on, today=self.today) if coming else None

    @property
    def state(self) -> PlanState:
        """How far the plan is."""
        closed = self.episode.closed_at is not None
        return rules.plan_state(has_begun=bool(self.held), is_closed=closed)

    @property
    def first_visit_by(self) -> date:
        """The day by which the first visit is held."""
        return day_of(self.episode.opened_at) + review_rules.FIRST_VISIT_WITHIN

    @property
    def next_kind(self) -> VisitKind:
        """What the next visit is."""
        return VisitKind.REVIEW if self.held else VisitKind.FIRST

    @property
    def has_ended_visit(self) -> bool:
        """Whether the family was asked at the end."""
        return any(one.kind == VisitKind.END for one in self.held)

    @property
    def called(self) -> dict[UUID, str]:
        """What each member is called."""
        return {one.person_id: one.called for one in self.members}


def day_of(at: datetime) -> date:
    """The day in Wales."""
    return at.astimezone(LONDON).date()


def open_plan(*, by: Actor, episode: Episode, at: datetime) -> Plan:
    """The plan of an episode that was opened. The reading is audited. A constant number of queries."""
    audit.record_read(by=by, what="plan", targets=[episode], at=at)
    return plan_of(by, episode, at=at)


def plan_of(by: Actor, episode: Episode, *, at: datetime) -> Plan:
    """The same of an episode that was read already."""
    standing = get_standing(by, episode)
    members = tuple(list_members(by, [episode.pk]))
    actions = list(list_actions(by, [episode.pk]))
    goals = _goals(by, episode, members, actions)
    return Plan(
        episode=episode,
        standing=standing,
        members=members,
        goals=goals,
        loose=tuple(one for one in actions if one.goal_id is None),
        visits=tuple(episode.reviews.select_related("recorded_by")),
        levels=tuple(episode.need_levels.select_related("decided_by")),
        papers=tuple(episode.papers.defer("content").select_related("given_by")),
        links=tuple(episode.family_links.select_related("version", "made_by")),
        replies=tuple(episode.family_replies.select_related("link", "seen_by")),
        may_change=(standing.is_worker or standing.may_lead) and episode.closed_at is None,
        can_carry=episode.previous_id is not None and not goals and _has_goals(by, episode.previous_id),
        today=day_of(at),
    )


def _has_goals(by: Actor, episode_id: UUID) -> bool:
    return Goal.objects.filter(episode_id=episode_id).exists()


def _goals(
    by: Actor, episode: Episode, members: Iterable[EpisodeMember], actions: Iterable[Action]
) -> tuple[GoalSeen, ...]:
    versions: dict[UUID, list[GoalVersion]] = defaultdict(list)
    for version in GoalVersion.objects.filter(episode=episode).select_related("written_by"):
        versions[version.goal_id].append(version)
    marks: dict[UUID, list[Distance]] = defaultdict(list)
    for mark in Distance.objects.filter(episode=episode).select_related("review").order_by("review__number"):
        marks[mark.goal_id].append(mark)
    beneath = _beneath(by, episode, members)
    done: dict[UUID | None, list[Action]] = defaultdict(list)
    for action in actions:
        done[action.goal_id].append(action)
    called: dict[UUID | None, str] = {one.person_id: one.called for one in members}
    return tuple(
        GoalSeen(
            goal,
            versions[goal.pk][0],
            tuple(versions[goal.pk][1:]),
            tuple(beneath[goal.pk]),
            tuple(done[goal.pk]),
            _marks(marks[goal.pk], called),
            called.get(versions[goal.pk][0].whose_id, ""),
        )
        for goal in episode.goals.select_related("ended_by", "came_from")
    )


def _marks(rows: Iterable[Distance], called: Mapping[UUID | None, str]) -> tuple[Marks, ...]:
    by_person: dict[UUID, list[Distance]] = defaultdict(list)
    for row in rows:
        by_person[row.person_id].append(row)
    return tuple(Marks(key, called.get(key, ""), tuple(found)) for key, found in by_person.items())


def list_strengths(by: Actor, person_ids: Iterable[UUID]) -> list[Entry]:
    """The strengths of these people that hold today and that the reader may see. Two queries."""
    return [told.entry for told in _told(by, person_ids) if not told.is_ended]


def _told(by: Actor, person_ids: Iterable[UUID]) -> list[Told]:
    keys = {key for _, together in list_joined(by, person_ids).values() for key in together}
    return assembled(list_rows(by, keys, Sheet.STRENGTHS))


def _beneath(by: Actor, episode: Episode, members: Iterable[EpisodeMember]) -> Mapping[UUID, list[Beneath]]:
    """Each strength as it stands today, whichever of its versions was laid beneath the goal."""
    now = {
        version.pk: told
        for told in _told(by, [one.person_id for one in members])
        for version in (told.entry, *told.before)
    }
    found: dict[UUID, list[Beneath]] = defaultdict(list)
    for row in GoalStrength.objects.filter(episode=episode, removed_at=None):
        told = now.get(row.strength_id)
        found[row.goal_id].append(
            Beneath(row, told.entry if told else None, told.is_ended if told else False)
        )
    return found


def get_goal(by: Actor, episode: Episode, goal_id: UUID) -> tuple[Goal, GoalVersion]:
    """One goal of an episode and its words now. Raises Goal.DoesNotExist."""
    goal = Goal.objects.get(pk=goal_id, episode=episode)
    return goal, goal.versions.all()[0]


def review_weeks() -> tuple[int, int]:
    """How many weeks after a visit the next review is offered, and at the latest without a reason."""
    return settings.REVIEW_WEEKS


def list_reviews_to_remind(by: Actor, *, today: date) -> list[Review]:
    """Reviews to come of open episodes of the actor's agency that are a week away or overdue, and nobody was told."""
    coming = Review.objects.filter(
        agency_id=by.agency_key, held_on=None, stopped_at=None, due_on__lte=today + review_rules.SOON
    ).filter(episode__closed_at=None)
    return [
        one
        for one in coming.select_related("episode").order_by("due_on")
        if (one.due_on < today and one.reminded_late_at is None)
        or (one.due_on >= today and one.reminded_at is None)
    ]


def list_replies_to_read(by: Actor) -> list[FamilyReply]:
    """Answers of families about plans that the practitioner leads and nobody has read, the oldest first."""
    mine = FamilyReply.objects.filter(
        seen_at=None,
        episode__closed_at=None,
        episode__workers__practitioner_id=by.practitioner_key,
        episode__workers__until_at=None,
        episode__workers__part=WorkerPart.LEAD,
    )
    return list(mine.select_related("episode").order_by("replied_at"))


def list_reviews_of_mine(by: Actor, *, until: date) -> list[Review]:
    """Reviews until a day in episodes that the practitioner leads."""
    return list(
        Review.objects.filter(
            held_on=None,
            stopped_at=None,
            due_on__lte=until,
            episode__closed_at=None,
            episode__workers__practitioner_id=by.practitioner_key,
            episode__workers__until_at=None,
            episode__workers__part=WorkerPart.LEAD,
        )
        .select_related("episode")
        .order_by("due_on")
    )
