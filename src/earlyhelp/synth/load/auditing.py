"""What the audit would say had all this been done on pages: who did and read what, when and why.

Entries go in through the table, so that its trigger chains them. They are committed some hundreds at a time: within
one transaction every link of a chain leaves a dead version of the chain's head behind, and the next must pass it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.partnership.models import Practitioner
from earlyhelp.synth.load.copying import OWNER, copy_rows

AT_ONCE = 600


@dataclass(slots=True)
class Diary:
    """Entries not yet written."""

    entries: list[AuditEntry] = field(default_factory=list)

    def did(
        self,
        who: Practitioner,
        did: str,
        target: models.Model,
        at: datetime,
        *,
        kind: EntryKind = EntryKind.CHANGE,
        purpose: Purpose = Purpose.EARLY_HELP,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Somebody did this to that."""
        self.entries.append(
            AuditEntry(
                agency_id=who.agency_id,
                practitioner_id=who.pk,
                practitioner_label=who.full_name,
                role=who.role,
                purpose=purpose,
                kind=kind,
                did=did,
                target_label=target._meta.model_name or "",
                target_key=str(target.pk),
                target_reference=getattr(target, "reference", ""),
                detail=dict(detail or {}),
                at=at,
            )
        )

    def read(self, who: Practitioner, what: str, target: models.Model, at: datetime) -> None:
        """Somebody read that."""
        self.did(who, f"{what}.read", target, at, kind=EntryKind.READ)

    def close(self, tell: Callable[[int], None]) -> int:
        """Write all entries in the order in which things happened. `tell` hears how many were written each time."""
        self.entries.sort(key=lambda entry: entry.at)
        for first in range(0, len(self.entries), AT_ONCE):
            with transaction.atomic(using=OWNER):
                tell(copy_rows(self.entries[first : first + AT_ONCE]))
        return len(self.entries)
