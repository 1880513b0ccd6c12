"""The reject file: where something was wrong, why and what to do, in both languages, safe in a spreadsheet."""

import csv
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.choices import said
from earlyhelp.exchange.police import CannotRead

_HEADINGS: Final = ("line", "field", "column", "reason", "what_to_do", "rheswm", "beth_i_w_wneud")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


class Rejected(Protocol):
    """A reject as it was found, or as it was kept."""

    @property
    def line(self) -> int: ...
    @property
    def field(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def fault(self) -> str: ...


class RejectFile:
    """A file that takes rejects one by one. Without a path it takes them and forgets them."""

    def __init__(self, path: Path | None) -> None:
        try:
            # The mark at the beginning tells spreadsheets that the accents are UTF-8.
            self._file = path.open("w", encoding="utf-8-sig", newline="") if path else None
        except OSError as fault:
            raise CannotRead(_("The file for rejects can not be written. Check its folder.")) from fault
        self._table = csv.writer(self._file) if self._file else None
        if self._table:
            self._table.writerow(_HEADINGS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def add(self, reject: Rejected) -> None:
        """Write one reject."""
        if self._table is None:
            return
        words = said(reject.fault)
        row = [
            str(reject.line),
            reject.field,
            reject.column,
            words.reason_en,
            words.remedy_en,
            words.reason_cy,
            words.remedy_cy,
        ]
        self._table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
