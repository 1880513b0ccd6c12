"""A meeting from its making to its end: made, changed, postponed, cancelled, opened and closed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.actions.meeting_access import settle_access
from earlyhelp.solve.actions.meeting_agenda import carry_on, put_waiting_on
from earlyhelp.solve.actions.meeting_messages import tell_invited
from earlyhelp.solve.actions.meeting_sitting import stop_clock
from earlyhelp.solve.choices.meetings import (
    CaseState,
    CaseStep,
    MeetingKind,
    MeetingLanguage,
    MeetingOutcome,
    MeetingStep,
)
from earlyhelp.solve.models import Meeting, MeetingCase, MeetingDecision
from earlyhelp.solve.rules import meeting_cases, meetings

PREFIX = "MT"


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where a meeting is, and in which language."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    place_in_mail: bool = False
    link: str = ""
    language: str = MeetingLanguage.BOTH
    title: str = ""


@transaction.atomic
def create_meeting(*, by: Actor, kind: str, plan: Plan, at: datetime) -> Meeting:
    """Call a meeting, led by who calls it. What waits for a meeting of this kind stands on its agenda at once.

    Raises NotAllowed or IncompleteMeeting.
    """
    meetings.check_may_lead(by, agency_id=by.agency_key)
    meetings.check_times(plan.starts_at, plan.ends_at, at=at)
    meeting = Meeting.objects.create(
        reference=_next_reference(at),
        agency_id=by.agency_key,
        team_id=by.team_key,
        kind=MeetingKind(kind),
        chair_id=by.practitioner_key,
        state_at=at,
        made_by_id=by.practitioner_key,
        made_at=at,
        **_columns(plan),
    )
    audit.record(by=by, did="meeting.made", target=meeting, at=at, detail={"kind": kind})
    put_waiting_on(by=by, meeting=meeting, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    *, by: Actor, meeting_id: UUID, expected_sequence: int, plan: Plan, at: datetime
) -> Meeting:
    """Change the time, the place or the language. Everybody invited hears, and their calendars follow.

    Raises NotAllowed, CannotMoveMeeting (also when a colleague changed it in the meantime) or IncompleteMeeting.
    """
    meeting = lock_meeting(by=by, meeting_id=meeting_id)
    moved = (plan.starts_at, plan.ends_at) != (meeting.starts_at, meeting.ends_at)
    meetings.check_step(
        meetings.MACHINE, meeting.state, MeetingStep.POSTPONE if moved else MeetingStep.CHANGE
    )
    if meeting.sequence != expected_sequence:
        raise meetings.CannotMoveMeeting(
            _(
                "A colleague changed this meeting in the meantime. Look at it, then send yours again to replace it."
            )
        )
    meetings.check_times(plan.starts_at, plan.ends_at, at=at)
    columns = _columns(plan)
    changed = {name: (getattr(meeting, name), value) for name, value in columns.items()}
    for name, value in columns.items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    meeting.save()
    did = "meeting.postponed" if moved else "meeting.changed"
    audit.record(by=by, did=did, target=meeting, at=at, changed=changed)
    tell_invited(by=by, meeting=meeting, template=Template.MEETING_CHANGED, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Actor, meeting_id: UUID, why: str, at: datetime) -> Meeting:
    """Cancel a meeting and say why. Its cases go on to the next one, and calendars strike it out.

    Raises NotAllowed or CannotMoveMeeting.
    """
    meeting = lock_meeting(by=by, meeting_id=meeting_id)
    _move(meeting, MeetingStep.CANCEL, at, why)
    meeting.sequence += 1
    meeting.save(update_fields=["state", "state_at", "state_why", "sequence"])
    audit.record(by=by, did="meeting.cancelled", target=meeting, at=at, reason=why)
    for case in _cases(meeting):
        carry_on(by=by, case=case, step=CaseStep.CARRY, at=at)
    settle_access(by=by, meeting=meeting, at=at)
    tell_invited(by=by, meeting=meeting, template=Template.MEETING_CANCELLED, at=at)
    return meeting


@transaction.atomic
def open_meeting(*, by: Actor, meeting_id: UUID, at: datetime) -> Meeting:
    """Open a meeting. Raises NotAllowed or CannotMoveMeeting."""
    meeting = lock_meeting(by=by, meeting_id=meeting_id)
    _move(meeting, MeetingStep.OPEN, at, "")
    meeting.chair_id = by.practitioner_key
    meeting.save(update_fields=["state", "state_at", "state_why", "chair"])
    audit.record(by=by, did="meeting.opened", target=meeting, at=at)
    settle_access(by=by, meeting=meeting, at=at)
    return meeting


@transaction.atomic
def close_meeting(*, by: Actor, meeting_id: UUID, at: datetime) -> Meeting:
    """Close a meeting. What was not reached, or is to come back, goes on to the next one; other agencies see no
    case any longer. Raises NotAllowed or CannotMoveMeeting.
    """
    meeting = lock_meeting(by=by, meeting_id=meeting_id)
    _move(meeting, MeetingStep.CLOSE, at, "")
    meeting.save(update_fields=["state", "state_at", "state_why"])
    audit.record(by=by, did="meeting.closed", target=meeting, at=at)
    stop_clock(by=by, meeting=meeting, at=at)
    last = _last_outcomes(meeting)
    for case in _cases(meeting):
        if case.state != CaseState.DECIDED:
            carry_on(by=by, case=case, step=CaseStep.CARRY, at=at)
        elif last.get(case.pk) == MeetingOutcome.COME_BACK:
            carry_on(by=by, case=case, step=CaseStep.SEAL, at=at)
        else:
            case.state = meetings.check_step(meeting_cases.MACHINE, case.state, CaseStep.SEAL)
            case.state_at = at
            case.save(update_fields=["state", "state_at"])
    settle_access(by=by, meeting=meeting, at=at)
    return meeting


def lock_meeting(*, by: Actor, meeting_id: UUID) -> Meeting:
    """Take a meeting in hand for those who lead it. Raises Meeting.DoesNotExist or NotAllowed."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("team").get(pk=meeting_id)
    meetings.check_may_lead(by, agency_id=meeting.agency_id)
    return meeting


def _move(meeting: Meeting, step: MeetingStep, at: datetime, why: str) -> None:
    meeting.state = meetings.check_step(meetings.MACHINE, meeting.state, step)
    meeting.state_at, meeting.state_why = at, why


def _cases(meeting: Meeting) -> list[MeetingCase]:
    shown = MeetingCase.objects.filter(meeting=meeting, state__in=meeting_cases.SHOWN)
    return list(shown.order_by("position"))


def _last_outcomes(meeting: Meeting) -> dict[UUID, str]:
    made = MeetingDecision.objects.filter(case__meeting=meeting).order_by("number")
    return dict(made.values_list("case_id", "outcome"))


def _columns(plan: Plan) -> dict[str, object]:
    return {
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "place": plan.place.strip(),
        "place_in_mail": plan.place_in_mail,
        "link": plan.link.strip(),
        "language": MeetingLanguage(plan.language),
        "title": plan.title.strip(),
    }


def _next_reference(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('solve_reference_seq')")
        number: int = cursor.fetchone()[0]
    return format_reference(PREFIX, at.astimezone(LONDON).year, number)
