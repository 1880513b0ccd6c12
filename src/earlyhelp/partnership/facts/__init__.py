"""The partners and the areas they serve, as the product's own small tables. Nobody in them is a person."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from earlyhelp.partnership.choices import AgencyKind

WALES = "wales"


@dataclass(frozen=True, slots=True)
class AreaFact:
    """A local authority area, with the codes of the agencies that serve it. `population` is mid-2020."""

    code: str
    name_en: str
    name_cy: str
    council: str
    police: str
    commissioner: str
    health_board: str
    population: int

    @property
    def served_by(self) -> frozenset[str]:
        """Codes of the agencies whose statutory area includes this one."""
        return frozenset({self.council, self.police, self.commissioner, self.health_board})


@dataclass(frozen=True, slots=True)
class AgencyFact:
    """A partner by name, with the codes of the areas it serves, in their order."""

    code: str
    kind: AgencyKind
    name_en: str
    name_cy: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A council on the map: a path, and where its number stands. Units: the picture is 420 wide and 468 high."""

    code: str
    x: int
    y: int
    path: str


def list_areas() -> tuple[AreaFact, ...]:
    """The 22 local authority areas of Wales, in the order of their codes."""
    return tuple(
        AreaFact(
            row["code"],
            row["name_en"],
            row["name_cy"],
            row["council"],
            row["police"],
            row["commissioner"],
            row["health_board"],
            int(row["population"]),
        )
        for row in _rows("areas.csv")
    )


def list_agencies() -> tuple[AgencyFact, ...]:
    """Every partner, with the areas it serves."""
    areas = list_areas()
    return tuple(
        AgencyFact(
            row["code"], AgencyKind(row["kind"]), row["name_en"], row["name_cy"], _areas_of(row, areas)
        )
        for row in _rows("agencies.csv")
    )


@cache
def list_outlines() -> tuple[Outline, ...]:
    """The 22 councils on the map, in the order of their codes."""
    return tuple(
        Outline(row["code"], int(row["x"]), int(row["y"]), row["path"]) for row in _rows("outlines.csv")
    )


def _areas_of(row: dict[str, str], areas: tuple[AreaFact, ...]) -> tuple[str, ...]:
    if row["areas"] == WALES:
        return tuple(area.code for area in areas)
    named = set(row["areas"].split())
    return tuple(area.code for area in areas if area.code in named or row["code"] in area.served_by)


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a table, without the lines that say where it comes from."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
