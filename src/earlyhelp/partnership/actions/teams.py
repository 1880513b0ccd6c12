"""Adding, changing and closing teams. None is ever deleted: what it did keeps its name."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions.agencies import free_code
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.models import Agency, Team
from earlyhelp.partnership.queries.agencies import get_agency_to_keep, get_team_to_keep, leads_programme
from earlyhelp.partnership.rules import agencies as rules


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What a team is called in both languages, what it does and where, and how it is reached. No area is ""."""

    name_en: str
    name_cy: str
    kind: str
    area: str
    telephone: str
    out_of_hours_telephone: str
    email: str


@transaction.atomic
def add_team(*, by: Actor, agency_id: UUID, facts: TeamFacts, at: datetime) -> Team:
    """Add a team to an agency. Raises NotAllowed, CannotBeTeam, Agency.DoesNotExist."""
    leads = leads_programme(by)
    agency = get_agency_to_keep(by, agency_id, leads=leads)
    rules.check_may_change_teams(by, agency_id=agency.pk, leads=leads)
    _check(agency, facts, None, leads=leads)
    codes = Team.objects.values_list("code", flat=True)
    team = Team(code=free_code(codes, f"{agency.code} {facts.name_en}"), agency=agency)
    _write(team, facts)
    team.save(force_insert=True)
    detail = {"agency": agency.code, "after": asdict(facts)}
    audit.record(by=by, did="team.added", target=team, at=at, detail=detail)
    return team


@transaction.atomic
def change_team(*, by: Actor, team_id: UUID, facts: TeamFacts, at: datetime) -> Team:
    """Change a team. Raises NotAllowed, CannotBeTeam, Team.DoesNotExist."""
    leads = leads_programme(by)
    people = get_team_to_keep(by, team_id, leads=leads).people  # type: ignore[attr-defined]
    team = Team.objects.select_for_update(of=("self",)).select_related("agency").get(pk=team_id)
    rules.check_may_change_teams(by, agency_id=team.agency_id, leads=leads)
    before = _told(team)
    rules.check_can_change_kind(was=team.kind, becomes=facts.kind, people=people)
    if (team.kind, team.area_id or "") != (facts.kind, facts.area):
        _check(team.agency, facts, team, leads=leads)
    _write(team, facts)
    team.save()
    if before != asdict(facts):
        detail = {"before": before, "after": asdict(facts)}
        audit.record(by=by, did="team.changed", target=team, at=at, detail=detail)
    return team


@transaction.atomic
def close_team(*, by: Actor, team_id: UUID, at: datetime) -> Team:
    """Close a team in which nobody works. Twice is once. Raises NotAllowed, CannotClose, Team.DoesNotExist."""
    leads = leads_programme(by)
    people = get_team_to_keep(by, team_id, leads=leads).people  # type: ignore[attr-defined]
    team = Team.objects.select_for_update().get(pk=team_id)
    rules.check_may_change_teams(by, agency_id=team.agency_id, leads=leads)
    if team.closed_on is None:
        rules.check_can_close_team(people=people)
        team.closed_on = at.astimezone(LONDON).date()
        team.save(update_fields=["closed_on"])
        audit.record(by=by, did="team.closed", target=team, at=at)
    return team


@transaction.atomic
def reopen_team(*, by: Actor, team_id: UUID, at: datetime) -> Team:
    """Let a closed team work again. Raises NotAllowed, CannotBeTeam for a second front door, Team.DoesNotExist."""
    leads = leads_programme(by)
    get_team_to_keep(by, team_id, leads=leads)
    team = Team.objects.select_for_update(of=("self",)).select_related("agency").get(pk=team_id)
    rules.check_may_change_teams(by, agency_id=team.agency_id, leads=leads)
    if team.closed_on is not None:
        _check(team.agency, _facts(team), team, leads=leads)
        team.closed_on = None
        team.save(update_fields=["closed_on"])
        audit.record(by=by, did="team.reopened", target=team, at=at)
    return team


def _check(agency: Agency, facts: TeamFacts, team: Team | None, *, leads: bool) -> None:
    rules.check_team_kind(facts.kind, agency.kind, leads=leads)
    there = Team.objects.filter(kind=TeamKind.FRONT_DOOR, area_id=facts.area or None, closed_on=None)
    there = there.exclude(pk=team.pk) if team else there
    rules.check_area(facts.kind, has_area=bool(facts.area), front_door_there=there.exists())


def _write(team: Team, facts: TeamFacts) -> None:
    team.name_en, team.name_cy, team.kind = facts.name_en, facts.name_cy, TeamKind(facts.kind)
    team.area_id = facts.area or None
    team.telephone, team.out_of_hours_telephone = facts.telephone, facts.out_of_hours_telephone
    team.email = facts.email


def _facts(team: Team) -> TeamFacts:
    return TeamFacts(
        team.name_en,
        team.name_cy,
        str(team.kind),
        team.area_id or "",
        team.telephone,
        team.out_of_hours_telephone,
        team.email,
    )


def _told(team: Team) -> dict[str, object]:
    """A team as the audit keeps it: its published particulars."""
    return dict(asdict(_facts(team)))
