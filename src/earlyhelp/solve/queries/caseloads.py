"""Who works with how many families, and what is due there. Counts of work and dates, never a measure of people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import rules
from earlyhelp.solve.choices import EpisodeState, WorkerPart
from earlyhelp.solve.models import Action, Episode, EpisodeWorker, Review
from earlyhelp.solve.queries.episode_pages import list_next_reviews
from earlyhelp.solve.queries.episodes import list_live_parts, list_members, list_my_episodes, state_of_episode
from earlyhelp.solve.queries.steps import list_stepping_up
from earlyhelp.solve.rules.reviews import FIRST_VISIT_WITHIN

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Family:
    """One open episode as a caseload shows it."""

    episode: Episode
    called: str
    state: EpisodeState
    lead: Practitioner | None
    part: str
    next_review: date | None
    overdue: int
    open_actions: int
    next_due: date | None
    last_contact: date
    today: date

    @property
    def is_review_late(self) -> bool:
        """True when the review should have been held."""
        return self.next_review is not None and self.next_review < self.today

    @property
    def days_since(self) -> int:
        """Days since something was last recorded of a visit or an action."""
        return (self.today - self.last_contact).days


@dataclass(slots=True)
class Workload:
    """What one worker has; `worker` is None for the families whom nobody leads."""

    worker: Practitioner | None
    families: list[Family] = field(default_factory=list)
    joins: int = 0

    @property
    def led(self) -> int:
        """How many families they lead."""
        return len(self.families)

    @property
    def reviews_due(self) -> int:
        """Reviews that are late or due within a week."""
        return sum(1 for one in self.families if one.next_review and one.next_review <= one.today + SOON)

    @property
    def overdue(self) -> int:
        """Actions in these families that should have been done."""
        return sum(one.overdue for one in self.families)

    @property
    def longest(self) -> int | None:
        """The most days since something was recorded in one of the families."""
        return max((one.days_since for one in self.families), default=None)


def list_my_families(*, by: Actor, at: datetime) -> list[Family]:
    """The open episodes in which the practitioner has a part, what is due first on top; audited. Constant queries."""
    return _families(by, list_my_episodes(by), by.practitioner_id, at)


def list_families_of(*, by: Actor, worker: Practitioner, at: datetime) -> list[Family]:
    """The open episodes of this council in which a worker has a part; audited. Raises NotAllowed. Constant queries."""
    rules.check_may_open_episode(by, agency_id=by.agency_key)
    parts = EpisodeWorker.objects.filter(practitioner=worker, until_at=None, agency_id=by.agency_key)
    return _families(
        by, Episode.objects.filter(closed_at=None, pk__in=parts.values("episode_id")), worker.pk, at
    )


def list_workloads(*, by: Actor, at: datetime) -> list[Workload]:
    """Every open episode of the council by who leads it, in the order of names; audited. Constant queries.

    Families whom nobody leads stand first. Raises NotAllowed.
    """
    rules.check_may_open_episode(by, agency_id=by.agency_key)
    families = _families(by, Episode.objects.filter(agency_id=by.agency_key, closed_at=None), None, at)
    by_lead: dict[UUID | None, Workload] = {}
    for one in families:
        key = one.lead.pk if one.lead else None
        by_lead.setdefault(key, Workload(one.lead)).families.append(one)
    for worker, joins in _joins(by).items():
        by_lead.setdefault(worker.pk, Workload(worker)).joins = joins
    return sorted(by_lead.values(), key=lambda one: _order(one.worker))


def _order(worker: Practitioner | None) -> tuple[bool, str, str]:
    return (worker is not None, worker.family_name if worker else "", worker.given_name if worker else "")


def _joins(by: Actor) -> dict[Practitioner, int]:
    """How many teams around a family each worker is in without leading it."""
    parts = EpisodeWorker.objects.filter(
        agency_id=by.agency_key, part=WorkerPart.TEAM, until_at=None, practitioner__is_active=True
    )
    counts = dict(parts.order_by().values_list("practitioner_id").annotate(n=Count("pk")))
    found = Practitioner.objects.filter(pk__in=counts).select_related("agency", "team")
    return {one: counts[one.pk] for one in found}


def _families(by: Actor, episodes: QuerySet[Episode], worker_id: UUID | None, at: datetime) -> list[Family]:
    today = at.astimezone(LONDON).date()
    found = list(episodes.select_related("agency", "team"))
    keys = [one.pk for one in found]
    parts: dict[UUID, list[EpisodeWorker]] = defaultdict(list)
    for part in list_live_parts(by, keys):
        parts[part.episode_id].append(part)
    called: dict[UUID, list[str]] = defaultdict(list)
    for member in list_members(by, keys):
        called[member.episode_id].append(member.called)
    reviews, held = list_next_reviews(by, keys), _last_held(keys)
    actions, stepping = _actions(keys, today), list_stepping_up(by, keys)
    audit.record_read(by=by, what="episode", targets=found, at=at, reason="caseload")
    families = []
    for one in found:
        lead = next(
            (p.practitioner for p in parts[one.pk] if p.part == WorkerPart.LEAD and p.practitioner.is_active),
            None,
        )
        own = next((p.get_part_display() for p in parts[one.pk] if p.practitioner_id == worker_id), "")
        done = actions.get(one.pk, {})
        moved = done.get("moved")
        days = [one.opened_at.astimezone(LONDON).date(), held.get(one.pk)]
        days.append(moved.astimezone(LONDON).date() if moved else None)
        state = state_of_episode(one, is_led=lead is not None, is_stepping_up=one.pk in stepping)
        families.append(
            Family(
                one,
                ", ".join(called[one.pk]),
                state,
                lead,
                str(own),
                reviews.get(one.pk),
                done.get("overdue", 0),
                done.get("open", 0),
                done.get("next_due"),
                max(day for day in days if day),
                today,
            )
        )
    return sorted(families, key=lambda one: (_next_date(one), one.episode.reference))


def _next_date(one: Family) -> date:
    """The day on which something is due there next."""
    return min((day for day in (one.next_review, one.next_due) if day), default=date.max)


def _last_held(keys: Iterable[UUID]) -> dict[UUID, date]:
    held = Review.objects.filter(episode_id__in=list(keys)).exclude(held_on=None).order_by()
    return dict(held.values_list("episode_id").annotate(last=Max("held_on")))


def _actions(keys: Iterable[UUID], today: date) -> dict[UUID, dict[str, Any]]:
    is_open = Q(state__in=rules.OPEN_ACTIONS)
    rows = (
        Action.objects.filter(record_id__in=list(keys))
        .order_by()
        .values("record_id")
        .annotate(
            open=Count("pk", filter=is_open),
            overdue=Count("pk", filter=is_open & Q(due_on__lt=today)),
            next_due=Min("due_on", filter=is_open),
            moved=Max("state_at"),
        )
    )
    return {row["record_id"]: row for row in rows}


def count_unled(by: Actor) -> int:
    """How many open families of the council have no lead worker who works here. One query; names nobody."""
    led = EpisodeWorker.objects.filter(part=WorkerPart.LEAD, until_at=None, practitioner__is_active=True)
    ours = Episode.objects.filter(agency_id=by.agency_key, closed_at=None)
    return ours.exclude(pk__in=led.values("episode_id")).count()


def count_first_visits_overdue(by: Actor, *, today: date) -> int:
    """How many open families of the council nobody has visited for the first time in time. One query."""
    latest = datetime.combine(today - FIRST_VISIT_WITHIN, time.min, tzinfo=LONDON)
    ours = Episode.objects.filter(agency_id=by.agency_key, closed_at=None, paused_at=None, reviews=None)
    return ours.filter(opened_at__lt=latest).count()


def get_worker(by: Actor, practitioner_id: UUID) -> Practitioner:
    """A colleague, or somebody who works with a family of the actor's agency now. Raises Practitioner.DoesNotExist."""
    helping = EpisodeWorker.objects.filter(agency_id=by.agency_key, until_at=None)
    ours = Q(agency_id=by.agency_key) | Q(pk__in=helping.values("practitioner_id"))
    return Practitioner.objects.select_related("agency", "team").get(ours, pk=practitioner_id)
