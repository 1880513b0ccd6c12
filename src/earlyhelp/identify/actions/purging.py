"""Drafts end: their writer is warned, and some days later they are deleted. Saving one again begins its time anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.identify import rules
from earlyhelp.identify.models import Draft
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting

_WRITERS = "SELECT writer, agency FROM identify_writers_of_old_drafts(%s)"


@dataclass(frozen=True, slots=True)
class Purged:
    """How many drafts somebody was warned about, and how many were deleted."""

    warned: int = 0
    deleted: int = 0


@transaction.atomic
def purge_drafts(*, by: Actor, keep: timedelta, at: datetime) -> Purged:
    """Warn the writers of drafts that end within three days, and delete those whose time and warning are over.

    `keep` is how long a draft stays after it was last saved. Nothing is deleted without a warning three days before,
    even when nobody ran this for a while. Running it twice changes nothing. For the service itself. Raises NotAllowed.
    """
    rules.check_may_purge(by)
    warned = deleted = 0
    for writer, agency in _writers(at - keep + rules.WARN_BEFORE):
        # Only its writer sees a draft, so the service looks with their eyes; the audit says that it was the service.
        with acting(Actor(writer, agency, None, by.role, by.purpose)):
            service = Actor.system(by.purpose, agency_id=agency)
            old = Draft.objects.filter(saved_at__lte=at - keep + rules.WARN_BEFORE)
            for draft in old.select_for_update(skip_locked=True, of=("self",)).select_related("practitioner"):
                if rules.must_delete(draft.saved_at, draft.warned_at, keep=keep, at=at):
                    _delete(service, draft, at)
                    deleted += 1
                elif rules.must_warn(draft.saved_at, draft.warned_at, keep=keep, at=at):
                    _warn(service, draft, at)
                    warned += 1
    return Purged(warned, deleted)


def _writers(before: datetime) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS, [before])
        return [(writer, agency) for writer, agency in cursor.fetchall()]


def _warn(service: Actor, draft: Draft, at: datetime) -> None:
    draft.warned_at = at
    draft.save(update_fields=["warned_at"])
    audit.record(by=service, did="draft.warned", target=draft, at=at)
    send_message(
        by=service,
        to=draft.practitioner,
        template=Template.DRAFT_ENDS,
        about=draft,
        context={"path": reverse("identify:drafts")},
        at=at,
    )


def _delete(service: Actor, draft: Draft, at: datetime) -> None:
    audit.record(by=service, did="draft.purged", target=draft, at=at)
    draft.delete()
