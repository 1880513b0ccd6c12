"""Agencies that can be asked whether they know somebody, and checks that were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import AgencyKind, Role, TeamKind
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.solve import actions
from earlyhelp.solve.choices.checks import CheckBy
from earlyhelp.solve.models import Check
from tests import factories


@dataclass(frozen=True, slots=True)
class Answerer:
    """An agency with somebody who answers for it."""

    agency: Agency
    who: Practitioner

    @property
    def by(self) -> Actor:
        """The actor that they are."""
        return factories.actor(self.who)


def answerer(
    partners: factories.Partners,
    kind: AgencyKind = AgencyKind.HEALTH_BOARD,
    *,
    role: Role = Role.PARTNER,
    agreed: bool = True,
    language: str = "en",
) -> Answerer:
    """Make an agency of the area that answers checks, with or without an agreement that covers them."""
    agency = factories.agency(kind, f"{kind}-{partners.area.code}".lower(), partners.area)
    team = factories.team(agency, TeamKind.FAMILIES, partners.area)
    if agreed:
        partners.agreement.parties.add(agency)
    return Answerer(agency, factories.practitioner(team, role, language))


def check(
    by: Actor,
    notification: Notification,
    agencies: Sequence[UUID],
    *,
    positions: Sequence[int] = (0,),
    wanted: str = CheckBy.NEXT_DAY,
    at: datetime = factories.AT,
) -> Check:
    """Ask these agencies about people of a notification."""
    with acting(by):
        return actions.ask_check(
            by=by,
            notification_id=notification.pk,
            positions=positions,
            agency_ids=agencies,
            question="Do you work with them now?",
            why="To choose help that fits.",
            wanted=wanted,
            at=at,
        )


def rows_of_checks(partners: factories.Partners, by: Actor, notification: Notification) -> None:
    """A row in each table of checks, and of what comes after the notification's decision."""
    check(by, notification, [answerer(partners).agency.pk])
    with acting(by):
        actions.tell_family(by=by, notification_id=notification.pk, how="called", at=factories.AT)
