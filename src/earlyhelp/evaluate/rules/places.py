"""The 22 councils and four forces of Wales: where each stands on a map of tiles, and whose figures one may choose."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

WALES: Final = "wales"
OWN: Final = "own"
_TILES: Final = Path(__file__).resolve().parent.parent / "facts" / "tiles.csv"


@dataclass(frozen=True, slots=True)
class Tile:
    """One council area or police force, and its place on the map of tiles: row from the north, column from the west."""

    kind: Literal["area", "force"]
    code: str
    short: str
    row: int
    column: int
    force: str
    name_en: str
    name_cy: str

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_cy if (get_language() or "en").startswith("cy") else self.name_en


@dataclass(frozen=True, slots=True)
class Place:
    """Where figures are from: a force, a council area or an agency; nothing of these is the whole of Wales."""

    force: str = ""
    area: str = ""
    agency: str = ""

    @property
    def key(self) -> str:
        """How the place stands in an address."""
        return self.area or self.force or (OWN if self.agency else WALES)


@cache
def tiles() -> Mapping[str, Tile]:
    """All tiles by code: the councils first, then the forces."""
    with _TILES.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Tile(
                "area" if row["kind"] == "area" else "force",
                row["code"],
                row["short"],
                int(row["row"]),
                int(row["column"]),
                row["force"],
                row["name_en"],
                row["name_cy"],
            )
            for row in csv.DictReader(file)
        }


def place_of(key: str) -> Place:
    """The place that a key names; Wales for one that names none."""
    tile = tiles().get(key)
    if tile is None:
        return Place()
    return Place(area=tile.code) if tile.kind == "area" else Place(force=tile.code)


def name_of(place: Place) -> str:
    """A place's name, in the language of the page."""
    tile = tiles().get(place.area or place.force)
    if tile is not None:
        return tile.name
    if place.agency:
        return _("Your own agency")
    return place.area or place.force or _("The whole of Wales")
