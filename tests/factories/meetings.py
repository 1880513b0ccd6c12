"""Meetings: called by a co-ordinator, with cases from notifications and people of other agencies."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from earlyhelp.identify.models import Notification
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import AgencyKind, Role, TeamKind
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.meeting_access import withhold_case
from earlyhelp.solve.actions.meeting_agenda import add_cases
from earlyhelp.solve.actions.meeting_minutes import confirm_minutes
from earlyhelp.solve.actions.meeting_people import invite
from earlyhelp.solve.actions.meeting_sitting import (
    Decided,
    add_dissent,
    add_input,
    add_meeting_action,
    decide_case,
    review_action,
)
from earlyhelp.solve.actions.meetings import Plan, close_meeting, create_meeting, open_meeting
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


def rows_of_meetings(partners: factories.Partners, sent: Notification, at: datetime = factories.AT) -> None:
    """A row in each table of meetings: one panel about one case, from the agenda to the minutes."""
    lead, other = coordinator(partners), partner(partners)
    made = opened(lead, meeting(lead, [sent], [other], at=at), at=at)
    case, theirs = cases(lead, made)[0].pk, other.agency.pk
    comes_back = Decided("come_back", "", "The school is asked first.")
    who = factories.actor(lead)
    with acting(who):
        words = "We know them."
        add_input(by=who, case_id=case, from_agency_id=theirs, certainty="fact", text=words, at=at)
        decide_case(by=who, case_id=case, expected_number=0, decided=comes_back, at=at)
        add_dissent(by=who, case_id=case, from_agency_id=theirs, words="Sooner, please.", at=at)
        due_on = (at + timedelta(days=7)).date()
        taken_on = add_meeting_action(
            by=who, case_id=case, text="Ring the school", due_on=due_on, practitioner=lead, at=at
        )
        said: dict[str, Any] = {"meeting_id": made.pk, "meeting_action_id": taken_on.pk, "outcome": "done"}
        review_action(by=who, words="They come every day.", at=at, **said)
        withhold_case(by=who, case_id=case, from_agency_id=theirs, why="A worker there is family.", at=at)
        close_meeting(by=who, meeting_id=made.pk, at=at)
        confirm_minutes(by=who, meeting_id=made.pk, at=at)
