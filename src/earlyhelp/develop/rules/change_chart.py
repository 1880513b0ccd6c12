"""Where the points of a small chart stand: how far a group moved at each asking, with the interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earlyhelp.kit.effects import Effect

WIDTH: Final = 320
HEIGHT: Final = 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 312, 16, 150


@dataclass(frozen=True, slots=True)
class Point:
    """One asking. `shown` is the change in words; empty, and no point, where it is not shown."""

    x: int
    y: int
    top: int
    bottom: int
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the chart, with its number."""

    y: int
    shown: str
    is_zero: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the picture needs."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    names_at: int = HEIGHT - 10


def draw_changes(changes: Sequence[tuple[str, Effect | None]]) -> Chart:
    """A chart of (name of the asking, change) in the order of time. The zero line stands in the middle."""
    ends = [abs(end) for _label, one in changes if one is not None for end in (one.low, one.high)]
    reach = max([*ends, 0.5]) * 1.1
    span = (_RIGHT - _LEFT) // max(len(changes), 1)
    points = tuple(
        Point(
            x=_LEFT + span // 2 + span * place,
            y=_height_of(one.estimate, reach) if one else 0,
            top=_height_of(one.high, reach) if one else 0,
            bottom=_height_of(one.low, reach) if one else 0,
            label=label,
            shown=signed(one.estimate) if one else "",
        )
        for place, (label, one) in enumerate(changes)
    )
    marks = (reach, reach / 2, 0.0, -reach / 2, -reach)
    return Chart(points, tuple(Line(_height_of(mark, reach), signed(mark), mark == 0) for mark in marks))


def _height_of(value: float, reach: float) -> int:
    middle, half = (_TOP + _BOTTOM) / 2, (_BOTTOM - _TOP) / 2
    return round(middle - half * max(-1.0, min(1.0, value / reach)))


def signed(value: float) -> str:
    """A change to one decimal, with its sign: +0.5, −0.2, 0.0."""
    rounded = round(value, 1)
    return "0.0" if rounded == 0 else f"{rounded:+.1f}".replace("-", "−")
