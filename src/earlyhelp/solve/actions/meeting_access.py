"""Which agency sees which case of a meeting: opened under a live agreement, ended with the meeting."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from earlyhelp.govern.actions import audit, close_access, open_access
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AccessGrant
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.actions.disclosures import disclose
from earlyhelp.solve.choices.meetings import CaseState, MeetingState
from earlyhelp.solve.models import CaseWithholding, Episode, Meeting, MeetingCase
from earlyhelp.solve.queries.meeting_access import list_allowed
from earlyhelp.solve.rules.meeting_cases import SHOWN
from earlyhelp.solve.rules.meetings import SHARED_AS, check_may_lead

_OPEN = (MeetingState.PLANNED, MeetingState.UNDER_WAY)


@transaction.atomic
def settle_access(*, by: Actor, meeting: Meeting, at: datetime) -> None:
    """Open what the invited agencies may see now, and end what they may not. Doing it again changes nothing."""
    cases = list(MeetingCase.objects.filter(meeting=meeting))
    wanted: set[tuple[UUID, UUID]] = set()
    if meeting.state in _OPEN:
        shown = [case for case in cases if case.state in SHOWN]
        allowed = list_allowed(by=by, meeting=meeting, cases=shown, on=at)
        wanted = {(case_id, agency_id) for agency_id, ids in allowed.items() for case_id in ids}
    live = AccessGrant.objects.filter(record_id__in=[case.pk for case in cases], until_at=None)
    opened = set(live.values_list("record_id", "agency_id"))
    known = {case.pk: case for case in cases}
    for record_id, agency_id in sorted(wanted - opened):
        _disclose(by, known[record_id], agency_id, at)
        open_access(by=by, record_id=record_id, agency_id=agency_id, because=meeting.reference, at=at)
    for record_id, agency_id in sorted(opened - wanted):
        close_access(by=by, record_id=record_id, agency_id=agency_id, because=meeting.reference, at=at)


@transaction.atomic
def withhold_case(*, by: Actor, case_id: UUID, from_agency_id: UUID, why: str, at: datetime) -> None:
    """Keep a case back from one agency, and say why. It will know that there is a case, and nothing else of it.

    Raises NotAllowed or MeetingCase.DoesNotExist. Doing it again changes nothing.
    """
    case = _lock(by, case_id)
    _, made = CaseWithholding.objects.get_or_create(
        case=case,
        from_agency_id=from_agency_id,
        ended_at=None,
        defaults={
            "agency_id": case.agency_id,
            "why": why,
            "withheld_by_id": by.practitioner_key,
            "withheld_at": at,
        },
    )
    if made:
        detail = {"agency": str(from_agency_id)}
        audit.record(by=by, did="meeting_case.withheld", target=case, at=at, reason=why, detail=detail)
    _settle_case(by, case, at)


@transaction.atomic
def end_withholding(*, by: Actor, case_id: UUID, from_agency_id: UUID, at: datetime) -> None:
    """Let an agency see a case after all. Raises NotAllowed or MeetingCase.DoesNotExist."""
    case = _lock(by, case_id)
    live = CaseWithholding.objects.filter(case=case, from_agency_id=from_agency_id, ended_at=None)
    if live.update(ended_at=at):
        detail = {"agency": str(from_agency_id)}
        audit.record(by=by, did="meeting_case.shown", target=case, at=at, detail=detail)
    _settle_case(by, case, at)


def open_actions_to(
    *, by: Actor, record_id: UUID, agencies: Iterable[UUID], because: str, at: datetime
) -> None:
    """Let these agencies see one action from now on."""
    for agency_id in agencies:
        open_access(by=by, record_id=record_id, agency_id=agency_id, because=because, at=at)


def _disclose(by: Actor, case: MeetingCase, agency_id: UUID, at: datetime) -> None:
    """What an invited agency is shown of a case. It is written under the notification or the episode it is about."""
    kind, key = (
        (Notification, case.notification_id) if case.about == "notification" else (Episode, case.episode_id)
    )
    disclose(
        by=by,
        giver_id=case.agency_id,
        receiver_id=agency_id,
        purpose=Purpose.EARLY_HELP,
        data_set=SHARED_AS[case.about],
        about=kind(pk=key, reference=case.reference),
        at=at,
    )


def _lock(by: Actor, case_id: UUID) -> MeetingCase:
    live = Q(state__in=[*SHOWN, CaseState.WAITING])
    case = MeetingCase.objects.select_for_update().get(live, pk=case_id)
    check_may_lead(by, agency_id=case.agency_id)
    return case


def _settle_case(by: Actor, case: MeetingCase, at: datetime) -> None:
    if case.meeting_id is not None:
        settle_access(by=by, meeting=Meeting.objects.get(pk=case.meeting_id), at=at)
