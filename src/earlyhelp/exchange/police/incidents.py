"""From records to incidents: rows of one incident stand together, and it is taken whole or not at all."""

from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, groupby, islice

from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.police import standard
from earlyhelp.exchange.police.mapping import Mapping, Sources
from earlyhelp.exchange.police.shapes import Cell, Record
from earlyhelp.identify.report import RecordedIncident, RecordedPerson

OTHER_ROLE = "other"
_MOST_ROWS = 10 * standard.MOST_PEOPLE


@dataclass(frozen=True, slots=True)
class Reject:
    """Where something was wrong, and what. It holds nothing of what the field said."""

    line: int
    fault: Fault
    field: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class CodeBook:
    """The codes that may be used: for "opening", "closing" and "qualifiers", each code with its first and last days.

    `areas` are the national codes that the force serves.
    """

    codes: Table[str, Table[str, tuple[tuple[date, date], ...]]]
    areas: frozenset[str] = frozenset()


@dataclass(slots=True)
class Outcome:
    """What one incident's records came to: the incident, or why it is refused. Either may come with other rejects."""

    last_line: int
    records: int
    incident: RecordedIncident | None = None
    rejects: list[Reject] = field(default_factory=list)


def read_incidents(
    records: Iterator[Record], mapping: Mapping, book: CodeBook, *, at: datetime
) -> Iterator[Outcome]:
    """One outcome for each incident, in the order of the file."""
    reader = _Reader(mapping, book, at)
    if mapping.people != "rows":
        for record in records:
            yield reader.one([record])
        return
    start, stop = mapping.incident.spans[0]
    for _key, group in groupby(records, key=_KeyOfRows(start, stop)):
        yield reader.rows(group)


class _KeyOfRows:
    """Rows that follow each other and have one number are one incident; a row that can not be read stands alone."""

    def __init__(self, start: int, stop: int) -> None:
        self.start, self.stop = start, stop

    def __call__(self, record: Record) -> object:
        if record.fault or not any(number := record.incident[self.start : self.stop]):
            return record.line
        return tuple(str(cell).upper() for cell in number)


class _Reader:
    """Holds the rules of one mapping against records."""

    def __init__(self, mapping: Mapping, book: CodeBook, at: datetime) -> None:
        self.mapping, self.at = mapping, at
        self.today = at.astimezone(mapping.times.zone).date()
        self.book = book
        self.roles = mapping.codes.get("role", {})
        self.sexes = mapping.codes.get("sex", {})
        self.areas = mapping.codes.get("area", {})

    def rows(self, group: Iterator[Record]) -> Outcome:
        """The rows of one number. However many there are, few are held: the rest is read and let go."""
        made = self.one(list(islice(group, _MOST_ROWS)))
        if more := list(islice(group, 1)):
            made.incident = None
            made.rejects.append(Reject(more[0].line, Fault.TOO_MANY_PEOPLE))
        for record in chain(more, group):
            made.records += 1
            made.last_line = record.last_line
        return made

    def one(self, records: list[Record]) -> Outcome:
        """Whole or not at all: a fault anywhere refuses the incident, and every fault of it is told."""
        first = records[0]
        made = Outcome(records[-1].last_line or records[-1].line, len(records))
        if first.fault:
            made.rejects.append(Reject(first.line, first.fault))
            return made
        found = _Found(first.line, made.rejects, self.mapping.incident)
        incident = self._incident(first.incident, found, has_people=bool(first.people))
        people, repeats = self._people(records, incident, made.rejects)
        if len(people) > standard.MOST_PEOPLE:
            made.rejects.append(Reject(first.line, Fault.TOO_MANY_PEOPLE))
        if incident is not None and not made.rejects:
            made.incident = replace(incident, people=tuple(people))
        made.rejects += repeats
        return made

    def _people(
        self, records: list[Record], incident: RecordedIncident | None, rejects: list[Reject]
    ) -> tuple[list[RecordedPerson], list[Reject]]:
        """Everybody in the rows of an incident, and the rows that only say again what stands before them."""
        people: list[RecordedPerson] = []
        repeats: list[Reject] = []
        seen: set[tuple[Cell, ...]] = set()
        for record in records:
            if record.incident != records[0].incident:
                rejects.append(
                    Reject(record.line, Fault.CONFLICT, "number", self.mapping.incident.columns["number"])
                )
            if not record.people and record is not records[0]:
                repeats.append(Reject(record.line, Fault.REPEATED))
            for cells in record.people:
                if cells in seen:
                    repeats.append(Reject(record.line, Fault.REPEATED))
                    continue
                seen.add(cells)
                person = self._person(cells, _Found(record.line, rejects, self.mapping.person), incident)
                if person:
                    people.append(person)
        return people, repeats

    def _incident(
        self, cells: tuple[Cell, ...], found: "_Found", *, has_people: bool
    ) -> RecordedIncident | None:
        number, opened, closed, opening, closing, qualifiers, place, code, area = _joined(
            cells, self.mapping.incident
        )
        if not number:
            found.wrong("number", Fault.ORPHAN if has_people else Fault.MISSING)
        found.text("number", number)
        place = " ".join(str(place).split())
        if not place:
            found.wrong("place", Fault.MISSING)
        found.text("place", place)
        opened_at = self._time("opened_at", opened, found, required=True)
        closed_at = self._time("closed_at", closed, found, required=False)
        if opened_at and closed_at and closed_at < opened_at:
            found.wrong("closed_at", Fault.CLOSED_BEFORE_OPENED)
        on = opened_at.astimezone(self.mapping.times.zone).date() if opened_at else self.today
        end = closed_at.astimezone(self.mapping.times.zone).date() if closed_at else on
        opening = self._code("opening_code", "opening", opening, on, found, required=True)
        closing = self._code("closing_code", "closing", closing, end, found, required=False)
        listed = [one for part in str(qualifiers).split(self.mapping.separator) if (one := part.strip())]
        listed = [self._code("qualifiers", "qualifiers", one, on, found, required=False) for one in listed]
        code = self._postcode(code, found)
        area = self._area(area, found)
        if found.any or opened_at is None:
            return None
        return RecordedIncident(
            found.line,
            str(number).upper(),
            opened_at,
            closed_at,
            opening,
            closing,
            tuple(dict.fromkeys(listed)),
            place,
            code,
            area,
            (),
        )

    def _time(self, name: str, cell: Cell, found: "_Found", *, required: bool) -> datetime | None:
        if not cell:
            if required:
                found.wrong(name, Fault.MISSING)
            return None
        moment = self.mapping.times.moment(cell)
        if moment is None:
            found.wrong(name, Fault.DATE_FORMAT)
        elif moment > self.at:
            found.wrong(name, Fault.DATE_FUTURE)
        elif moment.year < standard.EARLIEST.year:
            found.wrong(name, Fault.DATE_TOO_OLD)
        return moment

    def _code(self, name: str, kind: str, cell: Cell, on: date, found: "_Found", *, required: bool) -> str:
        text = str(cell).strip().upper()
        if not text:
            if required:
                found.wrong(name, Fault.MISSING)
            return ""
        code = self.mapping.codes.get(kind, {}).get(text, text)
        valid = self.book.codes[kind].get(code)
        if valid is None:
            found.wrong(name, Fault.CODE_UNKNOWN)
        elif not any(first <= on <= last for first, last in valid):
            found.wrong(name, Fault.CODE_NOT_VALID)
        return code

    def _postcode(self, cell: Cell, found: "_Found") -> str:
        code = standard.postcode(str(cell)) if cell else ""
        if code is None:
            found.wrong("postcode", Fault.POSTCODE)
        return code or ""

    def _area(self, cell: Cell, found: "_Found") -> str:
        if not cell:
            return ""
        area = self.areas.get(str(cell).upper(), str(cell))
        if area not in self.book.areas:
            found.wrong("area", Fault.AREA)
        return area

    def _person(
        self, cells: tuple[Cell, ...], found: "_Found", incident: RecordedIncident | None
    ) -> RecordedPerson | None:
        joined = _joined(cells, self.mapping.person)
        role, given, family, birth, sex, address, code, telephone, email, birthplace, reference = joined
        if not standard.is_four_and_one(
            (given, family, birth, sex), (address, telephone, email, birthplace, reference)
        ):
            found.wrong("", Fault.FOUR_AND_ONE)
        _names(given, family, found)
        born = self._birth(birth, found, incident)
        if sex and self.sexes and str(sex).upper() not in self.sexes:
            found.wrong("sex", Fault.SEX)
        address = " ".join(str(address).split())
        found.text("address", address)
        code = self._postcode(code, found)
        telephone = _telephone(telephone, found)
        if email and not standard.is_email(str(email)):
            found.wrong("email", Fault.EMAIL)
        if found.any or born is None:
            return None
        role = self.roles.get(str(role).upper(), OTHER_ROLE)
        return RecordedPerson(role, given, family, born, address, code, telephone, email)

    def _birth(self, cell: Cell, found: "_Found", incident: RecordedIncident | None) -> date | None:
        if not cell:
            return None
        born = self.mapping.births.day(cell)
        if born is None:
            found.wrong("date_of_birth", Fault.DATE_FORMAT)
            return None
        opened = incident.opened_at.astimezone(self.mapping.times.zone).date() if incident else self.today
        if fault := standard.fault_of_birth(born, opened=opened, today=self.today):
            found.wrong("date_of_birth", fault)
        return born


class _Found:
    """What is wrong with one thing, as it is found out."""

    __slots__ = ("any", "line", "rejects", "sources")

    def __init__(self, line: int, rejects: list[Reject], sources: Sources) -> None:
        self.line, self.rejects, self.sources = line, rejects, sources
        self.any = False

    def wrong(self, name: str, fault: Fault) -> None:
        """Write down a fault of a field."""
        self.any = True
        self.rejects.append(Reject(self.line, fault, name, self.sources.columns.get(name, "")))

    def text(self, name: str, text: Cell) -> None:
        """Hold plain words against the rules for them."""
        if text and (fault := standard.fault_of_text(str(text), standard.LONGEST[name])):
            self.wrong(name, fault)


def _names(given: Cell, family: Cell, found: _Found) -> None:
    for name, text in (("given_name", given), ("family_name", family)):
        if text and (fault := standard.fault_of_name(str(text))):
            found.wrong(name, fault)


def _telephone(cell: Cell, found: _Found) -> str:
    number = standard.e164(str(cell)) if cell else ""
    if number is None:
        found.wrong("telephone", Fault.TELEPHONE)
    return number or ""


def _joined(cells: tuple[Cell, ...], sources: Sources) -> list[Cell]:
    """One cell for each field: what comes from several columns is put together, dates and times with a space."""
    return [
        cells[start] if stop == start + 1 else "" if stop == start else _together(cells[start:stop])
        for start, stop in sources.spans
    ]


def _together(cells: tuple[Cell, ...]) -> str:
    return " ".join(str(cell) for cell in cells if cell)
