"""A survey file as columns: which respondents count, in which group, with which weight."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from earlyhelp.evaluate.evidence import coding
from earlyhelp.evaluate.evidence.coding import INSTRUMENTS, Answer, read_answer

YES: Final = frozenset({"1", "yes", "true", "y"})
NO: Final = frozenset({"0", "no", "false", "n"})
_UNKNOWN: Final = frozenset({"", "na", "n/a", "null", "none", "refused", "not said", "dk", "don't know"})
CODED: Final = "types of adverse experience"


class BadSurvey(ValueError):
    """A file or an option that can not be read. `fault` is a code, `where` a column or a line."""

    def __init__(self, fault: str, where: str = "", said: str = "") -> None:
        super().__init__(f"{fault} {where} {said}".strip())
        self.fault, self.where, self.said = fault, where, said


@dataclass(frozen=True, slots=True)
class Asked:
    """What to tabulate. Columns by their names in the file; `instrument` codes the exposure from its items instead."""

    outcome: str
    exposure: str = ""
    instrument: str = ""
    yes: str = ""
    adjust: tuple[str, ...] = ()
    by: str = ""
    weight: str = ""
    count: str = ""


@dataclass(slots=True)
class Columns:
    """Respondents that count, a place in each list for each. `number` says for how many people a line stands.

    `left_out` counts people whose exposure, outcome or another column that was asked for is not known.
    `experienced` holds the coded types where an instrument was used.
    """

    exposure: list[str] = field(default_factory=list)
    outcome: list[bool] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    adjust: dict[str, list[str]] = field(default_factory=dict)
    weight: list[float] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    experienced: dict[str, list[bool]] = field(default_factory=dict)
    left_out: int = 0


def read_survey(path: Path, asked: Asked) -> Columns:
    """Read a CSV file with a line for each respondent, or for each group of them with a count. Raises BadSurvey."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_columns(reader.fieldnames or [], asked)
            return _columns(reader, asked)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise BadSurvey("unreadable", str(path.name)) from problem


def ordered(levels: Iterable[str]) -> list[str]:
    """Levels as a reader expects them: the published groups, numbers by size, then words."""
    published = {level: place for place, level in enumerate(coding.GROUPS)}

    def key(level: str) -> tuple[int, float, str]:
        if level in published:
            return 0, published[level], ""
        return (1, float(level), "") if level.replace(".", "", 1).isdigit() else (2, 0.0, level)

    return sorted(set(levels), key=key)


def _check_columns(there: Sequence[str], asked: Asked) -> None:
    if not asked.exposure and not asked.instrument:
        raise BadSurvey("no-exposure")
    if asked.instrument and asked.instrument not in INSTRUMENTS:
        raise BadSurvey("no-instrument", asked.instrument)
    items = [column for kind in INSTRUMENTS.get(asked.instrument, ()) for column in kind.columns]
    named = [asked.outcome, asked.exposure, asked.by, asked.weight, asked.count, *asked.adjust, *items]
    for column in filter(None, named):
        if column not in there:
            raise BadSurvey("no-column", column, ", ".join(there))


def _columns(lines: Iterable[Mapping[str, str]], asked: Asked) -> Columns:
    columns = Columns(adjust={column: [] for column in asked.adjust})
    for place, line in enumerate(lines, start=2):
        number = _whole(line, asked.count, place) if asked.count else 1
        experienced = _experienced(line, asked, place)
        exposure = coding.group_of(experienced.values()) if experienced else _known(line, asked.exposure)
        outcome = _yes_or_no(line, asked, place)
        others = {column: _known(line, column) for column in (*asked.adjust, *filter(None, [asked.by]))}
        if exposure is None or outcome is None or None in others.values():
            columns.left_out += number
        elif number:
            _add(columns, asked, line, place, (exposure, outcome, number, others))
            for kind, was in experienced.items():
                columns.experienced.setdefault(kind, []).append(bool(was))
    return columns


def _add(
    columns: Columns,
    asked: Asked,
    line: Mapping[str, str],
    place: int,
    known: tuple[str, bool, int, dict[str, str | None]],
) -> None:
    exposure, outcome, number, others = known
    columns.exposure.append(exposure)
    columns.outcome.append(outcome)
    columns.number.append(number)
    columns.weight.append(_positive(line, asked.weight, place) if asked.weight else 1.0)
    columns.by.append(others.get(asked.by) or "")
    for column in asked.adjust:
        columns.adjust[column].append(others[column] or "")


def _experienced(line: Mapping[str, str], asked: Asked, place: int) -> dict[str, bool | None]:
    if not asked.instrument:
        return {}
    try:
        return {
            kind.name: coding.was_experienced(kind, _answers(line, kind.columns))
            for kind in INSTRUMENTS[asked.instrument]
        }
    except coding.NotAnAnswer as problem:
        raise BadSurvey("not-an-answer", f"{problem.column}:{place}", problem.said) from problem


def _answers(line: Mapping[str, str], columns: Iterable[str]) -> dict[str, Answer]:
    return {column: read_answer(column, line[column] or "") for column in columns}


def _known(line: Mapping[str, str], column: str) -> str | None:
    said = (line[column] or "").strip()
    return None if said.casefold() in _UNKNOWN else said


def _yes_or_no(line: Mapping[str, str], asked: Asked, place: int) -> bool | None:
    said = _known(line, asked.outcome)
    if said is None:
        return None
    if asked.yes:
        return said == asked.yes
    if said.casefold() in YES | NO:
        return said.casefold() in YES
    raise BadSurvey("not-yes-or-no", f"{asked.outcome}:{place}", said)


def _whole(line: Mapping[str, str], column: str, place: int) -> int:
    said = (line[column] or "").strip()
    if not said.isdecimal():
        raise BadSurvey("not-a-count", f"{column}:{place}", said)
    return int(said)


def _positive(line: Mapping[str, str], column: str, place: int) -> float:
    said = (line[column] or "").strip()
    try:
        number = float(said)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise BadSurvey("not-a-weight", f"{column}:{place}", said)
    return number
