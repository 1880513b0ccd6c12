"""A meeting while it goes on: one case after another, what each agency says, what is decided, and who does what."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries.codelists import list_offered
from earlyhelp.solve.actions.actions import add_action, hand_over_action, move_action
from earlyhelp.solve.actions.decisions import decide
from earlyhelp.solve.actions.meeting_access import open_actions_to
from earlyhelp.solve.choices import ActionState, TriageState
from earlyhelp.solve.choices.lists import DECISION_REASONS
from earlyhelp.solve.choices.meetings import CaseState, CaseStep, Certainty, MeetingState, Reviewed
from earlyhelp.solve.models import (
    Action,
    ActionReview,
    Attendance,
    Decision,
    Episode,
    Meeting,
    MeetingAction,
    MeetingCase,
    MeetingDecision,
    MeetingDissent,
    MeetingInput,
)
from earlyhelp.solve.queries.decisions import get_last_decision
from earlyhelp.solve.queries.episodes import list_live_parts
from earlyhelp.solve.queries.states import get_state
from earlyhelp.solve.rules import meeting_cases, meetings


@dataclass(frozen=True, slots=True)
class Decided:
    """What the meeting decided. `agreed` are the keys of the agencies that agreed."""

    outcome: str
    reason: str
    rationale: str
    met_by: str = ""
    agreed: tuple[UUID, ...] = ()


@transaction.atomic
def take_case(*, by: Actor, case_id: UUID, at: datetime) -> MeetingCase:
    """Discuss this case now. The one before goes back to wait, unless it is decided. Raises NotAllowed, CannotMove…"""
    case, meeting = _lock(by, case_id)
    if case.state == CaseState.OPEN:
        return case
    stop_clock(by=by, meeting=meeting, at=at)
    case.state = meetings.check_step(meeting_cases.MACHINE, case.state, CaseStep.TAKE)
    case.state_at = case.taken_at = at
    case.save(update_fields=["state", "state_at", "taken_at"])
    audit.record(by=by, did="meeting_case.taken", target=case, at=at, reason=meeting.reference)
    return case


@transaction.atomic
def stop_clock(*, by: Actor, meeting: Meeting, at: datetime) -> None:
    """Count the time of the case that is being discussed, and let it wait when nothing was decided."""
    for case in MeetingCase.objects.select_for_update().filter(meeting=meeting, taken_at__isnull=False):
        _count(case, at)
        if case.state == CaseState.OPEN:
            case.state = meetings.check_step(meeting_cases.MACHINE, case.state, CaseStep.PUT_BACK)
            case.state_at = at
        case.save(update_fields=["state", "state_at", "taken_at", "used_seconds"])
        audit.record(by=by, did="meeting_case.left", target=case, at=at, reason=meeting.reference)


@transaction.atomic
def add_input(
    *, by: Actor, case_id: UUID, from_agency_id: UUID, certainty: str, text: str, at: datetime
) -> MeetingInput:
    """Write down what an agency says about a case. Others write for their own agency, the front door for each.

    Raises NotAllowed, CannotMoveMeeting, IncompleteMeeting, or MeetingCase.DoesNotExist where it may not be seen.
    """
    case = MeetingCase.objects.select_related("meeting").get(pk=case_id)
    meeting = _attended(by, case)
    if not meetings.may_lead(by, agency_id=case.agency_id) and from_agency_id != by.agency_id:
        raise NotAllowed(_("You can write only for your own agency."))
    if not text.strip():
        raise meetings.IncompleteMeeting(_("Enter what your agency can say about this case."))
    said = MeetingInput.objects.create(
        agency_id=case.agency_id,
        case=case,
        from_agency_id=from_agency_id,
        certainty=Certainty(certainty),
        text=text.strip(),
        in_meeting=meeting.state == MeetingState.UNDER_WAY,
        written_by_id=by.practitioner_key,
        written_at=at,
    )
    audit.record(by=by, did="meeting_case.input_added", target=case, at=at, reason=meeting.reference)
    return said


@transaction.atomic
def decide_case(
    *, by: Actor, case_id: UUID, expected_number: int, decided: Decided, at: datetime
) -> MeetingDecision:
    """Write down what the meeting decided. Where a notification waits for a decision, this is its decision too.

    The same sent twice is one decision. Raises NotAllowed, CannotMoveMeeting, IncompleteMeeting, ChangedMeanwhile,
    or what `decide` raises.
    """
    case, meeting = _lock(by, case_id)
    said = decided
    reasons = dict(list_offered(by, DECISION_REASONS, group=said.outcome, agency_id=case.agency_id))
    meetings.check_meeting_decision(
        case.about, said.outcome, said.reason, said.rationale, said.met_by, reasons=reasons
    )
    last = MeetingDecision.objects.filter(case=case).select_related("decided_by").first()
    if last is not None and last.number != expected_number:
        if last.number == expected_number + 1 and _said(last) == said:
            return last
        raise meetings.ChangedMeanwhile(last.decided_by.full_name)
    state = meetings.check_step(meeting_cases.MACHINE, case.state, CaseStep.DECIDE)
    decision = MeetingDecision.objects.create(
        agency_id=case.agency_id,
        case=case,
        number=expected_number + 1,
        outcome=said.outcome,
        reason=said.reason,
        rationale=said.rationale,
        met_by=said.met_by,
        agreed=list(said.agreed),
        triage=_end_triage(by, case, last, said, at),
        decided_by_id=by.practitioner_key,
        decided_at=at,
    )
    case.state, case.state_at = state, at
    if case.taken_at is not None:
        _count(case, at)
        case.taken_at = at
    case.save(update_fields=["state", "state_at", "taken_at", "used_seconds"])
    detail = {"outcome": said.outcome, "number": decision.number}
    audit.record(
        by=by, did="meeting_case.decided", target=case, at=at, reason=meeting.reference, detail=detail
    )
    return decision


@transaction.atomic
def add_dissent(
    *, by: Actor, case_id: UUID, from_agency_id: UUID, words: str, at: datetime
) -> MeetingDissent:
    """Write down that an agency does not agree with the last decision, in its words.

    Raises NotAllowed, CannotMoveMeeting or IncompleteMeeting.
    """
    case = MeetingCase.objects.select_related("meeting").get(pk=case_id)
    meeting = _attended(by, case)
    if not meetings.may_lead(by, agency_id=case.agency_id) and from_agency_id != by.agency_id:
        raise NotAllowed(_("You can write only for your own agency."))
    decision = MeetingDecision.objects.filter(case=case).first()
    if decision is None:
        raise meetings.CannotMoveMeeting(_("Nothing is decided yet. Dissent is from a decision."))
    if not words.strip():
        raise meetings.IncompleteMeeting(_("Enter the words of the agency that does not agree."))
    dissent = MeetingDissent.objects.create(
        agency_id=case.agency_id,
        case=case,
        decision=decision,
        from_agency_id=from_agency_id,
        words=words.strip(),
        written_by_id=by.practitioner_key,
        written_at=at,
    )
    audit.record(by=by, did="meeting_case.dissented", target=case, at=at, reason=meeting.reference)
    return dissent


@transaction.atomic
def add_meeting_action(
    *,
    by: Actor,
    case_id: UUID,
    text: str,
    due_on: date,
    at: datetime,
    practitioner: Practitioner | None = None,
    somebody: str = "",
) -> MeetingAction:
    """Write down what somebody takes on. An action about an episode is one of its plan too, if its owner works there.

    The owner's agency goes on seeing it after the meeting. Raises NotAllowed or what `add_action` raises.
    """
    case, meeting = _lock(by, case_id)
    key, episode = new_id(), _episode_for(by, case, practitioner)
    action = add_action(
        by=by,
        record_id=episode.pk if episode else key,
        agency_id=case.agency_id,
        episode=episode,
        text=text,
        practitioner=practitioner,
        somebody=somebody,
        due_on=due_on,
        at=at,
    )
    made = MeetingAction.objects.create(
        id=key, agency_id=case.agency_id, meeting=meeting, case=case, action=action, added_at=at
    )
    if practitioner is not None and practitioner.agency_id != case.agency_id:
        open_actions_to(
            by=by, record_id=key, agencies=[practitioner.agency_id], because=meeting.reference, at=at
        )
    return made


def _episode_for(by: Actor, case: MeetingCase, practitioner: Practitioner | None) -> Episode | None:
    """The episode whose plan the action joins. An owner outside of it could neither see nor finish it there."""
    if case.episode is None or practitioner is None:
        return case.episode
    works = list_live_parts(by, [case.episode.pk]).filter(practitioner_id=practitioner.pk).exists()
    at_front_door = practitioner.role in FRONT_DOOR_ROLES and practitioner.agency_id == case.agency_id
    return case.episode if works or at_front_door else None


@transaction.atomic
def review_action(
    *,
    by: Actor,
    meeting_id: UUID,
    meeting_action_id: UUID,
    outcome: str,
    at: datetime,
    words: str = "",
    due_on: date | None = None,
) -> ActionReview:
    """Say at this meeting what became of an action: done, no longer needed, or carried over to a date.

    Said again, the first answer stands. Raises NotAllowed, CannotMoveMeeting, IncompleteMeeting.
    """
    meeting = _under_way(by, meeting_id)
    found = MeetingAction.objects.select_for_update(of=("self",)).select_related("action__practitioner")
    kept = found.get(pk=meeting_action_id)
    before = ActionReview.objects.filter(meeting=meeting, meeting_action=kept).first()
    if before is not None:
        return before
    wanted = Reviewed(outcome)
    if wanted == Reviewed.CARRIED and due_on is None:
        raise meetings.IncompleteMeeting(_("Enter the new date by which it is done."))
    review = ActionReview.objects.create(
        agency_id=meeting.agency_id,
        meeting=meeting,
        meeting_action=kept,
        outcome=wanted,
        words=words.strip(),
        due_on=due_on if wanted == Reviewed.CARRIED else None,
        reviewed_by_id=by.practitioner_key,
        reviewed_at=at,
    )
    audit.record(by=by, did="meeting.action_reviewed", target=meeting, at=at, detail={"outcome": outcome})
    _change(by, kept.action, wanted, words, due_on, at)
    return review


def _change(
    by: Actor, action: Action, wanted: Reviewed, words: str, due_on: date | None, at: datetime
) -> None:
    if wanted == Reviewed.CARRIED:
        hand_over_action(
            by=by,
            action_id=action.pk,
            practitioner=action.practitioner,
            person=action.person,
            somebody=action.somebody,
            due_on=due_on,
            at=at,
        )
        return
    state = ActionState.DONE if wanted == Reviewed.DONE else ActionState.NOT_NEEDED
    move_action(by=by, action_id=action.pk, state=state, came_of_it=words, at=at)


def _end_triage(
    by: Actor, case: MeetingCase, last: MeetingDecision | None, said: Decided, at: datetime
) -> Decision | None:
    """Decide the triage too, where one waits for it or this meeting decided it before. Otherwise it is left alone."""
    if case.notification_id is None or not meetings.is_for_triage(said.outcome):
        return None
    before = get_last_decision(by, case.notification_id)
    waits = get_state(by, case.notification_id) != TriageState.DECIDED
    ours = before is not None and last is not None and last.triage_id == before.pk
    if not waits and not ours:
        return None
    return decide(
        by=by,
        notification_id=case.notification_id,
        expected_number=before.number if before else 0,
        outcome=said.outcome,
        reason=said.reason,
        rationale=said.rationale,
        met_by=said.met_by,
        at=at,
    )


def _said(decision: MeetingDecision) -> Decided:
    return Decided(
        decision.outcome, decision.reason, decision.rationale, decision.met_by, tuple(decision.agreed)
    )


def _count(case: MeetingCase, at: datetime) -> None:
    if case.taken_at is not None:
        case.used_seconds += max(0, int((at - case.taken_at).total_seconds()))
        case.taken_at = None


def _lock(by: Actor, case_id: UUID) -> tuple[MeetingCase, Meeting]:
    where = MeetingCase.objects.only("meeting_id").get(pk=case_id).meeting_id
    meeting = _under_way(by, where)
    case = MeetingCase.objects.select_for_update(of=("self",)).select_related("episode").get(pk=case_id)
    return case, meeting


def _under_way(by: Actor, meeting_id: UUID | None) -> Meeting:
    if meeting_id is None:
        raise Meeting.DoesNotExist
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    meetings.check_may_lead(by, agency_id=meeting.agency_id)
    if meeting.state != MeetingState.UNDER_WAY:
        raise meetings.CannotMoveMeeting(
            _("This meeting is not under way. Open it first, or look at its minutes.")
        )
    return meeting


def _attended(by: Actor, case: MeetingCase) -> Meeting:
    """The meeting of a case, when it is not over and the actor leads it or is invited. Raises NotAllowed."""
    meeting = case.meeting
    if meeting is None or meeting.state not in (MeetingState.PLANNED, MeetingState.UNDER_WAY):
        raise meetings.CannotMoveMeeting(_("This meeting is over. What you wrote was not added."))
    invited = Attendance.objects.filter(
        meeting=meeting, practitioner_id=by.practitioner_key, left_out_at=None
    ).exists()
    if not invited and not meetings.may_lead(by, agency_id=meeting.agency_id):
        raise NotAllowed(_("You are not invited to this meeting."))
    return meeting
