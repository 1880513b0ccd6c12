"""Meetings as those who lead them and those who are invited see them. Nobody else sees that there is one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.choices.meetings import CaseState, MeetingState, Reply
from earlyhelp.solve.models import ActionReview, Attendance, Meeting, MeetingAction, MeetingCase
from earlyhelp.solve.rules.actions import OPEN_ACTIONS
from earlyhelp.solve.rules.meetings import ATTENDING_ROLES, may_lead

TO_COME = (MeetingState.PLANNED, MeetingState.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list, with the reader's own reply. `reply` is empty for who leads and is not invited."""

    meeting: Meeting
    reply: str
    leads: bool

    @property
    def reply_words(self) -> str:
        """The reader's own reply in words."""
        return str(Reply(self.reply).label) if self.reply else ""


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action of an earlier meeting that is still open, and what this meeting said of it, if it did."""

    kept: MeetingAction
    review: ActionReview | None

    @property
    def who(self) -> str:
        """Who does it."""
        action = self.kept.action
        return action.practitioner.full_name if action.practitioner else action.somebody


def list_meetings(by: Actor) -> QuerySet[Meeting, Any]:
    """The meetings that this practitioner leads or is invited to, the latest first. Names nobody who is helped."""
    mine = Attendance.objects.filter(
        meeting=OuterRef("pk"), practitioner_id=by.practitioner_key, left_out_at=None
    )
    seen = Q(Exists(mine))
    if may_lead(by, agency_id=by.agency_key):
        seen |= Q(agency_id=by.agency_key)
    found = Meeting.objects.filter(seen)
    return found.select_related("team", "agency", "chair").order_by("-starts_at", "-id")


def list_meeting_rows(by: Actor, meetings: Iterable[Meeting]) -> list[MeetingRow]:
    """These meetings with the reader's own reply to each. One query."""
    found = list(meetings)
    replies = dict(
        Attendance.objects.filter(
            meeting__in=[one.pk for one in found], practitioner_id=by.practitioner_key, left_out_at=None
        ).values_list("meeting_id", "reply")
    )
    return [MeetingRow(one, replies.get(one.pk, ""), may_lead(by, agency_id=one.agency_id)) for one in found]


def get_meeting(by: Actor, reference: str) -> Meeting:
    """One meeting. Raises Meeting.DoesNotExist for whoever neither leads it nor is invited."""
    meeting: Meeting = list_meetings(by).get(reference=reference.strip().upper())
    return meeting


def get_next_meeting(by: Actor, *, at: datetime) -> Meeting | None:
    """The meeting that comes next, or goes on now."""
    to_come = list_meetings(by).filter(state__in=TO_COME, ends_at__gte=at)
    return to_come.order_by("starts_at").first()


def count_to_confirm(by: Actor) -> int:
    """How many meetings wait for this practitioner to confirm their minutes."""
    return Meeting.objects.filter(chair_id=by.practitioner_key, state=MeetingState.TO_CONFIRM).count()


def list_attendances(by: Actor, meeting: Meeting) -> list[Attendance]:
    """Who is invited, in the order of asking. Whoever asks has the meeting."""
    invited = Attendance.objects.filter(meeting=meeting, left_out_at=None)
    return list(invited.select_related("practitioner", "attends_for"))


def list_to_invite(by: Actor, meeting: Meeting) -> QuerySet[Practitioner]:
    """The practitioners who may be invited and are not, by agency."""
    asked = Attendance.objects.filter(meeting=meeting, left_out_at=None, practitioner__isnull=False)
    staff = Practitioner.objects.filter(role__in=ATTENDING_ROLES, is_active=True)
    return (
        staff.exclude(pk__in=asked.values("practitioner_id"))
        .select_related("agency", "team")
        .order_by("agency__name_en", "family_name", "given_name")
    )


def get_last_like(by: Actor, meeting: Meeting) -> Meeting | None:
    """The meeting of the same team and kind before this one that took place."""
    over = (MeetingState.TO_CONFIRM, MeetingState.CONFIRMED)
    before = Meeting.objects.filter(
        team_id=meeting.team_id, kind=meeting.kind, state__in=over, starts_at__lt=meeting.starts_at
    )
    return before.order_by("-starts_at").first()


def list_open_actions_before(by: Actor, meeting: Meeting) -> list[OpenAction]:
    """With what a meeting opens: actions of earlier meetings of its team and kind that are open, or were until it.

    The front door sees them all, others see those that their agency took on. Two queries.
    """
    reviews = {one.meeting_action_id: one for one in ActionReview.objects.filter(meeting=meeting)}
    kept = MeetingAction.objects.filter(
        Q(action__state__in=OPEN_ACTIONS) | Q(pk__in=list(reviews)),
        meeting__team_id=meeting.team_id,
        meeting__kind=meeting.kind,
        meeting__starts_at__lt=meeting.starts_at,
    ).select_related("action__practitioner__agency")
    rows = kept.order_by("action__due_on", "pk")
    if not may_lead(by, agency_id=meeting.agency_id):
        rows = rows.filter(action__practitioner__agency_id=by.agency_key)
    return [OpenAction(one, reviews.get(one.pk)) for one in rows]


def count_waiting(by: Actor, kind: str) -> int:
    """How many cases wait for a meeting of this kind to be called."""
    return MeetingCase.objects.filter(agency_id=by.agency_key, kind=kind, state=CaseState.WAITING).count()


def names_of_agencies(by: Actor, attendances: Iterable[Attendance]) -> dict[UUID, list[str]]:
    """The names of those who attend, by agency."""
    names: dict[UUID, list[str]] = defaultdict(list)
    for one in attendances:
        if one.practitioner is not None and one.attends_for_id is not None:
            names[one.attends_for_id].append(one.practitioner.full_name)
    return dict(names)
