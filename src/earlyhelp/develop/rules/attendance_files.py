"""A file of attendance: what its rows say, and what is wrong with them. Pure; it knows neither people nor courses."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.attendance_files import RowFault
from earlyhelp.develop.choices.courses import Took
from earlyhelp.kit.errors import RuleError

MOST_BYTES: Final = 1_000_000
MOST_ROWS: Final = 5_000
OLDEST: Final = date(2000, 1, 1)

COLUMNS: Final = ("email", "course", "date", "attended")
_NEEDED: Final = ("email", "course", "date")
# A heading in either language, as somebody types it.
_HEADINGS: Final = {
    "email": "email",
    "e-mail": "email",
    "work_email": "email",
    "e-bost": "email",
    "ebost": "email",
    "course": "course",
    "cwrs": "course",
    "date": "date",
    "dyddiad": "date",
    "attended": "attended",
    "presennol": "attended",
}
_ATTENDED: Final[Mapping[str, Took]] = {
    "": Took.PRESENT,
    "yes": Took.PRESENT,
    "y": Took.PRESENT,
    "ie": Took.PRESENT,
    "do": Took.PRESENT,
    "oedd": Took.PRESENT,
    "partly": Took.PARTLY,
    "rhannol": Took.PARTLY,
    "no": Took.ABSENT,
    "n": Took.ABSENT,
    "na": Took.ABSENT,
    "naddo": Took.ABSENT,
    "nac oedd": Took.ABSENT,
}
_DATES: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


class CannotRead(RuleError):
    """The file as a whole cannot be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row whose own words are right. `line` is where it begins in the file, from 1; `email` in small letters."""

    line: int
    email: str
    course: str
    on: date
    took: Took


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not read: where, in which column, and why. Never what stood in it."""

    line: int
    column: str
    fault: RowFault


@dataclass(frozen=True, slots=True)
class Read:
    """A file of attendance: how many rows it has, those that can be read, and those that cannot."""

    rows: int
    right: tuple[Row, ...]
    refused: tuple[Refused, ...]


def read_file(content: bytes, *, today: date) -> Read:
    """Read a CSV file in UTF-8 with headings in English or Welsh. Raises CannotRead when there is nothing to read."""
    right: list[Row] = []
    refused: list[Refused] = []
    number = 0
    for line, cells in _lines(_text(content)):
        number += 1
        if number > MOST_ROWS:
            raise CannotRead(_("The file has more than 5,000 rows. Cut it into smaller files."))
        found = _row(line, cells, today)
        if isinstance(found, Row):
            right.append(found)
        else:
            refused.append(found)
    if not number:
        raise CannotRead(_("The file has no rows below its headings."))
    return Read(number, tuple(right), tuple(refused))


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise CannotRead(_("The file is larger than 1 MB. Cut it into smaller files."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise CannotRead(_("The file is not in UTF-8. Save it as CSV UTF-8, and try again.")) from fault
    if "\x00" in text:
        raise CannotRead(_("This is not a table. Save it as CSV UTF-8, and try again."))
    return text


def _lines(text: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Each row with its line, by column; None for a row with more cells than columns."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ","
    )
    names: list[str] | None = None
    began = 1
    try:
        for cells in reader:
            line, began = began, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if names is None:
                names = _columns(cells)
                continue
            said = [cell.strip() for cell in cells]
            yield line, None if any(said[len(names) :]) else dict(zip(names, said, strict=False))
    except csv.Error as fault:
        raise CannotRead(_("This is not a table. Save it as CSV UTF-8, and try again.")) from fault


def _columns(cells: list[str]) -> list[str]:
    names = [_HEADINGS.get("_".join(cell.strip().lower().split()), "") for cell in cells]
    if any(names.count(needed) != 1 for needed in _NEEDED) or names.count("attended") > 1:
        raise CannotRead(
            _("The first row must name the columns email, course and date, each once; attended is optional.")
        )
    return names


def _row(line: int, cells: dict[str, str] | None, today: date) -> Row | Refused:
    if cells is None:
        return Refused(line, "", RowFault.COLUMNS)
    if not cells.get("email"):
        return Refused(line, "email", RowFault.NO_EMAIL)
    if not cells.get("course"):
        return Refused(line, "course", RowFault.NO_COURSE)
    on = _day(cells.get("date", ""), today)
    if isinstance(on, RowFault):
        return Refused(line, "date", on)
    took = _ATTENDED.get(cells.get("attended", "").lower())
    if took is None:
        return Refused(line, "attended", RowFault.ATTENDED)
    return Row(line, cells["email"].lower(), cells["course"].lower(), on, took)


def _day(said: str, today: date) -> date | RowFault:
    if not said:
        return RowFault.NO_DATE
    for form in _DATES:
        try:
            found = datetime.strptime(said, form).date()  # noqa: DTZ007
        except ValueError:
            continue
        if found > today:
            return RowFault.DATE_FUTURE
        return RowFault.DATE_TOO_OLD if found < OLDEST else found
    return RowFault.DATE_FORMAT
