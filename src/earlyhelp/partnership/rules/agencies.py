"""Who may change agencies and teams, which teams an agency has, and which roles a team has. Pure."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, AgencyKind, Role, TeamKind

SYSTEM: Final = "system"
# These decide about notifications of a whole area. No agency makes itself one: the programme's administrators do.
SET_UP_BY_PROGRAMME: Final = frozenset({TeamKind.FRONT_DOOR, TeamKind.SAFEGUARDING})
# Which roles there are in a team of each kind.
ROLES_OF_TEAM: Final[Mapping[str, tuple[Role, ...]]] = {
    TeamKind.RESPONSE: (Role.NOTIFIER, Role.SUPERVISOR),
    TeamKind.CONTROL_ROOM: (Role.NOTIFIER, Role.SUPERVISOR),
    TeamKind.FRONT_DOOR: FRONT_DOOR_ROLES,
    TeamKind.SAFEGUARDING: (Role.PARTNER, *FRONT_DOOR_ROLES),
    TeamKind.SERVICE: (Role.SERVICE_WORKER,),
    TeamKind.FAMILIES: (Role.PARTNER, Role.NOTIFIER),
    TeamKind.GOVERNANCE: (Role.AUDITOR,),
    TeamKind.RUNNING: (Role.ADMINISTRATOR,),
}
_POLICING: Final = frozenset({TeamKind.RESPONSE, TeamKind.CONTROL_ROOM})
_STATUTORY: Final = frozenset({AgencyKind.COUNCIL, AgencyKind.HEALTH_BOARD, AgencyKind.POLICE})


class CannotClose(RuleError):
    """An agency that still has teams, or a team in which somebody still works."""


class CannotBeTeam(RuleError):
    """A kind of team that this agency does not have, or a second front door of an area."""


def may_change_agencies(by: Actor, *, leads: bool) -> bool:
    """The administrators of the agency that runs the programme; and the service itself, from the command line."""
    return by.role == SYSTEM or (by.role == Role.ADMINISTRATOR and leads)


def check_may_change_agencies(by: Actor, *, leads: bool) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if not may_change_agencies(by, leads=leads):
        raise NotAllowed(
            _("Only an administrator of the agency that runs the programme adds, changes or closes agencies.")
        )


def may_change_teams(by: Actor, *, agency_id: object, leads: bool) -> bool:
    """An administrator changes the teams of their own agency; those of the programme change every agency's."""
    own = by.role == Role.ADMINISTRATOR and by.agency_id == agency_id
    return own or may_change_agencies(by, leads=leads)


def check_may_change_teams(by: Actor, *, agency_id: object, leads: bool) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if not may_change_teams(by, agency_id=agency_id, leads=leads):
        raise NotAllowed(_("You can change the teams of your own agency only."))


def team_kinds(agency_kind: str, *, leads: bool) -> tuple[TeamKind, ...]:
    """The kinds of team that somebody may give an agency; `leads` for an administrator of the programme."""
    return tuple(
        kind for kind in TeamKind if _fits(kind, agency_kind) and (leads or kind not in SET_UP_BY_PROGRAMME)
    )


def _fits(kind: TeamKind, agency_kind: str) -> bool:
    if kind in _POLICING:
        return agency_kind == AgencyKind.POLICE
    if kind == TeamKind.FRONT_DOOR:
        return agency_kind == AgencyKind.COUNCIL
    return kind != TeamKind.SAFEGUARDING or agency_kind in _STATUTORY


def check_team_kind(kind: str, agency_kind: str, *, leads: bool) -> None:
    """Refuse a kind of team that this agency may not be given. Raises CannotBeTeam."""
    if kind not in team_kinds(agency_kind, leads=leads):
        raise CannotBeTeam(
            _(
                "This agency cannot have a team of this kind, or only the programme’s administrators may add it."
            )
        )


def check_area(kind: str, *, has_area: bool, front_door_there: bool) -> None:
    """A front door is of one area, and the only one there. Raises CannotBeTeam."""
    if kind != TeamKind.FRONT_DOOR:
        return
    if not has_area:
        raise CannotBeTeam(_("Say for which area this front door is."))
    if front_door_there:
        raise CannotBeTeam(_("This area has a front door already. Close that one first."))


def check_can_change_kind(*, was: str, becomes: str, people: int) -> None:
    """What a team does decides what its people may do. Raises CannotBeTeam while somebody works there."""
    if was != becomes and people:
        raise CannotBeTeam(_("People work in this team. Move them first, then change what it does."))


def check_can_close_team(*, people: int) -> None:
    """A team closes when nobody works there and nobody is invited. Raises CannotClose."""
    if people:
        raise CannotClose(_("People still work in this team or are invited to it. Move them first."))


def check_can_close_agency(*, open_teams: int, is_own: bool) -> None:
    """An agency closes when its teams are closed, and never one’s own. Raises CannotClose."""
    if is_own:
        raise CannotClose(_("You work for this agency. Somebody from another one has to close it."))
    if open_teams:
        raise CannotClose(_("This agency still has teams. Close them first."))
