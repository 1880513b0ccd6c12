"""Lines of a file of sums over staff: what each says, and why one is not taken.

A line is `agency, team_kind, month, measure, people, amount`. An empty kind of team means the whole agency. A line is
refused where it, or what is left when kinds are taken from the whole, is about fewer than ten people.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.wellbeing import AggregateMeasure, LineFault
from earlyhelp.develop.rules.wellbeing.surveys import FEWEST
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.choices import TeamKind

COLUMNS: Final = ("agency", "team_kind", "month", "measure", "people", "amount")
MOST_LINES: Final = 5000
# So near to nobody or to everybody, a share tells what each one said.
_NEARLY: Final = 3
_LONGEST_MONTH: Final = 31
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
Key = tuple[UUID, date, str]
"""Agency, month and measure: within one of these, kinds of team are parts of the whole."""


class UnreadableFile(RuleError):
    """A file that is not a table of these columns."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sum over ten people or more. `kind` is empty for the whole agency."""

    number: int
    agency: UUID
    kind: str
    month: date
    measure: AggregateMeasure
    people: int
    amount: int

    @property
    def key(self) -> Key:
        """Of which whole it is a part."""
        return self.agency, self.month, self.measure.value


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, by its number in the file (the headings are line 1), and why."""

    number: int
    fault: LineFault


@dataclass(frozen=True, slots=True)
class Sorted:
    """What of a file is taken, what was there already, and what is refused."""

    taken: tuple[Line, ...]
    known: tuple[Line, ...]
    refused: tuple[Refused, ...]


def read_rows(text: str) -> list[Mapping[str, str]]:
    """The rows of a file under its headings. Raises UnreadableFile."""
    reader = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    names = tuple((name or "").strip().lower() for name in reader.fieldnames or ())
    if set(COLUMNS) - set(names):
        raise UnreadableFile(
            _("The file must be a CSV with these columns: agency, team_kind, month, measure, people, amount.")
        )
    reader.fieldnames = list(names)
    rows: list[Mapping[str, str]] = [
        {name: str(row.get(name) or "").strip() for name in COLUMNS} for row in reader
    ]
    if len(rows) > MOST_LINES:
        raise UnreadableFile(_("The file has more than 5,000 lines. Split it and bring in the parts."))
    return rows


def sort_rows(
    rows: Sequence[Mapping[str, str]],
    *,
    agencies: Mapping[str, UUID],
    there: Iterable[Line],
    today: date,
) -> Sorted:
    """What of these rows can be taken beside what is `there`. `agencies` are those whose sums may be brought in."""
    read, refused = list[Line](), list[Refused]()
    for number, row in enumerate(rows, 2):
        found = _read(number, row, agencies, today)
        if isinstance(found, Line):
            read.append(found)
        else:
            refused.append(Refused(number, found))
    before = list(there)
    by_place = {(one.key, one.kind): one for one in before}
    new, known = list[Line](), list[Line]()
    seen = set[tuple[Key, str]]()
    for line in read:
        place, old = (line.key, line.kind), by_place.get((line.key, line.kind))
        if place in seen:
            refused.append(Refused(line.number, LineFault.TWICE))
        elif old is None:
            new.append(line)
        elif (old.people, old.amount) == (line.people, line.amount):
            known.append(line)
        else:
            refused.append(Refused(line.number, LineFault.DIFFERENT))
        seen.add(place)
    pointing = set(_pointing([*before, *new], {line.number for line in new}))
    refused += [Refused(number, LineFault.LEFT_OVER) for number in pointing]
    taken = tuple(line for line in new if line.number not in pointing)
    return Sorted(taken, tuple(known), tuple(sorted(refused, key=lambda one: one.number)))


def _read(number: int, row: Mapping[str, str], agencies: Mapping[str, UUID], today: date) -> Line | LineFault:
    agency, month = agencies.get(row["agency"]), _month(row["month"], today)
    if agency is None:
        return LineFault.AGENCY
    if row["team_kind"] and row["team_kind"] not in TeamKind.values:
        return LineFault.TEAM_KIND
    if month is None:
        return LineFault.MONTH
    if row["measure"] not in AggregateMeasure.values:
        return LineFault.MEASURE
    if not (row["people"].isascii() and row["people"].isdigit() and len(row["people"]) < 7):
        return LineFault.NUMBER
    if not (row["amount"].isascii() and row["amount"].isdigit() and len(row["amount"]) < 9):
        return LineFault.NUMBER
    line = Line(
        number, agency, row["team_kind"], month, AggregateMeasure(row["measure"]), int(row["people"]),
        int(row["amount"]),
    )  # fmt: skip
    return _fault(line) or line


def _fault(line: Line) -> LineFault | None:
    if line.people < FEWEST:
        return LineFault.FEW
    if line.measure is AggregateMeasure.STRESS_SICKNESS:
        return LineFault.TOO_MANY if line.amount > line.people * _LONGEST_MONTH else None
    if line.amount > line.people:
        return LineFault.TOO_MANY
    if line.amount < _NEARLY or line.people - line.amount < _NEARLY:
        return LineFault.NEARLY_ALL
    return None


def _month(text: str, today: date) -> date | None:
    found = _MONTH.match(text)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 2000:
        return None
    first = date(int(found[1]), int(found[2]), 1)
    return first if first < today.replace(day=1) else None


def _pointing(lines: Sequence[Line], new: Collection[int]) -> Iterator[int]:
    """The new lines of every whole from which its kinds, taken together, leave something that points at somebody.

    Where the whole has no line, or its kinds leave nobody over, nothing points. All new lines of such a whole are
    refused together: which of them is the one too many is not for the service to say.
    """
    by_key: dict[Key, list[Line]] = {}
    for line in lines:
        by_key.setdefault(line.key, []).append(line)
    for found in by_key.values():
        whole = next((one for one in found if not one.kind), None)
        kinds = [one for one in found if one.kind]
        if whole is None or not kinds:
            continue
        people = whole.people - sum(one.people for one in kinds)
        amount = whole.amount - sum(one.amount for one in kinds)
        if _left_points(whole.measure, people, amount):
            yield from (one.number for one in found if one.number in new)


def _left_points(measure: AggregateMeasure, people: int, amount: int) -> bool:
    if people == 0 and amount == 0:
        return False
    if people < FEWEST or amount < 0:
        return True
    return measure is AggregateMeasure.SATISFACTION and (amount < _NEARLY or people - amount < _NEARLY)
