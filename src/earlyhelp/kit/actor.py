"""Who is acting, for whom, in which role and why. Every query and action takes one."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

_NO_ONE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """A practitioner acting for an agency, in a role, for a purpose.

    `role` and `purpose` are the values of `partnership.choices.Role` and `govern.choices.Purpose`;
    plain strings here, because this floor knows no room above it.
    """

    practitioner_id: UUID | None
    agency_id: UUID | None
    team_id: UUID | None
    role: str
    purpose: str
    language: str = "en"
    label: str = ""

    @property
    def agency_key(self) -> UUID:
        """The agency's key, for filters and new rows: the nil key, which owns nothing, when there is none."""
        return self.agency_id or _NO_ONE

    @property
    def team_key(self) -> UUID:
        """The team's key, or the nil key."""
        return self.team_id or _NO_ONE

    @property
    def practitioner_key(self) -> UUID:
        """The practitioner's key, or the nil key."""
        return self.practitioner_id or _NO_ONE

    @classmethod
    def system(cls, purpose: str, *, agency_id: UUID | None = None) -> Self:
        """The product itself, in a command or a job. Sees no table of people unless given an agency."""
        return cls(None, agency_id, None, "system", purpose, "en", "system")

    @classmethod
    def nobody(cls) -> Self:
        """A visitor who has not signed in."""
        return cls(None, None, None, "", "")
