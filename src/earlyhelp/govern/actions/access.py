"""Opening and closing a record to another agency. Row-level security reads these rows."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.models import AccessGrant
from earlyhelp.kit.actor import Actor


@transaction.atomic
def open_access(*, by: Actor, record_id: UUID, agency_id: UUID, because: str, at: datetime) -> AccessGrant:
    """Let an agency see a record from now on, and say why."""
    grant = AccessGrant.objects.create(
        record_id=record_id, agency_id=agency_id, because=because, opened_by=by.practitioner_id, from_at=at
    )
    detail = {"agency": str(agency_id), "record": str(record_id), "because": because}
    audit.record(by=by, did="access.opened", target=grant, kind=EntryKind.SHARE, at=at, detail=detail)
    return grant


@transaction.atomic
def close_access(
    *, by: Actor, record_id: UUID, agency_id: UUID, because: str, at: datetime, opened_for: str = ""
) -> int:
    """End an agency's live involvement with a record. Returns how many grants were ended.

    With `opened_for`, only what was opened with these words: the same record may be open for another reason too.
    """
    live = AccessGrant.objects.filter(record_id=record_id, agency_id=agency_id, until_at=None)
    if opened_for:
        live = live.filter(because=opened_for)
    ended = live.update(until_at=at)
    detail = {"agency": str(agency_id), "record": str(record_id), "because": because}
    audit.record(by=by, did="access.closed", at=at, kind=EntryKind.SHARE, detail=detail)
    return ended
