"""Everything that is wrong with the text of a mapping, each with its key and its line. Nothing is read with it here."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.police.dates import DateReader
from earlyhelp.exchange.police.incidents import CodeBook
from earlyhelp.exchange.police.mapping import (
    CODES,
    FORMATS,
    INCIDENT_FIELDS,
    LAYOUTS,
    MOST_IN_COLUMNS,
    PERSON_FIELDS,
    PLACE_OF_NUMBER,
    REQUIRED,
    REQUIRED_OF_PERSON,
    mapping_of,
)
from earlyhelp.exchange.police.shapes import CannotRead
from earlyhelp.identify.choices import PersonRole

Told = Mapping[str, Any]
KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "force": ("agency",),
    "file": ("format", "encoding", "delimiter", "quote", "dates", "times", "timezone", "separator"),
    "people": ("layout", "most", "at"),
    "incident": INCIDENT_FIELDS,
    "person": PERSON_FIELDS,
    "codes": CODES,
}
_SECTION: Final = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY: Final = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*(?:=|\.)""", re.ASCII)
_LINE: Final = re.compile(r"at line (\d+)")
_NOT_TOML: Final = _(
    "This line can not be read as TOML. Look for a missing quotation mark, equals sign or bracket, and for a key or "
    "section that stands there twice."
)
_TEXT: Final = _("Write this as text between quotation marks.")
_ONE_CHARACTER: Final = _("This is one character between quotation marks.")
_A_SECTION: Final = _("This is a section: it begins with a line of its own, in square brackets.")
_ONE_OF: Final = _("This is one of: %(names)s")
_LONDON: Final = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: where (the line is 0 where there is none to point at), and what.

    `told` is what stands in the places of the sentence.
    """

    key: str
    words: str | Promise
    told: Mapping[str, object] = field(default_factory=dict)
    line: int = 0

    @property
    def sentence(self) -> str:
        """What is wrong, in the language of the page."""
        return str(self.words) % self.told if self.told else str(self.words)


def list_wrong(text: str, *, agency: str, book: CodeBook) -> list[Wrong]:
    """Everything that is wrong with a mapping for an agency's files, by line; nothing when it is good.

    Codes are held against the list of incident codes, and areas against those of the agency; an empty list of codes
    refuses none.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        found = _LINE.search(str(fault))
        line = int(found[1]) if found else len(text.splitlines())
        return [Wrong("", _NOT_TOML, line=line)]
    except RecursionError:
        return [Wrong("", _NOT_TOML)]
    lines = _lines(text)
    wrong = [replace(one, line=_line_of(one.key, lines)) for one in _all(told, agency, book)]
    if not wrong:
        try:
            mapping_of(text)
        except CannotRead as fault:
            wrong.append(Wrong("", fault.message))
    return sorted(wrong, key=lambda one: (one.line, one.key))


def _lines(text: str) -> dict[str, int]:
    """The line of each section and key, by its name with dots."""
    found: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if opened := _SECTION.match(line):
            section = ".".join(part.strip().strip("\"'") for part in opened[1].split("."))
            found.setdefault(section, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{section}.{key[1].strip(chr(34) + chr(39))}".lstrip("."), number)
    return found


def _line_of(key: str, lines: Mapping[str, int]) -> int:
    """The line of a key, or of the section that it belongs to, or 0."""
    parts = key.split(".")
    return next(
        (lines[name] for end in range(len(parts), 0, -1) if (name := ".".join(parts[:end])) in lines), 0
    )


def _all(told: Told, agency: str, book: CodeBook) -> Iterator[Wrong]:
    yield from _unknown("", told, tuple(KNOWN))
    sections: dict[str, Told] = {}
    for name in KNOWN:
        section = told.get(name, {})
        if isinstance(section, dict):
            sections[name] = section
            yield from _unknown(name, section, KNOWN[name])
        else:
            sections[name] = {}
            yield Wrong(name, _A_SECTION)
    yield from _force(sections["force"], agency)
    yield from _file(sections["file"])
    layout = sections["people"].get("layout", "rows" if sections["person"] else "none")
    yield from _people(sections["people"])
    yield from _columns("incident", sections["incident"], INCIDENT_FIELDS, REQUIRED)
    needed = () if layout == "none" else REQUIRED_OF_PERSON
    yield from _columns("person", sections["person"], PERSON_FIELDS, needed)
    if layout == "columns":
        yield from _numbered(sections["person"])
    yield from _codes(sections["codes"], book)


def _unknown(section: str, told: Told, known: tuple[str, ...]) -> Iterator[Wrong]:
    for name in told:
        if name in known:
            continue
        key = f"{section}.{name}".lstrip(".")
        near = get_close_matches(name, known, 1, 0.5)
        if near:
            yield Wrong(
                key, _("Nothing of this name is known here. The nearest is: %(name)s"), {"name": near[0]}
            )
        else:
            words = _("Nothing of this name is known here. Known are: %(names)s")
            yield Wrong(key, words, {"names": ", ".join(known)})


def _force(told: Told, agency: str) -> Iterator[Wrong]:
    code = told.get("agency")
    if code is None:
        yield Wrong("force.agency", _("This is missing. It must be: %(code)s"), {"code": agency})
    elif code != agency:
        words = _("This is not the agency that the mapping is kept for. It must be: %(code)s")
        yield Wrong("force.agency", words, {"code": agency})


def _file(told: Told) -> Iterator[Wrong]:
    yield from _choice("file.format", told.get("format", "csv"), FORMATS)
    if not _is_character(told.get("delimiter", ",")):
        yield Wrong("file.delimiter", _ONE_CHARACTER)
    if (quote := told.get("quote", '"')) != "" and not _is_character(quote):
        yield Wrong("file.quote", _ONE_CHARACTER)
    if told.get("delimiter", ",") == told.get("quote", '"'):
        yield Wrong(
            "file.delimiter", _("The delimiter and the quotation mark can not be the same character.")
        )
    if not _is_encoding(told.get("encoding", "utf-8")):
        yield Wrong("file.encoding", _("No such encoding is known. Examples are utf-8 and windows-1252."))
    if not _is_zone(told.get("timezone", "Europe/London")):
        yield Wrong("file.timezone", _("No such time zone is known. An example is Europe/London."))
    if not isinstance(told.get("separator", "|"), str):
        yield Wrong("file.separator", _TEXT)
    for name in ("dates", "times"):
        yield from _formats(f"file.{name}", told.get(name, ["iso"]))


def _formats(key: str, formats: object) -> Iterator[Wrong]:
    if not (isinstance(formats, list) and formats and all(isinstance(one, str) for one in formats)):
        yield Wrong(key, _("This is a list of formats in square brackets, each between quotation marks."))
        return
    for one in formats:
        try:
            DateReader((one,), _LONDON)
        except CannotRead as fault:
            yield Wrong(key, fault.message)


def _people(told: Told) -> Iterator[Wrong]:
    yield from _choice("people.layout", told.get("layout", "rows"), LAYOUTS)
    most = told.get("most", 1)
    if isinstance(most, bool) or not isinstance(most, int) or not 1 <= most <= MOST_IN_COLUMNS:
        words = _("This is a whole number from 1 to %(most)d, without quotation marks.")
        yield Wrong("people.most", words, {"most": MOST_IN_COLUMNS})
    if not isinstance(told.get("at", "people"), str):
        yield Wrong("people.at", _TEXT)


def _choice(key: str, said: object, allowed: tuple[str, ...]) -> Iterator[Wrong]:
    if said not in allowed:
        yield Wrong(key, _ONE_OF, {"names": ", ".join(allowed)})


def _columns(section: str, told: Told, known: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[Wrong]:
    for name in known:
        key = f"{section}.{name}"
        if name not in told:
            if name in needed:
                yield Wrong(key, _("This is missing. Say from which column of the file it comes."))
        elif not _is_columns(told[name]):
            yield Wrong(key, _("This is the heading of a column between quotation marks, or a list of headings in "
                               "square brackets."))  # fmt: skip


def _is_columns(said: object) -> bool:
    listed = said if isinstance(said, list) else [said]
    return bool(listed) and all(isinstance(one, str) and one.strip() for one in listed)


def _numbered(told: Told) -> Iterator[Wrong]:
    for name, said in told.items():
        listed = said if isinstance(said, list) else [said]
        if _is_columns(said) and not all(PLACE_OF_NUMBER in one for one in listed):
            yield Wrong(
                f"person.{name}",
                _("Columns of people need {n} where their number stands, such as PERSON{n}_SURNAME."),
            )


def _codes(told: Told, book: CodeBook) -> Iterator[Wrong]:
    for kind in CODES:
        table = told.get(kind, {})
        if not isinstance(table, dict):
            yield Wrong(f"codes.{kind}", _A_SECTION)
            continue
        for theirs, ours in table.items():
            if wrong := _wrong_code(kind, ours, book):
                yield Wrong(f"codes.{kind}.{theirs}", *wrong)


def _wrong_code(kind: str, ours: object, book: CodeBook) -> tuple[str | Promise, Told] | None:
    if not isinstance(ours, str) or not ours:
        return _TEXT, {}
    if kind == "role" and ours not in PersonRole.values:
        return _ONE_OF, {"names": ", ".join(PersonRole.values)}
    if kind == "area" and ours not in book.areas:
        return _("This is not the national code of an area that the agency serves."), {}
    known: Mapping[str, tuple[tuple[date, date], ...]] = book.codes.get(kind, {})
    if known and ours not in known:
        return _(
            "This code is not on the list of incident codes. Put it right, or add it to the list first."
        ), {}
    return None


def _is_character(mark: object) -> bool:
    return isinstance(mark, str) and len(mark) == 1 and mark not in "\r\n"


def _is_encoding(name: object) -> bool:
    try:
        return isinstance(name, str) and "".encode(name) is not None
    except LookupError:
        return False


def _is_zone(name: object) -> bool:
    try:
        return isinstance(name, str) and ZoneInfo(name) is not None
    except (LookupError, ValueError, OSError):
        return False
