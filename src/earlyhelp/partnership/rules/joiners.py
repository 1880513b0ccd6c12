"""Who may invite, move and take off practitioners, and what an invitation is. Pure."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, InvitationEnd, Role, Standing
from earlyhelp.partnership.rules.agencies import ROLES_OF_TEAM, SYSTEM

INVITATION_LIVES: Final = timedelta(days=7)
FURTHEST_LEAVING: Final = timedelta(days=366)


class CannotJoin(RuleError):
    """Somebody with this address works here already, or the role is not one of this team."""


class CannotLeave(RuleError):
    """Somebody who is not here, or a day that cannot be."""


class InvitationOver(RuleError):
    """An invitation that opens nothing."""


def why_over(ended_why: str, *, expires_at: datetime, at: datetime) -> InvitationEnd | None:
    """Why an invitation opens nothing any more, or None while it does."""
    if ended_why:
        return InvitationEnd(ended_why)
    return InvitationEnd.EXPIRED if at >= expires_at else None


def check_may_invite(by: Actor, *, agency_id: UUID, role: str, leads: bool) -> None:
    """One’s own agency; or, for the programme, the administrator of another one. Raises NotAllowed."""
    if by.role == SYSTEM or (by.role == Role.ADMINISTRATOR and by.agency_id == agency_id):
        return
    if by.role == Role.ADMINISTRATOR and leads and role == Role.ADMINISTRATOR:
        return
    raise NotAllowed(_("You can invite people to your own agency only, and administrators to another one."))


def check_may_change_person(by: Actor, *, practitioner_id: UUID, agency_id: UUID) -> None:
    """An administrator changes people of their own agency, never themselves. Raises NotAllowed."""
    if by.role == SYSTEM:
        return
    if by.role != Role.ADMINISTRATOR or by.agency_id != agency_id:
        raise NotAllowed(_("You can change people of your own agency only."))
    if by.practitioner_id == practitioner_id:
        raise NotAllowed(_("You cannot change your own account. Ask another administrator of your agency."))


def check_role_of_team(role: str, kind: str, *, is_closed: bool) -> None:
    """A role belongs to what the team does. Raises CannotJoin."""
    if is_closed:
        raise CannotJoin(_("This team is closed. Choose another one."))
    if role not in ROLES_OF_TEAM.get(kind, ()):
        raise CannotJoin(_("There is no such role in this team. Choose another role or another team."))


def check_can_invite(standing: str | None) -> None:
    """An address that belongs to somebody who works here is not invited again. Raises CannotJoin."""
    if standing in (Standing.WORKS, Standing.LEAVES):
        raise CannotJoin(_("Somebody with this e-mail address works here already."))


def check_is_invited(standing: str) -> None:
    """An invitation is sent once more, or taken back, before it was used. Raises CannotJoin."""
    if standing != Standing.INVITED:
        raise CannotJoin(_("This person is not waiting to join."))


def check_works(standing: str) -> None:
    """Only who works here can move or leave. Raises CannotLeave."""
    if standing not in (Standing.WORKS, Standing.LEAVES):
        raise CannotLeave(_("This person does not work here now."))


def check_leaving_day(on: date, *, today: date) -> None:
    """From today on, and within a year. Raises CannotLeave."""
    if on < today:
        raise CannotLeave(_("Choose today or a day to come. Somebody who is gone already leaves today."))
    if on > today + FURTHEST_LEAVING:
        raise CannotLeave(_("Choose a day within the next year."))


def keeps_work(*, same_team: bool, was: str, becomes: str) -> bool:
    """Whether somebody who moves keeps what they have in hand: the same team, and a role that does the same work."""
    return same_team and (was == becomes or {was, becomes} <= set(FRONT_DOOR_ROLES))
