"""Minutes: confirmed by the chair and frozen, a copy for each agency; corrected by a new version."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit, open_access
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.actions.meeting_messages import tell_invited
from earlyhelp.solve.actions.meetings import lock_meeting
from earlyhelp.solve.choices.meetings import MeetingState, MeetingStep
from earlyhelp.solve.models import Meeting, Minutes
from earlyhelp.solve.queries.meeting_minutes import Content, build_minutes
from earlyhelp.solve.rules import meetings


@transaction.atomic
def confirm_minutes(*, by: Actor, meeting_id: UUID, at: datetime) -> int:
    """Freeze the minutes. Each agency gets the copy that it may see, and everybody invited hears.

    Returns how many copies there are. Raises NotAllowed or CannotMoveMeeting.
    """
    meeting = lock_meeting(by=by, meeting_id=meeting_id)
    meeting.state = meetings.check_step(meetings.MACHINE, meeting.state, MeetingStep.CONFIRM)
    meeting.state_at = at
    meeting.save(update_fields=["state", "state_at"])
    contents = {key: one | {"corrections": []} for key, one in build_minutes(by, meeting, at=at).items()}
    return _keep(by, meeting, 1, contents, "", at)


@transaction.atomic
def correct_minutes(
    *, by: Actor, meeting_id: UUID, expected_version: int, case_id: str, text: str, at: datetime
) -> int:
    """Add a correction as a new version: to one case, or to the whole (`case_id` empty). What was frozen stays.

    Only agencies that see the case see its correction. Returns the new version. Raises NotAllowed, CannotMoveMeeting
    or IncompleteMeeting.
    """
    meeting = lock_meeting(by=by, meeting_id=meeting_id)
    if meeting.state != MeetingState.CONFIRMED:
        raise meetings.CannotMoveMeeting(
            _("These minutes are not confirmed yet. There is nothing to correct.")
        )
    if not text.strip():
        raise meetings.IncompleteMeeting(_("Enter what is right."))
    version = Minutes.objects.filter(meeting=meeting).aggregate(last=Max("version"))["last"]
    if version != expected_version:
        raise meetings.CannotMoveMeeting(
            _("A colleague corrected these minutes in the meantime. Read them, then send yours again.")
        )
    contents: dict[UUID, Content] = {}
    for copy in Minutes.objects.filter(meeting=meeting, version=version):
        seen = {one.get("id", "") for one in copy.content["cases"]}
        said = {"case": case_id, "text": text.strip(), "at": at.isoformat()}
        added = [said] if not case_id or case_id in seen else []
        contents[copy.for_agency_id] = copy.content | {"corrections": [*copy.content["corrections"], *added]}
    _keep(by, meeting, version + 1, contents, text.strip()[:300], at)
    return int(version) + 1


def _keep(
    by: Actor, meeting: Meeting, version: int, contents: dict[UUID, Content], why: str, at: datetime
) -> int:
    for agency_id, content in contents.items():
        copy = Minutes.objects.create(
            agency_id=meeting.agency_id,
            meeting=meeting,
            version=version,
            for_agency_id=agency_id,
            content=content,
            why=why if agency_id == meeting.agency_id else "",
            confirmed_by_id=by.practitioner_key,
            confirmed_at=at,
        )
        if agency_id != meeting.agency_id:
            open_access(by=by, record_id=copy.pk, agency_id=agency_id, because=meeting.reference, at=at)
    did = "minutes.confirmed" if version == 1 else "minutes.corrected"
    audit.record(by=by, did=did, target=meeting, at=at, detail={"version": version, "copies": len(contents)})
    tell_invited(by=by, meeting=meeting, template=Template.MEETING_MINUTES, at=at)
    return len(contents)
