"""Who has what at a front door: for the co-ordinator who shares out the work, and for the lists of colleagues."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Agency, Area, Practitioner, Team
from earlyhelp.partnership.queries import list_front_door
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.queue import Stage, View
from earlyhelp.solve.models import Claim, NotificationAssignment, SavedView
from earlyhelp.solve.queries.stages import in_stage, in_view, with_holders, with_stage
from earlyhelp.solve.queries.states import state_of, with_state
from earlyhelp.solve.rules.assigning import Standing
from earlyhelp.solve.rules.queue import stage_of


@dataclass(frozen=True, slots=True)
class Load:
    """What one colleague has: given and to decide, given and resting or asked about, and open this minute."""

    practitioner: Practitioner
    to_decide: int
    waiting: int
    open_now: int


@dataclass(frozen=True, slots=True)
class WhoHasWhat:
    """The front door's undecided work by who has it. `unassigned` waits for a decision and is nobody's."""

    loads: tuple[Load, ...]
    unassigned: int


def list_colleagues(by: Actor) -> list[Practitioner]:
    """Who decides at the practitioner's own front door, by name."""
    if by.team_id is None:
        return []
    return list(list_front_door(by=by, team_id=by.team_id).order_by("family_name", "given_name", "pk"))


def get_who_has_what(by: Actor, at: datetime) -> WhoHasWhat:
    """Who has how much of the team's undecided work. Four queries; names nobody who is helped."""
    here: QuerySet[Any, Any] = in_view(by, with_stage(by, at), View.TEAM).order_by()
    undecided = with_holders(by, here).filter(Q(last_outcome=None) | Q(last_outcome=Outcome.ASKED_BACK))
    given: Counter[tuple[Any, bool]] = Counter()
    columns = ("given_to", "last_outcome", "question_open", "on_hold", "check_out")
    groups = undecided.values_list(*columns).annotate(how_many=Count("pk"))
    for owner, outcome, asked, on_hold, check_out, how_many in groups:
        stage = _stage(outcome, asked=asked, on_hold=on_hold, check_out=check_out)
        given[owner, stage is Stage.TO_DECIDE] += how_many
    open_now = Counter(_open_now(by))
    loads = tuple(
        Load(one, given[one.pk, True], given[one.pk, False], open_now[one.pk]) for one in list_colleagues(by)
    )
    return WhoHasWhat(loads, given[None, True])


def _stage(outcome: str | None, *, asked: bool, on_hold: bool, check_out: bool) -> Stage:
    state = rules.state_of(outcome, question_open=asked)
    return stage_of(state, outcome or "", on_hold=on_hold, check_out=check_out)


def _open_now(by: Actor) -> dict[Any, int]:
    live = Claim.objects.filter(agency_id=by.agency_key, released_at=None).order_by()
    return dict(live.values_list("practitioner_id").annotate(how_many=Count("pk")))


def count_unassigned(by: Actor, at: datetime) -> int:
    """How many of the team's notifications wait for a decision and are nobody's. One query."""
    given = NotificationAssignment.objects.filter(
        agency_id=by.agency_key, notification=OuterRef("pk"), ended_at=None
    )
    here = in_view(by, in_stage(with_stage(by, at), Stage.TO_DECIDE), View.TEAM)
    return here.filter(~Exists(given)).order_by().count()


def list_standings(by: Actor, notification_ids: Sequence[UUID]) -> dict[UUID, Standing]:
    """What counts when these are to be given to somebody; those outside the agency's queue are left out. One query."""
    return {one.pk: _standing(one) for one in _stand(by).filter(pk__in=list(notification_ids))}


def list_standings_by_reference(by: Actor, references: Sequence[str]) -> dict[str, Standing]:
    """The same by reference, for the page on which somebody looks through what they picked. One query."""
    return {one.reference: _standing(one) for one in _stand(by).filter(reference__in=list(references))}


def _stand(by: Actor) -> QuerySet[Any, Any]:
    return with_holders(by, with_state(by)).select_related(None).order_by()


def _standing(one: Any) -> Standing:
    return Standing(state_of(one), one.front_door_id, one.given_to, one.claim_by)


def list_senders(by: Actor) -> list[Agency]:
    """The agencies whose people notify in the areas of this front door, for a filter. One query."""
    notifiers = Practitioner.objects.filter(agency=OuterRef("pk"), role=Role.NOTIFIER)
    here = Team.objects.filter(agency_id=by.agency_key, kind=TeamKind.FRONT_DOOR).values("area_id")
    found = Agency.objects.filter(Exists(notifiers), areas__in=here)
    return list(found.distinct().order_by("name_en"))


def list_areas_of_queue(by: Actor) -> list[Area]:
    """The areas of this agency's front doors, for a filter. One query."""
    here = Team.objects.filter(agency_id=by.agency_key, kind=TeamKind.FRONT_DOOR).values("area_id")
    return list(Area.objects.filter(pk__in=here).order_by("name_en"))


def list_saved_views(by: Actor) -> list[SavedView]:
    """The practitioner's own views, and those that the team shares. One query."""
    seen = SavedView.objects.filter(agency_id=by.agency_key, practitioner_id=by.practitioner_key)
    if by.team_id is not None:
        seen = seen | SavedView.objects.filter(agency_id=by.agency_key, team_id=by.team_id)
    return list(seen.select_related("practitioner").order_by("name", "pk"))
