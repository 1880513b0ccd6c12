"""What the audit would say had all this been done on pages: who did and read what, when and why.

Entries go in through the table, so that its trigger chains them. They are committed some hundreds at a time: within
one transaction every link of a chain leaves a dead version of the chain's head behind, and the next must pass it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from django.db import connections, models, transaction

from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.models import Practitioner
from earlyhelp.synth.load.copying import OWNER, copy_values

AT_ONCE = 200
_COLUMNS = (
    "at",
    "id",
    "agency_id",
    "practitioner_id",
    "practitioner_label",
    "role",
    "purpose",
    "kind",
    "did",
    "target_label",
    "target_key",
    "target_reference",
    "reason",
    "detail",
)
# Plain tuples in the order of the columns: tens of thousands of model instances would take most of the time.
Entry = tuple[Any, ...]


@dataclass(slots=True)
class Diary:
    """Entries not yet written."""

    entries: list[Entry] = field(default_factory=list)

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
            (
                at,
                new_id(),
                who.agency_id,
                who.pk,
                who.full_name,
                who.role,
                purpose.value,
                kind.value,
                did,
                target._meta.model_name or "",
                str(target.pk),
                getattr(target, "reference", ""),
                "",
                json.dumps(detail or {}),
            )
        )

    def read(self, who: Practitioner, what: str, target: models.Model, at: datetime) -> None:
        """Somebody read that."""
        self.did(who, f"{what}.read", target, at, kind=EntryKind.READ)

    def close(self, tell: Callable[[int], None]) -> int:
        """Write all entries in the order in which things happened. `tell` hears how many were written each time."""
        self.entries.sort(key=itemgetter(0))
        self._make_months()
        for first in range(0, len(self.entries), AT_ONCE):
            batch = self.entries[first : first + AT_ONCE]
            with transaction.atomic(using=OWNER):
                copy_values(AuditEntry._meta.db_table, _COLUMNS, batch)
            tell(len(batch))
        return len(self.entries)

    def _make_months(self) -> None:
        """Make the months of the audit that these entries go to."""
        months = sorted({entry[0].astimezone(UTC).date().replace(day=1) for entry in self.entries})
        with connections[OWNER].cursor() as cursor:
            for month in months:
                cursor.execute("SELECT audit_make_month(%s)", [month])
