"""The minutes of a meeting: what each agency's copy says, frozen when the chair confirms, and as a paper."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.codelists import words_for
from earlyhelp.partnership.models import Agency
from earlyhelp.solve.choices.lists import DECISION_REASONS
from earlyhelp.solve.choices.meetings import CaseState
from earlyhelp.solve.models import (
    ActionReview,
    Attendance,
    Meeting,
    MeetingAction,
    MeetingCase,
    MeetingDecision,
    MeetingInput,
    Minutes,
)
from earlyhelp.solve.queries.meeting_access import list_allowed
from earlyhelp.solve.queries.meeting_cases import list_case_actions, list_decisions_of

Content = dict[str, Any]


def build_minutes(by: Actor, meeting: Meeting, *, at: datetime) -> dict[UUID, Content]:
    """What the minutes say, for each agency that has a part in the meeting. Plain values, no label in any language.

    For those who lead it. A constant number of queries, and two for each agency.
    """
    cases = list(MeetingCase.objects.filter(meeting=meeting).exclude(state=CaseState.REMOVED))
    audit.record_read(by=by, what="meeting_case", targets=cases, at=at, reason=meeting.reference)
    allowed: Mapping[UUID, set[UUID]] = list_allowed(by=by, meeting=meeting, cases=cases, on=at)
    written = _cases(by, cases)
    reviews = _reviews(meeting)
    head = _head(meeting)
    everything = {case.pk for case in cases}
    return {
        agency_id: head
        | {
            "cases": [
                written[case.pk] if case.pk in seen else {"number": case.position, "withheld": True}
                for case in cases
            ],
            "reviews": [
                one for one in reviews if agency_id == meeting.agency_id or one["agency"] == str(agency_id)
            ],
        }
        for agency_id, seen in {meeting.agency_id: everything, **allowed}.items()
    }


def list_minutes(by: Actor, meeting: Meeting) -> list[Minutes]:
    """The versions of the reader's own agency, the newest first. Row-level security shows no other's to others."""
    own = Minutes.objects.filter(meeting=meeting, for_agency_id=by.agency_key)
    return list(own.select_related("confirmed_by", "for_agency").order_by("-version"))


def get_minutes(by: Actor, meeting: Meeting, *, at: datetime) -> Minutes:
    """The newest minutes of the reader's agency; audited. Raises Minutes.DoesNotExist."""
    own = Minutes.objects.filter(meeting=meeting, for_agency_id=by.agency_key).select_related("confirmed_by")
    minutes = own.order_by("-version").first()
    if minutes is None:
        raise Minutes.DoesNotExist
    audit.record_read(by=by, what="minutes", targets=[minutes], at=at, reason=meeting.reference)
    return minutes


def list_distribution(by: Actor, meeting: Meeting) -> list[Agency]:
    """The agencies that have the minutes, for those who lead the meeting."""
    ids = Minutes.objects.filter(meeting=meeting).values("for_agency_id")
    return list(Agency.objects.filter(pk__in=ids))


def _head(meeting: Meeting) -> Content:
    invited = Attendance.objects.filter(meeting=meeting, left_out_at=None)
    people = [
        {
            "name": one.practitioner.full_name if one.practitioner else one.somebody,
            "of": _named(one.attends_for)
            if one.attends_for
            else {"en": one.somebody_from, "cy": one.somebody_from},
            "there": one.was_there is True,
            "apologies": one.reply == "apologies",
        }
        for one in invited.select_related("practitioner", "attends_for")
    ]
    return {
        "reference": meeting.reference,
        "kind": meeting.kind,
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "place": meeting.place,
        "language": meeting.language,
        "team": _named(meeting.team),
        "chair": meeting.chair.full_name,
        "people": people,
    }


def _cases(by: Actor, cases: Sequence[MeetingCase]) -> dict[UUID, Content]:
    keys = [case.pk for case in cases]
    inputs: dict[UUID, list[MeetingInput]] = defaultdict(list)
    for said in MeetingInput.objects.filter(case_id__in=keys).select_related("from_agency").order_by("pk"):
        inputs[said.case_id].append(said)
    last: dict[UUID, MeetingDecision] = {}
    for decision in list_decisions_of(by, keys):
        last.setdefault(decision.case_id, decision)
    agencies = Agency.objects.in_bulk({key for one in last.values() for key in one.agreed})
    actions: dict[UUID, list[MeetingAction]] = defaultdict(list)
    for kept in list_case_actions(by, keys):
        actions[kept.case_id].append(kept)
    return {
        case.pk: _case(case, inputs[case.pk], last.get(case.pk), agencies, actions[case.pk]) for case in cases
    }


def _case(
    case: MeetingCase,
    inputs: Sequence[MeetingInput],
    decision: MeetingDecision | None,
    agencies: Mapping[UUID, Agency],
    actions: Sequence[MeetingAction],
) -> Content:
    written: Content = {
        "id": str(case.pk),
        "number": case.position,
        "reference": case.reference,
        "people": case.people,
        "strengths": case.strengths,
        "state": case.state,
        "inputs": [
            {"of": _named(said.from_agency), "certainty": said.certainty, "text": said.text}
            for said in inputs
        ],
        "decision": None,
        "actions": [_action(kept) for kept in actions],
    }
    if decision is not None:
        written["decision"] = {
            "outcome": decision.outcome,
            "reason": decision.reason,
            "reason_words": _reason_words(decision),
            "rationale": decision.rationale,
            "met_by": decision.met_by,
            "agreed": [_named(agencies[key]) for key in decision.agreed if key in agencies],
            "dissents": [
                {"of": _named(one.from_agency), "words": one.words} for one in decision.dissents.all()
            ],
        }
    return written


def _action(kept: MeetingAction) -> Content:
    action = kept.action
    who = action.practitioner.full_name if action.practitioner else action.somebody
    return {"text": action.text, "who": who, "due_on": action.due_on.isoformat()}


def _reviews(meeting: Meeting) -> list[Content]:
    found = ActionReview.objects.filter(meeting=meeting).select_related(
        "meeting_action__action__practitioner"
    )
    written = []
    for one in found:
        who = one.meeting_action.action.practitioner
        written.append(
            _action(one.meeting_action)
            | {
                "outcome": one.outcome,
                "words": one.words,
                "agency": str(who.agency_id) if who else "",
                "due_on": one.due_on.isoformat() if one.due_on else "",
            }
        )
    return written


def _named(thing: Any) -> dict[str, str]:
    return {"en": thing.name_en, "cy": thing.name_cy}


def _reason_words(decision: MeetingDecision) -> dict[str, str] | None:
    """The words that the agency gave to the reason; None where it is called as everywhere."""
    words = words_for(DECISION_REASONS, decision.reason, decision.agency_id, decision.decided_at)
    return {"en": words.en, "cy": words.cy} if words else None
