"""The mapping file of a force: which column means what, how dates are written, which code is which. TOML."""

import codecs
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.police.dates import DateReader
from earlyhelp.exchange.police.shapes import CannotRead, Readable
from earlyhelp.identify.choices import PersonRole

INCIDENT_FIELDS: Final = (
    "number",
    "opened_at",
    "closed_at",
    "opening_code",
    "closing_code",
    "qualifiers",
    "place",
    "postcode",
    "area",
)
PERSON_FIELDS: Final = (
    "role",
    "given_name",
    "family_name",
    "date_of_birth",
    "sex",
    "address",
    "postcode",
    "telephone",
    "email",
    "place_of_birth",
    "reference",
)
REQUIRED: Final = ("number", "opened_at", "opening_code", "place")
REQUIRED_OF_PERSON: Final = ("given_name", "family_name", "date_of_birth", "sex")
FORMATS: Final = ("csv", "jsonl", "parquet")
_FORMATS: Final = {".csv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
LAYOUTS: Final = ("rows", "columns", "list", "none")
CODES: Final = ("opening", "closing", "qualifiers", "role", "sex", "area")
MOST_IN_COLUMNS: Final = 30
PLACE_OF_NUMBER: Final = "{n}"


@dataclass(frozen=True, slots=True)
class Sources:
    """The columns from which the fields of one thing come: `spans` says which cells belong to which field."""

    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    columns: dict[str, str]
    """What each field is called in the file, for reports."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A force's file, as its mapping describes it. `people` says how the people of an incident stand in it.

    "rows": one row for each person, rows of one incident together. "columns": numbered groups of columns. "list": a
    list within the record, under `people_at`. "none": the file names nobody.
    """

    force: str
    format: str
    encoding: str
    delimiter: str
    quote: str
    people: str
    people_at: str
    most_people: int
    separator: str
    incident: Sources
    person: Sources
    times: DateReader
    births: DateReader
    codes: Table[str, Table[str, str]] = field(default_factory=dict)

    def format_of(self, path: Readable) -> str:
        """The kind of file: as the mapping says, or else by the name's ending. Raises CannotRead."""
        found = self.format or _FORMATS.get(path.suffix.lower(), "")
        if not found:
            raise CannotRead(
                _("The kind of file can not be told from its name. Say it in the mapping file: format.")
            )
        return found


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file. Raises CannotRead, with a sentence that says what to put right."""
    try:
        return mapping_of(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise CannotRead(_("The mapping file can not be opened. Check its name and folder.")) from fault
    except UnicodeDecodeError as fault:
        raise CannotRead(_("The mapping file is not valid TOML in UTF-8.")) from fault


def mapping_of(text: str) -> Mapping:
    """Read the text of a mapping. Raises CannotRead, with a sentence that says what to put right."""
    try:
        return _mapping(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise CannotRead(_("The mapping file is not valid TOML in UTF-8.")) from fault
    except (AttributeError, TypeError, KeyError, ValueError) as fault:
        raise CannotRead(
            _("The mapping file lacks something, or holds something of the wrong kind.")
        ) from fault


def groups_of(person: Sources, mapping: Mapping) -> list[tuple[str, ...]]:
    """The column names of each person who can stand in one record."""
    if mapping.people != "columns":
        return [person.names]
    numbers = range(1, mapping.most_people + 1)
    return [tuple(name.replace(PLACE_OF_NUMBER, str(number)) for name in person.names) for number in numbers]


def _mapping(told: dict[str, Any]) -> Mapping:
    file, people = told.get("file", {}), told.get("people", {})
    layout = people.get("layout", "rows" if told.get("person") else "none")
    zone = ZoneInfo(file.get("timezone", "Europe/London"))
    made = Mapping(
        force=str(told["force"]["agency"]),
        format=_one_of(file.get("format", ""), ("", *FORMATS)),
        encoding=_encoding(file.get("encoding", "utf-8")),
        delimiter=_character(file.get("delimiter", ",")),
        quote=file.get("quote", '"') and _character(file.get("quote", '"')),
        people=_one_of(layout, LAYOUTS),
        people_at=str(people.get("at", "people")),
        most_people=min(int(people.get("most", 5)), MOST_IN_COLUMNS),
        separator=str(file.get("separator", "|")) or "|",
        incident=_sources(told["incident"], INCIDENT_FIELDS, REQUIRED),
        person=_sources(
            told.get("person", {}), PERSON_FIELDS, () if layout == "none" else REQUIRED_OF_PERSON
        ),
        times=DateReader(tuple(file.get("times", ("iso",))), zone),
        births=DateReader(tuple(file.get("dates", ("iso",))), zone),
        codes=_codes(told.get("codes", {})),
    )
    if layout == "columns" and not all(PLACE_OF_NUMBER in name for name in made.person.names):
        raise CannotRead(
            _("Columns of people need {n} where their number stands, such as PERSON{n}_SURNAME.")
        )
    return made


def _sources(told: dict[str, Any], known: tuple[str, ...], required: tuple[str, ...]) -> Sources:
    if set(told) - set(known):
        raise CannotRead(
            _("The mapping file names a field that does not exist. Look for a slip in its spelling.")
        )
    if not all(told.get(one) for one in required):
        raise CannotRead(_("The mapping file does not say where every field that is needed comes from."))
    names: list[str] = []
    spans: list[tuple[int, int]] = []
    columns: dict[str, str] = {}
    for one in known:
        listed = told.get(one, [])
        listed = [listed] if isinstance(listed, str) else [str(name) for name in listed]
        spans.append((len(names), len(names) + len(listed)))
        names += listed
        columns[one] = " + ".join(listed)
    return Sources(tuple(names), tuple(spans), columns)


def _codes(told: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    if set(told) - set(CODES):
        raise CannotRead(_("The mapping file names a list of codes that does not exist."))
    if set(told.get("role", {}).values()) - set(PersonRole.values):
        raise CannotRead(_("The mapping file gives somebody a role that does not exist."))
    # Forces write their codes in any case, and so do the people who write mapping files.
    return {
        kind: {str(theirs).strip().upper(): str(ours) for theirs, ours in table.items()}
        for kind, table in told.items()
    }


def _one_of(found: str, allowed: tuple[str, ...]) -> str:
    if found not in allowed:
        raise CannotRead(_("The mapping file names a format or layout that does not exist."))
    return found


def _encoding(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError as fault:
        raise CannotRead(_("The mapping file names an encoding that does not exist.")) from fault
    return "utf-8-sig" if found == "utf-8" else found


def _character(text: str) -> str:
    if len(text) != 1:
        raise CannotRead(_("A delimiter and a quotation mark are one character each."))
    return text
