"""What is looked for in the audit, and where a page of it begins."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Self
from uuid import UUID

from earlyhelp.kit.references import parse_reference

_MOMENT = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What an information-governance officer looks for. Empty parts ask for everything.

    `text` is a reference, or words of a name or a deed; `who` words of a practitioner's name.
    """

    text: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    who: str = ""
    purpose: str = ""
    role: str = ""

    @property
    def parts(self) -> list[str]:
        """Which parts narrow the search: their names, never what was typed into them."""
        return [name for name in self.__slots__ if getattr(self, name)]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the audit, newest first: what follows is older than this entry."""

    at: datetime
    entry_id: UUID

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC).strftime(_MOMENT)}-{self.entry_id.hex}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place that an address names, or None when it names none."""
        moment, _dash, key = text.partition("-")
        try:
            return cls(datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC), UUID(hex=key))
        except ValueError:
            return None


def reference_in(text: str) -> str:
    """The reference that this text is, in the form in which the audit keeps it, or nothing.

    Found by its index: a search for a name would walk through all entries of an agency.
    """
    begins = re.match(r"[A-Za-z]{1,4}(?=[^A-Za-z])", text.strip())
    found = parse_reference(text, prefix=begins[0].upper()) if begins else None
    return str(found) if found else ""
