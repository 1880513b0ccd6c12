"""Who may see which case of a meeting, by invitation, agreement and what is withheld."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.queries import get_live_agreement
from earlyhelp.partnership.rules import NoAgreement
from earlyhelp.solve.models import Attendance, CaseWithholding, Meeting, MeetingCase
from earlyhelp.solve.rules.meetings import SHARED_AS


def list_invited_agencies(*, by: Actor, meeting: Meeting) -> set[UUID]:
    """The other agencies from which somebody with an account is invited. One query."""
    invited = Attendance.objects.filter(meeting=meeting, left_out_at=None, attends_for__isnull=False)
    return set(invited.exclude(attends_for_id=meeting.agency_id).values_list("attends_for_id", flat=True))


def list_allowed(
    *, by: Actor, meeting: Meeting, cases: Sequence[MeetingCase], on: datetime
) -> dict[UUID, set[UUID]]:
    """For each invited agency, the keys of the cases that it may see: under a live agreement, and not withheld.

    For those who lead the meeting: why a case is withheld is theirs alone. Two queries, and two for each agency.
    """
    agencies = list_invited_agencies(by=by, meeting=meeting)
    withheld = set(
        CaseWithholding.objects.filter(case__in=[case.pk for case in cases], ended_at=None).values_list(
            "case_id", "from_agency_id"
        )
    )
    allowed: dict[UUID, set[UUID]] = {}
    for agency_id in agencies:
        covered = {about for about in SHARED_AS if _is_covered(by, meeting, agency_id, about, on)}
        allowed[agency_id] = {
            case.pk for case in cases if case.about in covered and (case.pk, agency_id) not in withheld
        }
    return allowed


def _is_covered(by: Actor, meeting: Meeting, agency_id: UUID, about: str, at: datetime) -> bool:
    try:
        get_live_agreement(
            by=by,
            giver_id=meeting.agency_id,
            receiver_id=agency_id,
            purpose=Purpose.EARLY_HELP,
            data_set=SHARED_AS[about],
            on=at.astimezone(LONDON).date(),
        )
    except NoAgreement:
        return False
    return True
