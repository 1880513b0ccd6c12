"""The period of a release, and when it is published. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_YEAR: Final = re.compile(r"(\d{4})-(\d{2})")
_DELAY: Final = 92
"""Days from the end of a period until its release, where nobody says when: late referrals have come in by then."""


class NoPeriod(ValueError):
    """What was said is no financial year."""


@dataclass(frozen=True, slots=True)
class Year:
    """A financial year, April to March: 2025-26."""

    name: str
    first: date
    last: date

    @property
    def published_on(self) -> date:
        """When it is published unless somebody says otherwise. The day of building is never used: it would change."""
        return self.last + timedelta(days=_DELAY)


def year_of(name: str) -> Year:
    """Read 2025-26. Raises NoPeriod."""
    found = _YEAR.fullmatch(name)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise NoPeriod(name)
    start = int(found[1])
    return Year(name, date(start, 4, 1), date(start + 1, 3, 31))
