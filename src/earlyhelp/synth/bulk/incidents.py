"""What incidents were opened and closed as, and what was seen there."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from earlyhelp.identify.choices import CodeKind
from earlyhelp.identify.facts import list_codes
from earlyhelp.synth.bulk import shapes
from earlyhelp.synth.bulk.chance import Codes, Picker, happens
from earlyhelp.synth.bulk.people import Moments
from earlyhelp.synth.bulk.plan import Calendar, Place

Flags = NDArray[np.bool_]
CLASSES = shapes.CLASSES
# Every code in use, in one order: the empty one first, then the categories, then two ways of closing.
CODES = (*shapes.OPENED, shapes.CRIME, shapes.DUPLICATE)
_CRIME, _DUPLICATE = len(CODES) - 2, len(CODES) - 1


def _class_of() -> Codes:
    themes = {
        code.code: code.theme for code in list_codes() if code.kind in {CodeKind.CATEGORY, CodeKind.CLOSING}
    }
    named = {"": "other", shapes.CRIME: "crime"}
    return np.array([CLASSES.index(named.get(code) or themes[code]) for code in CODES], dtype=np.int8)


CLASS_OF = _class_of()
_OPENED = Picker(shapes.OPENED.values())
_CRIMES = np.array(
    [[shapes.CRIMES.get(CLASSES[number], (0.0, 0.0))[side] for number in CLASS_OF] for side in (0, 1)],
    dtype=np.float32,
)
_LEFT = np.isin(np.array(CODES), shapes.LEFT_TO_OTHERS)


@dataclass(slots=True)
class Told:
    """What was written of incidents: places in CODES, and flags."""

    opening: Codes
    closing: Codes
    vulnerable: Flags
    domestic: Flags
    mental_health: Flags
    alcohol: Flags
    drugs: Flags
    youth: Flags

    def where(self, kept: Flags) -> "Told":
        """The part that is kept."""
        return Told(*(getattr(self, field.name)[kept] for field in fields(self)))


def draw_openings(
    chance: np.random.Generator, moments: Moments, place: Place, calendar: Calendar
) -> tuple[Codes, Flags]:
    """What each was opened as, and which are attended: from a month on, some calls are left to others."""
    number = len(moments.at)
    opening = _OPENED.pick(chance, number)
    later = _LEFT[opening] & (calendar.months[moments.day] >= place.care)
    return opening, ~later | happens(chance, shapes.STILL_ATTENDED, number)


def tell(
    chance: np.random.Generator, opening: Codes, moments: Moments, place: Place, calendar: Calendar
) -> Told:
    """How each was closed, and its flags."""
    number = len(opening)
    since = (calendar.months[moments.day] >= place.recording).astype(np.int8)
    closing = np.where(happens(chance, shapes.STAYED, number), opening, _OPENED.pick(chance, number))
    closing = np.where(happens(chance, shapes.DUPLICATES, number), np.int8(_DUPLICATE), closing)
    closing = np.where(happens(chance, _CRIMES[since, opening], number), np.int8(_CRIME), closing)
    kinds = CLASS_OF[opening]
    flags = (
        happens(chance, np.array(shares, dtype=np.float32)[kinds], number) for shares in shapes.FLAGS.values()
    )
    return Told(opening, closing, *flags)


def is_crime(told: Told) -> Flags:
    """Which were closed as a crime."""
    return np.asarray(told.closing == _CRIME)
