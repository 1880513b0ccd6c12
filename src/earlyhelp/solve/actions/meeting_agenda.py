"""The agenda of a meeting: what is put on it, in which order, what the meeting is told, and what goes on."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.actions.meeting_access import settle_access
from earlyhelp.solve.choices.meetings import CaseState, CaseStep, MeetingState
from earlyhelp.solve.models import CaseWithholding, Meeting, MeetingCase
from earlyhelp.solve.queries.meeting_telling import Telling, list_tellings
from earlyhelp.solve.queries.together import would_discuss_with
from earlyhelp.solve.rules import meeting_cases, meetings
from earlyhelp.solve.rules.together import check_may_be_discussed

_NOT_OVER = (MeetingState.PLANNED, MeetingState.UNDER_WAY)


@transaction.atomic
def ask_for_meeting(*, by: Actor, kind: str, about: str, record_id: UUID, at: datetime) -> MeetingCase:
    """Put a notification or an episode before the next meeting of this kind. Asking again changes nothing.

    It waits for another when somebody invited to the next one is kept apart from whom it is about.
    `about` is `notification` or `episode`. Raises NotAllowed or IncompleteMeeting when it is not there.
    """
    meetings.check_may_lead(by, agency_id=by.agency_key)
    telling = _telling(by, about, [record_id], at)[0]
    live = _live(telling, kind)
    if live is not None:
        return live
    case = _make(by, telling, kind, None, at)
    meeting = _next_meeting(case.team_id, case.kind)
    if meeting is not None and not would_discuss_with(by, meeting=meeting, cases=[case], at=at):
        _put_on(by, meeting, [case], at)
        settle_access(by=by, meeting=meeting, at=at)
    return case


@transaction.atomic
def add_cases(
    *, by: Actor, meeting_id: UUID, about: str, record_ids: Sequence[UUID], at: datetime
) -> list[MeetingCase]:
    """Put notifications or episodes on the agenda, after what stands there. Those on another agenda are left there.

    Returns the cases that were added. Raises NotAllowed, CannotMoveMeeting, IncompleteMeeting, or BroughtTogether when
    somebody invited is kept apart from one whom a case is about.
    """
    meeting = _lock(by, meeting_id)
    added = []
    for telling in _telling(by, about, record_ids, at):
        live = _live(telling, meeting.kind)
        if live is None:
            added.append(_make(by, telling, meeting.kind, meeting, at))
        elif live.state == CaseState.WAITING:
            added.append(live)
    would_meet = would_discuss_with(by, meeting=meeting, cases=added, at=at)
    check_may_be_discussed(is_apart=would_meet)
    _put_on(by, meeting, added, at)
    settle_access(by=by, meeting=meeting, at=at)
    return added


@transaction.atomic
def put_waiting_on(*, by: Actor, meeting: Meeting, at: datetime) -> int:
    """Put everything that waits for a meeting of this kind on its agenda. Returns how many."""
    waiting = MeetingCase.objects.select_for_update().filter(
        team_id=meeting.team_id, kind=meeting.kind, state=CaseState.WAITING
    )
    cases = list(waiting.order_by("added_at", "pk"))
    _put_on(by, meeting, cases, at)
    return len(cases)


@transaction.atomic
def move_case(*, by: Actor, case_id: UUID, up: bool, at: datetime) -> None:
    """Move a case one place up or down. At the end of the list nothing happens. Raises NotAllowed."""
    case = MeetingCase.objects.get(pk=case_id)
    meeting = _lock(by, case.meeting_id)
    order = _order(meeting)
    here = [one.pk for one in order].index(case_id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        _number(meeting, order)
        audit.record(by=by, did="meeting.agenda_changed", target=meeting, at=at)


@transaction.atomic
def remove_case(*, by: Actor, case_id: UUID, why: str, at: datetime) -> None:
    """Take a case off the agenda, or off what waits for one, and say why. Raises NotAllowed, CannotMoveMeeting."""
    case = MeetingCase.objects.select_for_update().get(pk=case_id)
    meetings.check_may_lead(by, agency_id=case.agency_id)
    _step(case, CaseStep.REMOVE, at, why)
    case.save(update_fields=["state", "state_at", "state_why"])
    audit.record(by=by, did="meeting_case.removed", target=case, at=at, reason=why)
    if case.meeting_id is not None:
        meeting = _lock(by, case.meeting_id)
        _number(meeting, _order(meeting))
        settle_access(by=by, meeting=meeting, at=at)


@transaction.atomic
def tell_meeting(
    *, by: Actor, case_id: UUID, expected_version: int, people: str, strengths: str, known: str, at: datetime
) -> MeetingCase:
    """Say what the meeting is told of a case. Raises NotAllowed, or CannotMoveMeeting when somebody was first."""
    case = MeetingCase.objects.select_for_update().get(pk=case_id)
    meetings.check_may_lead(by, agency_id=case.agency_id)
    if case.state not in (CaseState.WAITING, *meeting_cases.SHOWN):
        raise meetings.CannotMoveMeeting(_("The meeting is over. Correct its minutes instead."))
    if case.version != expected_version:
        raise meetings.CannotMoveMeeting(
            _("A colleague changed what the meeting is told. Read it, then send yours again to replace it.")
        )
    said = {"people": people.strip(), "strengths": strengths.strip(), "known": known.strip()}
    changed = {name: (getattr(case, name), words) for name, words in said.items()}
    case.people, case.strengths, case.known = said.values()
    case.version += 1
    case.save(update_fields=["people", "strengths", "known", "version"])
    audit.record(by=by, did="meeting_case.told", target=case, at=at, changed=changed)
    return case


def carry_on(*, by: Actor, case: MeetingCase, step: CaseStep, at: datetime) -> MeetingCase:
    """End a case here and let it wait for the next meeting, or stand on its agenda if there is one already."""
    _step(case, step, at, "")
    case.save(update_fields=["state", "state_at", "state_why"])
    telling = Telling(
        case.about,
        case.notification_id or case.episode_id,
        case.reference,
        case.people,
        case.strengths,
        case.known,
    )
    following = _make(by, telling, case.kind, None, at, previous=case)
    kept_back = CaseWithholding.objects.filter(case=case, ended_at=None)
    CaseWithholding.objects.bulk_create(
        CaseWithholding(
            agency_id=one.agency_id,
            case=following,
            from_agency_id=one.from_agency_id,
            why=one.why,
            withheld_by_id=one.withheld_by_id,
            withheld_at=one.withheld_at,
        )
        for one in kept_back
    )
    meeting = _next_meeting(case.team_id, case.kind, after=case.meeting_id)
    if meeting is not None and not would_discuss_with(by, meeting=meeting, cases=[following], at=at):
        _put_on(by, meeting, [following], at)
        settle_access(by=by, meeting=meeting, at=at)
    audit.record(by=by, did="meeting_case.carried", target=following, at=at)
    return following


def _lock(by: Actor, meeting_id: UUID | None) -> Meeting:
    if meeting_id is None:
        raise Meeting.DoesNotExist
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    meetings.check_may_lead(by, agency_id=meeting.agency_id)
    if meeting.state not in _NOT_OVER:
        raise meetings.CannotMoveMeeting(_("This meeting is over. Choose the next one."))
    return meeting


def _telling(by: Actor, about: str, record_ids: Iterable[UUID], at: datetime) -> list[Telling]:
    asked = list(dict.fromkeys(record_ids))
    found = list_tellings(by=by, about=about, record_ids=asked, at=at)
    if len(found) != len(asked):
        raise meetings.IncompleteMeeting(_("One of these is not with your front door. Choose again."))
    return found


def _live(telling: Telling, kind: str) -> MeetingCase | None:
    live = MeetingCase.objects.select_for_update().filter(state__in=meeting_cases.LIVE)
    if telling.record_id is None:
        return None
    if telling.about == "notification":
        return live.filter(notification_id=telling.record_id).first()
    return live.filter(episode_id=telling.record_id, kind=kind).first()


def _make(
    by: Actor,
    telling: Telling,
    kind: str,
    meeting: Meeting | None,
    at: datetime,
    previous: MeetingCase | None = None,
) -> MeetingCase:
    case = MeetingCase.objects.create(
        agency_id=by.agency_key,
        team_id=previous.team_id if previous else (meeting.team_id if meeting else by.team_key),
        kind=kind,
        notification_id=telling.record_id if telling.about == "notification" else None,
        episode_id=telling.record_id if telling.about == "episode" else None,
        reference=telling.reference,
        people=telling.people,
        strengths=telling.strengths,
        known=telling.known,
        minutes=meetings.USUAL_MINUTES,
        state_at=at,
        previous=previous,
        added_by_id=by.practitioner_key,
        added_at=at,
    )
    audit.record(by=by, did="meeting_case.added", target=case, at=at)
    return case


def _next_meeting(team_id: UUID, kind: str, after: UUID | None = None) -> Meeting | None:
    planned = Meeting.objects.select_for_update().filter(
        team_id=team_id, kind=kind, state=MeetingState.PLANNED
    )
    if after is not None:
        planned = planned.exclude(pk=after)
    return planned.order_by("starts_at").first()


def _put_on(by: Actor, meeting: Meeting, cases: list[MeetingCase], at: datetime) -> None:
    order = _order(meeting)
    for case in cases:
        _step(case, CaseStep.PUT_ON, at, "")
        case.meeting = meeting
        case.save(update_fields=["state", "state_at", "state_why", "meeting"])
    if cases:
        audit.record(by=by, did="meeting.agenda_changed", target=meeting, at=at, detail={"added": len(cases)})
    _number(meeting, [*order, *cases])


def _order(meeting: Meeting) -> list[MeetingCase]:
    return list(
        MeetingCase.objects.filter(meeting=meeting, state__in=meeting_cases.SHOWN).order_by("position", "pk")
    )


def _number(meeting: Meeting, order: list[MeetingCase]) -> None:
    """Number the cases from 1 and share the time out among them."""
    minutes = meetings.minutes_for(meeting.starts_at, meeting.ends_at, len(order))
    for number, case in enumerate(order, start=1):
        case.position, case.minutes = number, minutes
    MeetingCase.objects.bulk_update(order, ["position", "minutes"])
    meeting.case_count = len(order)
    meeting.save(update_fields=["case_count"])


def _step(case: MeetingCase, step: CaseStep, at: datetime, why: str) -> None:
    case.state = meetings.check_step(meeting_cases.MACHINE, case.state, step)
    case.state_at, case.state_why = at, why
