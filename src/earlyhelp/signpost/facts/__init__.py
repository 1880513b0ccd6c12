"""Places of Wales and the helplines that answer now, as the product's own small tables. Nobody in them is a person."""

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from earlyhelp.partnership.facts import list_areas

Point = tuple[float, float]  # latitude and longitude, WGS 84 degrees


@dataclass(frozen=True, slots=True)
class Where:
    """A place as somebody named it: its middle, its council, and its name in both languages.

    `point` is None for a whole council: there is no distance from a council.
    """

    name_en: str
    name_cy: str
    area_code: str
    point: Point | None


@dataclass(frozen=True, slots=True)
class Helpline:
    """Who answers now. `number` is what a telephone dials, `shown` what a person reads."""

    name_en: str
    name_cy: str
    number: str
    shown: str
    what_en: str
    what_cy: str


_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9]{1,2})(?: ?([0-9])(?:[A-Z]{2})?)?")


def find_place(words: str) -> Where | None:
    """The place that somebody named: a postcode, its first half, a town, or a council. None when it is not known.

    A whole postcode falls to its sector or district: that is all that is looked at, and all that comes out.
    """
    return _postcode(words) or _named().get(_plain(words))


def list_place_names() -> tuple[str, ...]:
    """Names of towns in both languages, in order: what can be typed."""
    return tuple(sorted({name for row in _rows("towns.csv") for name in (row["name_en"], row["name_cy"])}))


def _postcode(words: str) -> Where | None:
    text = " ".join(words.upper().split())
    compact = text.replace(" ", "")
    # Without its space, a whole postcode ends in a digit and two letters.
    if re.fullmatch(r"[A-Z]{1,2}[0-9]{2,3}[A-Z]{2}", compact):
        text = f"{compact[:-3]} {compact[-3:]}"
    found = _POSTCODE.fullmatch(text)
    if found is None:
        return None
    district, sector = found[1], found[2]
    return _codes().get(f"{district} {sector}") or _codes().get(district)


def _plain(words: str) -> str:
    """A name without accents, signs and small differences: "Pen y bont-ar-ogwr" is "pen y bont ar ogwr"."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(
        letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter)
    )
    return " ".join(kept.replace(" county borough", "").replace(" council", "").split())


@cache
def _codes() -> Mapping[str, Where]:
    return {
        row["code"]: Where(
            row["code"], row["code"], row["area_code"], (float(row["latitude"]), float(row["longitude"]))
        )
        for row in _rows("postcodes.csv")
    }


@cache
def _named() -> Mapping[str, Where]:
    """Towns before councils: who types “Bridgend” most often means the town, and gets a distance."""
    found: dict[str, Where] = {}
    middles = {
        row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in _rows("councils.csv")
    }
    for area in list_areas():
        where = Where(area.name_en, area.name_cy, area.code, middles[area.code])
        found |= {_plain(area.name_en): where, _plain(area.name_cy): where}
    for row in _rows("towns.csv"):
        of = _codes()[row["district"]]
        town = Where(row["name_en"], row["name_cy"], of.area_code, of.point)
        found |= {_plain(row["name_en"]): town, _plain(row["name_cy"]): town}
    return found


@cache
def list_helplines() -> tuple[Helpline, ...]:
    """Who answers now, in the order in which they are shown."""
    return tuple(Helpline(**row) for row in _rows("helplines.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a table, without the lines that say where it comes from."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


@cache
def list_leaflet_words() -> Mapping[str, Mapping[str, Any]]:
    """The words of the leaflet by language: "cy" and "en" hold the same names."""
    return tomllib.loads(files(__package__).joinpath("leaflet.toml").read_text(encoding="utf-8"))
