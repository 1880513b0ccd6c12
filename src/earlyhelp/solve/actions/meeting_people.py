"""Who is invited to a meeting, what they reply, and who was there."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit, open_access
from earlyhelp.govern.models import AccessGrant
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.meeting_access import settle_access
from earlyhelp.solve.actions.meeting_messages import tell_invited
from earlyhelp.solve.actions.meetings import lock_meeting
from earlyhelp.solve.choices.meetings import MeetingState, Reply
from earlyhelp.solve.models import Attendance, Meeting
from earlyhelp.solve.queries.together import would_bring_together
from earlyhelp.solve.rules import meetings
from earlyhelp.solve.rules.together import check_may_be_invited

_STILL_TO_COME = (MeetingState.PLANNED, MeetingState.UNDER_WAY)


@transaction.atomic
def invite(
    *, by: Actor, meeting_id: UUID, practitioner_ids: Iterable[UUID], at: datetime
) -> list[Attendance]:
    """Invite practitioners of any agency. Each hears once; who is invited already is left as they are.

    Raises NotAllowed, CannotMoveMeeting, or BroughtTogether when one of them is kept apart from somebody on the agenda.
    """
    meeting = _lock_to_come(by, meeting_id)
    already = set(
        Attendance.objects.filter(meeting=meeting, left_out_at=None).values_list("practitioner_id", flat=True)
    )
    people = Practitioner.objects.filter(
        pk__in=set(practitioner_ids) - already, is_active=True, role__in=meetings.ATTENDING_ROLES
    )
    would_meet = would_bring_together(by, meeting=meeting, practitioner_ids=[who.pk for who in people], at=at)
    check_may_be_invited(is_apart=would_meet)
    made = [_ask(by, meeting, at, practitioner=who, attends_for_id=who.agency_id) for who in people]
    _let_see_the_meeting(by, meeting, {who.agency_id for who in people}, at)
    settle_access(by=by, meeting=meeting, at=at)
    tell_invited(by=by, meeting=meeting, template=Template.MEETING_INVITED, only=made, at=at)
    return made


@transaction.atomic
def invite_somebody(*, by: Actor, meeting_id: UUID, name: str, of: str, at: datetime) -> Attendance:
    """Write down somebody without an account who is asked to come. They see nothing in the service.

    Raises NotAllowed, CannotMoveMeeting, IncompleteMeeting, or BroughtTogether.
    """
    meeting = _lock_to_come(by, meeting_id)
    if not name.strip():
        raise meetings.IncompleteMeeting(_("Enter the name of the person who is asked to come."))
    check_may_be_invited(is_apart=would_bring_together(by, meeting=meeting, names=[name], at=at))
    return _ask(by, meeting, at, somebody=name.strip(), somebody_from=of.strip())


@transaction.atomic
def leave_out(*, by: Actor, attendance_id: UUID, at: datetime) -> None:
    """Take an invitation back. Their agency sees no case any longer, unless a colleague is still invited.

    Raises NotAllowed or CannotMoveMeeting.
    """
    attendance = Attendance.objects.select_related("practitioner").get(pk=attendance_id)
    meeting = _lock_to_come(by, attendance.meeting_id)
    attendance.left_out_at = at
    attendance.save(update_fields=["left_out_at"])
    audit.record(by=by, did="meeting.left_out", target=meeting, at=at)
    settle_access(by=by, meeting=meeting, at=at)
    tell_invited(by=by, meeting=meeting, template=Template.MEETING_CANCELLED, only=[attendance], at=at)


@transaction.atomic
def reply_to_invitation(*, by: Actor, meeting_id: UUID, reply: str, at: datetime) -> Attendance:
    """Say that one comes, or sends apologies. It may be changed until the meeting. Raises NotAllowed."""
    found = Attendance.objects.select_for_update(of=("self",)).select_related("meeting")
    attendance = found.filter(
        meeting_id=meeting_id, practitioner_id=by.practitioner_key, left_out_at=None
    ).first()
    if attendance is None:
        raise NotAllowed(_("You are not invited to this meeting."))
    if attendance.meeting.state not in _STILL_TO_COME:
        raise meetings.CannotMoveMeeting(_("This meeting is over. Nobody waits for a reply any more."))
    attendance.reply, attendance.replied_at = Reply(reply), at
    attendance.save(update_fields=["reply", "replied_at"])
    audit.record(by=by, did="meeting.replied", target=attendance.meeting, at=at, detail={"reply": reply})
    return attendance


@transaction.atomic
def mark_attendance(*, by: Actor, meeting_id: UUID, there: Mapping[UUID, bool], at: datetime) -> None:
    """Write down who was there. Raises NotAllowed, or CannotMoveMeeting before the meeting and after its minutes."""
    meeting = lock_meeting(by=by, meeting_id=meeting_id)
    if meeting.state not in (MeetingState.UNDER_WAY, MeetingState.TO_CONFIRM):
        raise meetings.CannotMoveMeeting(_("Who was there is written down from the opening to the minutes."))
    invited = list(Attendance.objects.filter(meeting=meeting, left_out_at=None))
    for attendance in invited:
        attendance.was_there = there.get(attendance.pk, attendance.was_there)
    Attendance.objects.bulk_update(invited, ["was_there"])
    audit.record(by=by, did="meeting.attended", target=meeting, at=at)


def _lock_to_come(by: Actor, meeting_id: UUID) -> Meeting:
    meeting = lock_meeting(by=by, meeting_id=meeting_id)
    if meeting.state not in _STILL_TO_COME:
        raise meetings.CannotMoveMeeting(_("This meeting is over. Invite to the next one."))
    return meeting


def _ask(by: Actor, meeting: Meeting, at: datetime, **who: object) -> Attendance:
    asked = Attendance.objects.create(
        agency_id=meeting.agency_id, meeting=meeting, asked_by_id=by.practitioner_key, asked_at=at, **who
    )
    audit.record(by=by, did="meeting.invited", target=meeting, at=at, detail={"attendance": str(asked.pk)})
    return asked


def _let_see_the_meeting(by: Actor, meeting: Meeting, agencies: set[UUID], at: datetime) -> None:
    """An agency that was invited sees when and where, for good. Nothing of a family stands there."""
    open_to = AccessGrant.objects.filter(record_id=meeting.pk, until_at=None).values_list(
        "agency_id", flat=True
    )
    for agency_id in agencies - set(open_to) - {meeting.agency_id}:
        open_access(by=by, record_id=meeting.pk, agency_id=agency_id, because=meeting.reference, at=at)
