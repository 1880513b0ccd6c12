"""The routing table: add a line, move one up or down, end one. A row is never rewritten, so an old trace stays true."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.models import Agency, Team
from earlyhelp.solve.models import Route
from earlyhelp.solve.queries.standards import has_front_door
from earlyhelp.solve.rules.standards import check_may_keep_standards


@transaction.atomic
def add_route(
    *,
    by: Actor,
    team_id: UUID,
    at: datetime,
    area: str = "",
    track: str = "",
    need: str = "",
    hours: str = "any",
    why: str = "",
) -> Route:
    """Add a line at the end of the table. An empty area, track or need stands for any.

    Raises NotAllowed, or Team.DoesNotExist for another agency's team.
    """
    rows = _take(by)
    team = Team.objects.get(pk=team_id, agency_id=by.agency_key)
    made = Route.objects.create(
        agency_id=by.agency_key,
        line=new_id(),
        position=max((row.position for row in rows), default=0) + 1,
        area_id=area or None,
        track=track,
        need=need,
        hours=hours,
        team=team,
        why=why,
        added_by_id=by.practitioner_key,
        from_at=at,
    )
    detail = {"position": made.position, "team": team.code}
    audit.record(by=by, did="route.added", target=made, at=at, reason=why, detail=detail)
    return made


@transaction.atomic
def move_route(*, by: Actor, line: UUID, up: bool, at: datetime) -> bool:
    """Move a line one place up or down. False when it stands at that end already.

    Raises NotAllowed, or Route.DoesNotExist for a line that has ended.
    """
    rows = _take(by)
    here = _place_of(rows, line)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return False
    one, other = rows[here], rows[there]
    for row in (one, other):
        _end(by, row, at)
    moved = _again(by, one, other.position, at)
    _again(by, other, one.position, at)
    audit.record(by=by, did="route.moved", target=moved, at=at, detail={"position": moved.position})
    return True


@transaction.atomic
def end_route(*, by: Actor, line: UUID, at: datetime) -> None:
    """End a line. It stays in the record. Raises NotAllowed, or Route.DoesNotExist for one that has ended."""
    rows = _take(by)
    row = rows[_place_of(rows, line)]
    _end(by, row, at)
    audit.record(by=by, did="route.ended", target=row, at=at, detail={"position": row.position})


def _take(by: Actor) -> list[Route]:
    """The lines that count, for this actor alone until the transaction ends. Raises NotAllowed."""
    check_may_keep_standards(by, has_front_door=has_front_door(by))
    Agency.objects.select_for_update(of=("self",)).get(pk=by.agency_key)
    return list(Route.objects.filter(agency_id=by.agency_key, until_at=None).order_by("position"))


def _place_of(rows: list[Route], line: UUID) -> int:
    for place, row in enumerate(rows):
        if row.line == line:
            return place
    raise Route.DoesNotExist


def _end(by: Actor, row: Route, at: datetime) -> None:
    row.until_at, row.ended_by_id = at, by.practitioner_id
    row.save(update_fields=["until_at", "ended_by"])


def _again(by: Actor, row: Route, position: int, at: datetime) -> Route:
    return Route.objects.create(
        agency_id=row.agency_id,
        line=row.line,
        position=position,
        area_id=row.area_id,
        track=row.track,
        need=row.need,
        hours=row.hours,
        team_id=row.team_id,
        why=row.why,
        added_by_id=by.practitioner_key,
        from_at=at,
    )
