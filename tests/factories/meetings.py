"""Meetings: called by a co-ordinator, with cases from notifications and people of other agencies."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from earlyhelp.identify.models import Notification
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import AgencyKind, Role, TeamKind
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.meeting_agenda import add_cases
from earlyhelp.solve.actions.meeting_people import invite
from earlyhelp.solve.actions.meetings import Plan, create_meeting, open_meeting
from earlyhelp.solve.choices.meetings import MeetingKind
from earlyhelp.solve.models import Meeting, MeetingCase
from tests import factories
from tests.factories import identify


def coordinator(partners: factories.Partners, language: str = "en") -> Practitioner:
    """Make a co-ordinator of the front door."""
    return factories.practitioner(partners.front_door, Role.COORDINATOR, language)


def partner(partners: factories.Partners, language: str = "en", *, agreed: bool = True) -> Practitioner:
    """Make a practitioner of a new health board; it has signed the agreement unless `agreed` is False."""
    number = Practitioner.objects.count()
    board = factories.agency(AgencyKind.HEALTH_BOARD, f"board-{number}", partners.area)
    if agreed:
        partners.agreement.parties.add(board)
    return factories.practitioner(
        factories.team(board, TeamKind.FAMILIES, partners.area), Role.PARTNER, language
    )


def plan(at: datetime = factories.AT, **changes: Any) -> Plan:
    """A panel of 90 minutes on the next day."""
    said: dict[str, Any] = {
        "starts_at": at + timedelta(days=1),
        "ends_at": at + timedelta(days=1, minutes=90),
        "place": "Made-up Hall",
        "place_in_mail": True,
    }
    return Plan(**(said | changes))


def meeting(
    by: Practitioner,
    notifications: Sequence[Notification] = (),
    invited: Sequence[Practitioner] = (),
    *,
    kind: str = MeetingKind.PANEL,
    at: datetime = factories.AT,
    **changes: Any,
) -> Meeting:
    """Call a meeting with these notifications on its agenda and these people invited. `changes` are of the plan."""
    who = factories.actor(by)
    with acting(who):
        made = create_meeting(by=who, kind=kind, plan=plan(at, **changes), at=at)
        if notifications:
            add_cases(
                by=who,
                meeting_id=made.pk,
                about="notification",
                record_ids=[one.pk for one in notifications],
                at=at,
            )
        if invited:
            invite(by=who, meeting_id=made.pk, practitioner_ids=[one.pk for one in invited], at=at)
        made.refresh_from_db()
        return made


def opened(by: Practitioner, made: Meeting, *, at: datetime = factories.AT) -> Meeting:
    """Open a meeting."""
    who = factories.actor(by)
    with acting(who):
        return open_meeting(by=who, meeting_id=made.pk, at=at)


def notifications(partners: factories.Partners, count: int) -> list[Notification]:
    """Send so many notifications."""
    officer = factories.practitioner(partners.response)
    return [identify.notification(partners, officer) for _ in range(count)]


def cases(by: Practitioner, made: Meeting) -> list[MeetingCase]:
    """The cases that this practitioner's agency may see, in order."""
    with acting(factories.actor(by)):
        return list(MeetingCase.objects.filter(meeting=made).order_by("position"))
