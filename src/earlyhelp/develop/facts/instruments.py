"""Questionnaires as data: what is asked, how it is answered, and how answers are added up. Plain values, from TOML.

What is here ships with the product. A questionnaire that somebody else owns never does: whoever holds its licence
loads their own file (`earlyhelp instruments load`), in the same shape.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

RULES: Final = ("mean", "sum")
CONVERSIONS: Final = ("", "swemwbs")
_FOLDER: Final = "questionnaires"
_MOST_ITEMS: Final = 100


class BadInstrument(ValueError):
    """A file that is no questionnaire. `where` is the part of the file that is wrong."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked. `reversed` items count from the other end. `labels` are its own, else the scale's."""

    code: str
    scale: str
    text_en: str
    text_cy: str
    reversed: bool
    labels_en: tuple[str, ...] = ()
    labels_cy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Items that are added up together: a sub-scale, or the whole."""

    code: str
    title_en: str
    title_cy: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire in one version.

    Answers go from `lowest` to `lowest` + the number of labels - 1. `rule` is how a sub-scale is made of its items,
    "mean" or "sum"; `least_answered` the share of its items (0 to 1) that must be answered; `conversion` a table that
    turns the sum into something else, or "".
    """

    code: str
    version: int
    title_en: str
    title_cy: str
    about_en: str
    about_cy: str
    licence: str
    lowest: int
    labels_en: tuple[str, ...]
    labels_cy: tuple[str, ...]
    rule: str
    least_answered: float
    conversion: str
    scales: tuple[Scale, ...]
    items: tuple[Item, ...]

    @property
    def highest(self) -> int:
        """The highest answer."""
        return self.lowest + len(self.labels_en) - 1

    def items_of(self, scale: str) -> tuple[Item, ...]:
        """The items of a sub-scale, in their order."""
        return tuple(item for item in self.items if item.scale == scale)


@cache
def list_shipped() -> tuple[Instrument, ...]:
    """Every questionnaire that ships with the product, by code, the newest version first."""
    folder = files(__package__).joinpath(_FOLDER)
    found = [
        read_instrument(one.read_text("utf-8")) for one in folder.iterdir() if one.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda one: (one.code, -one.version)))


def read_instrument(text: str) -> Instrument:
    """Read a questionnaire. Raises BadInstrument with the part that is wrong."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadInstrument(str(problem)) from problem
    labels_en, labels_cy = _texts(told, "labels_en"), _texts(told, "labels_cy")
    read = Instrument(
        code=_text(told, "code"),
        version=_number(told, "version"),
        title_en=_text(told, "title_en"),
        title_cy=_text(told, "title_cy"),
        about_en=_text(told, "about_en"),
        about_cy=_text(told, "about_cy"),
        licence=_text(told, "licence"),
        lowest=_number(told, "lowest"),
        labels_en=labels_en,
        labels_cy=labels_cy,
        rule=_text(told, "rule"),
        least_answered=_share(told, "least_answered"),
        conversion=str(told.get("conversion", "")),
        scales=tuple(
            Scale(_text(one, "code"), _text(one, "title_en"), _text(one, "title_cy"))
            for one in _tables(told, "scales")
        ),
        items=tuple(_item(one, len(labels_en)) for one in _tables(told, "items")),
    )
    _check(read)
    return read


def _check(read: Instrument) -> None:
    wrong = {
        "labels_en": len(read.labels_en) < 2 or len(read.labels_en) != len(read.labels_cy),
        "rule": read.rule not in RULES,
        "conversion": read.conversion not in CONVERSIONS,
        "version": not 1 <= read.version <= 999,
        "code": not _is_code(read.code),
        "scales": len({one.code for one in read.scales}) != len(read.scales),
        "items": not 1 <= len({one.code for one in read.items}) == len(read.items) <= _MOST_ITEMS,
        "items.scale": {one.scale for one in read.items} != {one.code for one in read.scales},
    }
    if read.conversion == "swemwbs":
        # The table is for the sum of seven answers from 1 to 5, each of them given.
        shape = (len(read.items), len(read.scales), read.lowest, read.highest, read.rule, read.least_answered)
        wrong["conversion"] = shape != (7, 1, 1, 5, "sum", 1.0)
    for where, is_wrong in wrong.items():
        if is_wrong:
            raise BadInstrument(where)


def _item(told: dict[str, Any], steps: int) -> Item:
    own_en, own_cy = (_texts(told, name) if name in told else () for name in ("labels_en", "labels_cy"))
    if {len(own_en), len(own_cy)} not in ({0}, {steps}):
        raise BadInstrument("items.labels_en")
    if not _is_code(_text(told, "code")):
        raise BadInstrument("items.code")
    return Item(
        code=_text(told, "code"),
        scale=_text(told, "scale"),
        text_en=_text(told, "en"),
        text_cy=_text(told, "cy"),
        reversed=told.get("reversed", False) is True,
        labels_en=own_en,
        labels_cy=own_cy,
    )


def _is_code(text: str) -> bool:
    return 1 <= len(text) <= 40 and text.isascii() and text.replace("-", "").isalnum()


def _text(told: dict[str, Any], name: str) -> str:
    found = told.get(name)
    if not isinstance(found, str) or not found.strip():
        raise BadInstrument(name)
    return found.strip()


def _texts(told: dict[str, Any], name: str) -> tuple[str, ...]:
    found = told.get(name)
    if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found):
        raise BadInstrument(name)
    return tuple(one.strip() for one in found)


def _number(told: dict[str, Any], name: str) -> int:
    found = told.get(name)
    if not isinstance(found, int) or isinstance(found, bool):
        raise BadInstrument(name)
    return found


def _share(told: dict[str, Any], name: str) -> float:
    found = told.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool) or not 0 < found <= 1:
        raise BadInstrument(name)
    return float(found)


def _tables(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = told.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise BadInstrument(name)
    return found
