"""One meeting's cases, as its reader may see them: on the left all, on the right one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency
from earlyhelp.solve.choices.meetings import CaseState
from earlyhelp.solve.models import (
    CaseWithholding,
    Meeting,
    MeetingAction,
    MeetingCase,
    MeetingDecision,
    MeetingDissent,
    MeetingInput,
)
from earlyhelp.solve.rules.meetings import may_lead

_GONE = (CaseState.REMOVED, CaseState.CARRIED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the agenda. `case` is None where the case is withheld from the reader's agency."""

    number: int
    case: MeetingCase | None
    used_minutes: int = 0

    @property
    def is_over_time(self) -> bool:
        """True when more time went than was meant. Nothing stops it."""
        return self.case is not None and self.used_minutes > self.case.minutes


@dataclass(frozen=True, slots=True)
class MadeDecision:
    """A decision of the meeting, with who agreed and who did not."""

    decision: MeetingDecision
    agreed: tuple[Agency, ...]
    dissents: tuple[MeetingDissent, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything that the right-hand pane shows of one case."""

    case: MeetingCase
    line: Line
    inputs: tuple[MeetingInput, ...]
    decisions: tuple[MadeDecision, ...]
    actions: tuple[MeetingAction, ...]
    withheld_from: tuple[CaseWithholding, ...]
    carried_to: str

    @property
    def last(self) -> MadeDecision | None:
        """The decision that counts."""
        return self.decisions[0] if self.decisions else None

    @property
    def number(self) -> int:
        """The number of the decision that counts, 0 when there is none."""
        return self.last.decision.number if self.last else 0


def list_agenda(by: Actor, meeting: Meeting, *, at: datetime) -> list[Line]:
    """The agenda, in order. A number whose case the reader's agency does not see is there, and empty.

    One query. It names nobody: whoever shows a case asks for `get_case_page`.
    """
    seen = MeetingCase.objects.filter(meeting=meeting).exclude(state=CaseState.REMOVED)
    cases = {case.position: case for case in seen.order_by("position", "pk")}
    numbers = range(1, max([meeting.case_count, *cases]) + 1)
    return [_line(number, cases.get(number), at) for number in numbers]


def list_names(by: Actor, meeting: Meeting, lines: Sequence[Line], *, at: datetime) -> None:
    """Audit that the list of cases with the names in it was shown; the meeting is the reason."""
    shown = [line.case for line in lines if line.case is not None]
    audit.record_read(by=by, what="meeting_case", targets=shown, at=at, reason=meeting.reference)


def get_case_page(by: Actor, meeting: Meeting, case_id: UUID, *, at: datetime) -> CasePage:
    """One case of a meeting that the reader has; audited, with the meeting as the reason.

    Raises MeetingCase.DoesNotExist where it is withheld, or the meeting is over and it is another agency's. A
    constant number of queries.
    """
    cases = MeetingCase.objects.filter(meeting=meeting).exclude(state=CaseState.REMOVED)
    case = cases.select_related("notification", "episode", "next__meeting").get(pk=case_id)
    audit.record_read(by=by, what="meeting_case", targets=[case], at=at, reason=meeting.reference)
    leads = may_lead(by, agency_id=meeting.agency_id)
    withheld = CaseWithholding.objects.filter(case=case, ended_at=None).select_related("from_agency")
    return CasePage(
        case=case,
        line=_line(case.position, case, at),
        inputs=tuple(
            MeetingInput.objects.filter(case=case).select_related("from_agency", "written_by").order_by("pk")
        ),
        decisions=_decisions(list_decisions_of(by, [case.pk])),
        actions=tuple(list_case_actions(by, [case.pk])),
        withheld_from=tuple(withheld) if leads else (),
        carried_to=_carried_to(case),
    )


def list_decisions_of(by: Actor, case_ids: Sequence[UUID]) -> list[MeetingDecision]:
    """The decisions on these cases with their dissents, the last of each case first."""
    made = MeetingDecision.objects.filter(case_id__in=case_ids).select_related("decided_by")
    return list(made.prefetch_related("dissents__from_agency").order_by("case_id", "-number"))


def list_case_actions(by: Actor, case_ids: Sequence[UUID]) -> list[MeetingAction]:
    """The actions taken on for these cases, with who does them."""
    kept = MeetingAction.objects.filter(case_id__in=case_ids)
    return list(kept.select_related("action__practitioner__agency").order_by("added_at", "pk"))


def _decisions(made: Sequence[MeetingDecision]) -> tuple[MadeDecision, ...]:
    keys = {key for one in made for key in one.agreed}
    agencies: Mapping[UUID, Agency] = Agency.objects.in_bulk(keys) if keys else {}
    return tuple(
        MadeDecision(
            one, tuple(agencies[key] for key in one.agreed if key in agencies), tuple(one.dissents.all())
        )
        for one in made
    )


def _line(number: int, case: MeetingCase | None, at: datetime) -> Line:
    if case is None:
        return Line(number, None)
    used = case.used_seconds
    if case.taken_at is not None:
        used += max(0, int((at - case.taken_at).total_seconds()))
    return Line(number, case, used // 60)


def _carried_to(case: MeetingCase) -> str:
    following = getattr(case, "next", None)
    if (case.state not in _GONE and case.state != CaseState.SEALED) or following is None:
        return ""
    return following.meeting.reference if following.meeting else ""
