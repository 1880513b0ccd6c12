"""What was said in supervision, and for how long an episode may be reopened."""

from datetime import datetime
from uuid import UUID

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import rules
from earlyhelp.solve.models import EpisodeStandard, SupervisionNote


def list_supervision_notes(*, by: Actor, worker: Practitioner, at: datetime) -> list[SupervisionNote]:
    """The notes about a worker's case work, the newest first; audited. Raises NotAllowed."""
    rules.check_may_read_supervision(by, worker_id=worker.pk, worker_agency=worker.agency_id)
    notes = SupervisionNote.objects.filter(worker=worker, agency_id=worker.agency_id)
    found = list(notes.select_related("written_by", "episode"))
    audit.record_read(by=by, what="supervision_note", targets=found, at=at)
    return found


def get_reopening_days(by: Actor, agency_id: UUID) -> int:
    """For how many days after its close an episode may be reopened in this council."""
    last = EpisodeStandard.objects.filter(agency_id=agency_id).first()
    return last.reopen_within_days if last else rules.REOPEN_WITHIN_DAYS
