"""Tables that leave the service as CSV, which no spreadsheet runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, or for white space before one. Source: OWASP, CSV Injection.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "\ufeff"


def safe_cell(value: object) -> str:
    """A cell as text. One that would begin a formula gets an apostrophe, which a spreadsheet shows as text."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_BEGINNINGS) or text.lstrip().startswith(_BEGINNINGS) else text


def csv_of(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The whole table, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([safe_cell(name) for name in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return _MARK + text.getvalue()
