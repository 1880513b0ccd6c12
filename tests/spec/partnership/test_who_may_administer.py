"""Who may change agencies, teams and people, as tables."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import AgencyKind, Role, Standing, TeamKind
from earlyhelp.partnership.rules import agencies, joiners

OWN, OTHER, ME, SOMEBODY = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
TODAY = date(2026, 3, 2)
ADMINISTRATOR = Actor(ME, OWN, None, Role.ADMINISTRATOR, "running")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("leads", [True, False])
def test_only_administrators_of_the_programme_change_agencies(role: Role, leads: bool) -> None:
    may = agencies.may_change_agencies(Actor(ME, OWN, None, role, "running"), leads=leads)
    assert may == (role == Role.ADMINISTRATOR and leads)


@pytest.mark.parametrize(
    ("agency", "leads", "may"), [(OWN, False, True), (OTHER, False, False), (OTHER, True, True)]
)
def test_an_administrator_changes_the_teams_of_their_own_agency(agency: UUID, leads: bool, may: bool) -> None:
    assert agencies.may_change_teams(ADMINISTRATOR, agency_id=agency, leads=leads) == may


# agency · an administrator of it may add · the programme may add besides
KINDS = [
    (AgencyKind.POLICE, {"response", "control_room"}, {"safeguarding"}),
    (AgencyKind.COUNCIL, set(), {"front_door", "safeguarding"}),
    (AgencyKind.HEALTH_BOARD, set(), {"safeguarding"}),
    (AgencyKind.CHARITY, set(), set()),
    (AgencyKind.SCHOOL, set(), set()),
]
ANYBODY = {"service", "families", "governance", "running"}


@pytest.mark.parametrize(("kind", "own", "programme"), KINDS)
def test_nobody_makes_their_own_agency_a_front_door(kind: str, own: set[str], programme: set[str]) -> None:
    assert set(agencies.team_kinds(kind, leads=False)) == ANYBODY | own
    assert set(agencies.team_kinds(kind, leads=True)) == ANYBODY | own | programme


def test_every_kind_of_team_has_roles_and_every_role_has_a_team() -> None:
    assert set(agencies.ROLES_OF_TEAM) == set(TeamKind)
    assert {role for roles in agencies.ROLES_OF_TEAM.values() for role in roles} == set(Role)


# which agency · role · programme · may invite
INVITING = [
    (OWN, Role.NOTIFIER, False, True),
    (OWN, Role.ADMINISTRATOR, False, True),
    (OTHER, Role.NOTIFIER, False, False),
    (OTHER, Role.ADMINISTRATOR, False, False),
    (OTHER, Role.NOTIFIER, True, False),
    (OTHER, Role.ADMINISTRATOR, True, True),
]


@pytest.mark.parametrize(("agency", "role", "leads", "may"), INVITING)
def test_who_may_invite(agency: UUID, role: Role, leads: bool, may: bool) -> None:
    if may:
        joiners.check_may_invite(ADMINISTRATOR, agency_id=agency, role=role, leads=leads)
    else:
        with pytest.raises(NotAllowed):
            joiners.check_may_invite(ADMINISTRATOR, agency_id=agency, role=role, leads=leads)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_invites_or_changes_people(role: Role) -> None:
    by = Actor(ME, OWN, None, role, "running")
    with pytest.raises(NotAllowed):
        joiners.check_may_invite(by, agency_id=OWN, role=Role.NOTIFIER, leads=True)
    with pytest.raises(NotAllowed):
        joiners.check_may_change_person(by, practitioner_id=SOMEBODY, agency_id=OWN)


@pytest.mark.parametrize(
    ("who", "agency", "may"), [(SOMEBODY, OWN, True), (ME, OWN, False), (SOMEBODY, OTHER, False)]
)
def test_nobody_changes_themselves_or_people_of_another_agency(who: UUID, agency: UUID, may: bool) -> None:
    if may:
        joiners.check_may_change_person(ADMINISTRATOR, practitioner_id=who, agency_id=agency)
    else:
        with pytest.raises(NotAllowed):
            joiners.check_may_change_person(ADMINISTRATOR, practitioner_id=who, agency_id=agency)


@pytest.mark.parametrize(("days", "right"), [(-1, False), (0, True), (1, True), (366, True), (367, False)])
def test_a_leaving_day_is_today_or_within_a_year(days: int, right: bool) -> None:
    on = TODAY + timedelta(days=days)
    if right:
        joiners.check_leaving_day(on, today=TODAY)
    else:
        with pytest.raises(joiners.CannotLeave):
            joiners.check_leaving_day(on, today=TODAY)


# same team · was · becomes · keeps what is in hand
MOVES = [
    (True, Role.DECISION_MAKER, Role.COORDINATOR, True),
    (True, Role.COORDINATOR, Role.DECISION_MAKER, True),
    (True, Role.NOTIFIER, Role.SUPERVISOR, False),
    (False, Role.DECISION_MAKER, Role.DECISION_MAKER, False),
    (False, Role.PARTNER, Role.PARTNER, False),
]


@pytest.mark.parametrize(("same", "was", "becomes", "keeps"), MOVES)
def test_work_stays_with_the_old_team(same: bool, was: Role, becomes: Role, keeps: bool) -> None:
    assert joiners.keeps_work(same_team=same, was=was, becomes=becomes) == keeps


@pytest.mark.parametrize("standing", [None, *Standing])
def test_only_who_does_not_work_here_can_be_invited(standing: Standing | None) -> None:
    if standing in (Standing.WORKS, Standing.LEAVES):
        with pytest.raises(joiners.CannotJoin):
            joiners.check_can_invite(standing)
    else:
        joiners.check_can_invite(standing)
