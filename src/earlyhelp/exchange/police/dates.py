"""Dates as a force writes them. Only what its mapping names is understood: a date is never guessed."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.police.shapes import CannotRead, Cell

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
# Two-digit years are left out on purpose: 01/02/03 has six meanings.
_PARTS: Final = {
    "%d": r"(?P<day>\d{1,2})",
    "%m": r"(?P<month>\d{1,2})",
    "%b": r"(?P<named>[A-Za-z]{3})",
    "%Y": r"(?P<year>\d{4})",
    "%H": r"(?P<hour>\d{1,2})",
    "%M": r"(?P<minute>\d{2})",
    "%S": r"(?P<second>\d{2})",
}
_ISO: Final = "iso"


def _compiled(written: str) -> re.Pattern[str]:
    pieces = re.split(r"(%.)", written)
    unknown = [piece for piece in pieces if piece.startswith("%") and piece not in _PARTS]
    if unknown or "%Y" not in pieces or "%d" not in pieces:
        raise CannotRead(
            _("A date format needs %d, %m or %b, and %Y; it may have %H, %M and %S. Or say iso.")
        )
    try:
        return re.compile("".join(_PARTS.get(piece) or re.escape(piece) for piece in pieces), re.ASCII)
    except re.error as fault:
        raise CannotRead(_("A date format names a part twice.")) from fault


class DateReader:
    """Reads dates and times in the formats of one mapping. Times without an offset are those of its zone."""

    def __init__(self, formats: Iterable[str], zone: ZoneInfo) -> None:
        self.zone = zone
        self.iso = _ISO in formats
        self.patterns = tuple(_compiled(written) for written in formats if written != _ISO)
        # Many rows of a day, and many people of an age, share one text.
        self.moment = lru_cache(maxsize=50_000)(self._moment)
        self.day = lru_cache(maxsize=50_000)(self._day)

    def _moment(self, cell: Cell) -> datetime | None:
        """An aware time, or None when the text does not say one."""
        if isinstance(cell, datetime):
            return cell if cell.tzinfo else cell.replace(tzinfo=self.zone)
        if isinstance(cell, date):
            return datetime(cell.year, cell.month, cell.day, tzinfo=self.zone)
        found = self._read(str(cell))
        return None if found is None else found if found.tzinfo else found.replace(tzinfo=self.zone)

    def _day(self, cell: Cell) -> date | None:
        """A day, or None when the text does not say one."""
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        found = self._read(str(cell))
        return None if found is None else found.date()

    def _read(self, text: str) -> datetime | None:
        try:
            for pattern in self.patterns:
                if found := pattern.fullmatch(text):
                    return _built(found.groupdict())
            return datetime.fromisoformat(text) if self.iso and text[:4].isdigit() else None
        except (ValueError, OverflowError):
            return None


def _built(parts: dict[str, str]) -> datetime:
    month = _MONTHS.get(parts["named"].lower(), 0) if "named" in parts else int(parts["month"])
    return datetime(  # noqa: DTZ001 the zone is the mapping's, and is set by the caller
        int(parts["year"]),
        month,
        int(parts["day"]),
        int(parts.get("hour") or 0),
        int(parts.get("minute") or 0),
        int(parts.get("second") or 0),
    )
