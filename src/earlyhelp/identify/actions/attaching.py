"""Adding a photo or a PDF to a notification that one sent."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify import rules
from earlyhelp.identify.actions.amending import tell_front_door
from earlyhelp.identify.files import FileRefused, clean_file
from earlyhelp.identify.models import Attachment, Notification
from earlyhelp.identify.scanning import scan
from earlyhelp.kit.actor import Actor


@transaction.atomic
def attach_file(
    *, by: Actor, notification_id: UUID, sent: bytes, shows: str, scanner: str, at: datetime
) -> Attachment:
    """Keep a file with a notification and tell the front door. The same file sent twice is one.

    `scanner` is the address of a ClamAV daemon, empty where there is none. Raises NotAllowed, FileRefused or
    Notification.DoesNotExist.
    """
    found = Notification.objects.select_for_update(of=("self",)).select_related("front_door")
    notification = found.get(pk=notification_id)
    rules.check_may_amend(by, submitted_by=notification.submitted_by_id)
    digest = sha256(sent).hexdigest()
    kept = Attachment.objects.filter(notification=notification)
    if made := kept.filter(digest=digest).first():
        return made
    if kept.count() >= rules.MOST_ATTACHMENTS:
        raise FileRefused(rules.TOO_MANY_ATTACHMENTS)
    clean = clean_file(sent)
    is_scanned = scan(sent, address=scanner)
    attachment = Attachment.objects.create(
        agency_id=notification.agency_id,
        notification=notification,
        kind=clean.kind,
        shows=shows.strip()[: rules.LONGEST_SHOWS],
        content=clean.content,
        size=len(clean.content),
        digest=digest,
        is_scanned=is_scanned,
        attached_by_id=by.practitioner_key,
        attached_at=at,
    )
    detail = {"kind": str(clean.kind), "bytes": attachment.size, "scanned": is_scanned}
    audit.record(
        by=by, did="attachment.added", target=notification, at=at, detail=detail | {"key": str(attachment.pk)}
    )
    tell_front_door(by, notification, at)
    return attachment
