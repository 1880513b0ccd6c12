"""The sections of a release: each measure with its protected values, and the part of them that the bulletin draws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from earlyhelp.evaluate.disclosure import PARTNER_BOARD, PUBLISHED, protect_values
from earlyhelp.evaluate.measures.measure import Measure
from earlyhelp.evaluate.publishing.periods import Year

THRESHOLDS: Final[Mapping[str, int]] = {"public": PUBLISHED, "board": PARTNER_BOARD}
MOST_LINES: Final = 8
_PLACE: Final = ("force", "area", "agency")

Row = Mapping[str, Any]
Name = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One measure of a release. `rows` are protected: nothing else of the values is kept."""

    measure: Measure
    rows: Sequence[Row]

    @property
    def code(self) -> str:
        """The measure as a name of a file: repeat_person-1."""
        return f"{self.measure.code}-{self.measure.version}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the bulletin draws: the widest places that there are, month by month, and no more lines than can be read."""

    months: list[date]
    lines: list[tuple[Row, list[Row | None]]]
    left: int
    is_curve: bool = False


def read_sections(folder: Path, year: Year, measures: Iterable[Measure], audience: str) -> list[Section]:
    """The measures of a run that have values in the year, protected, in the order of the catalogue."""
    import pyarrow.parquet as pq

    by_name: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in pq.read_table(folder / "values.parquet").to_pylist():
        name = (row.pop("measure"), row.pop("version"))
        if year.first <= row["first"] <= year.last:
            by_name.setdefault(name, []).append(row)
    threshold = THRESHOLDS[audience]
    return [
        Section(measure, protect_values(found, threshold, kind=measure.value.value))
        for measure in measures
        if (found := by_name.get((measure.code, measure.version)))
    ]


def drawn(section: Section) -> Drawn:
    """The rows of the widest places, one line for each place and group: the largest of them at the end."""
    depth = min(_depth(row) for row in section.rows)
    rows = [row for row in section.rows if _depth(row) == depth]
    months = sorted({row["first"] for row in rows})
    lines: dict[Name, dict[date, Row]] = {}
    for row in rows:
        lines.setdefault(_name(row), {})[row["first"]] = row
    kept = _curve(list(lines)) or sorted(
        sorted(lines, key=lambda name: (-_size(lines[name], months), name))[:MOST_LINES]
    )
    made = [(next(iter(lines[name].values())), [lines[name].get(one) for one in months]) for name in kept]
    return Drawn(months, made, len(lines) - len(kept), is_curve=_is_curve(list(lines)))


def _is_curve(names: Sequence[Name]) -> bool:
    """Whether the groups are points along a line, as shares of people or days are, and not kinds of something."""
    return len(names) > MOST_LINES and all(name[-1].isdigit() for name in names)


def _curve(names: Sequence[Name]) -> list[Name]:
    """Of the points of a curve, as many as can be read, evenly apart and with the last. Nothing for another table."""
    if not _is_curve(names):
        return []
    order = sorted(names, key=lambda name: (name[:-1], int(name[-1])))
    return [order[(place + 1) * len(order) // MOST_LINES - 1] for place in range(MOST_LINES)]


def _depth(row: Row) -> int:
    return sum(1 for kind in _PLACE if row[kind])


def _name(row: Row) -> Name:
    return (row["force"], row["area"], row["agency"], row["group"])


def _size(line: Mapping[date, Row], months: Sequence[date]) -> float:
    return max((line[one]["value"] or 0.0 for one in months if one in line), default=0.0)
