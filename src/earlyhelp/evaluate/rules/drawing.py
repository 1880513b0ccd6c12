"""Where points, bars and tiles stand in a drawing. Pure: numbers in, coordinates out; the template draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 12, 28
TILE: Final = 52
BANDS: Final = 5


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line: where it stands, and whether it stands out."""

    x: float
    y: float
    label: str
    shown: str
    signal: bool = False

    @property
    def x_left(self) -> float:
        """The left edge of a square around it."""
        return round(self.x - 5, 1)

    @property
    def y_top(self) -> float:
        """The upper edge of a square around it."""
        return round(self.y - 5, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A level line with the number beside it."""

    y: float
    shown: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where counting changed: an upright line with a number that the text below explains."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A level that holds from one point to another: a centre or a limit of a control chart."""

    x1: float
    x2: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line over months. `paths` has a piece for each run of months without a gap."""

    dots: tuple[Dot, ...]
    paths: tuple[str, ...]
    rules: tuple[Rule, ...]
    centres: tuple[Stretch, ...]
    limits: tuple[Stretch, ...]
    breaks: tuple[Break, ...]
    names: tuple[Dot, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


@dataclass(frozen=True, slots=True)
class Level:
    """From which to which point (counted from 0, both included) a centre and its limits hold, in values."""

    first: int
    last: int
    centre: float
    lower: float
    upper: float


def draw_line(
    values: Sequence[float | None],
    labels: Sequence[str],
    shown: Sequence[str],
    *,
    levels: Sequence[Level] = (),
    signals: Sequence[int] = (),
    breaks: Sequence[tuple[int, str]] = (),
    number: str = "{:g}",
) -> Line:
    """A line with its limits. `breaks` are points before which counting changed, each with its mark."""
    there = [value for value in values if value is not None]
    top = max([*there, *(level.upper for level in levels), 0.0]) or 1.0
    top = _round_up(top)
    across = (WIDTH - _LEFT - _RIGHT) / max(1, len(values) - 1)

    def x(index: float) -> float:
        return round(_LEFT + across * index, 1)

    def y(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * max(0.0, value) / top, 1)

    dots = [
        Dot(x(index), y(value), labels[index], shown[index], index in signals)
        for index, value in enumerate(values)
        if value is not None
    ]
    step = max(1, -(-len(values) // 6))
    return Line(
        dots=tuple(dots),
        paths=tuple(_paths(values, x, y)),
        rules=tuple(Rule(y(top * part / 4), number.format(top * part / 4)) for part in range(5)),
        centres=tuple(Stretch(x(one.first), x(one.last), y(one.centre)) for one in levels),
        limits=tuple(
            Stretch(x(one.first), x(one.last), y(edge)) for one in levels for edge in (one.lower, one.upper)
        ),
        breaks=tuple(Break(x(index - 0.5), mark) for index, mark in breaks),
        names=tuple(Dot(x(index), 0, labels[index], "") for index in range(0, len(values), step)),
    )


def _paths(
    values: Sequence[float | None], x: Callable[[float], float], y: Callable[[float], float]
) -> list[str]:
    pieces: list[list[str]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{x(index)},{y(value)}")
    return [" ".join(piece) for piece in pieces if len(piece) > 1]


def _round_up(top: float) -> float:
    """The next number that is easy to divide by four."""
    size = 1.0
    while size * 4 < top:
        size *= 10
    while size * 4 >= top * 10:
        size /= 10
    for step in (1, 2, 2.5, 5, 10):
        if size * step * 4 / 10 >= top:
            return size * step * 4 / 10
    return size * 4


def widths(values: Sequence[float | None]) -> list[float]:
    """How wide of 100 the bar of each value is. What is left out has none."""
    top = max((value for value in values if value is not None), default=0.0) or 1.0
    return [round(100 * (value or 0.0) / top, 1) for value in values]


def band_of(value: float | None, values: Sequence[float]) -> int:
    """Which of five shades a value has among the others, 0 for none: equal parts between the least and the most."""
    if value is None or not values:
        return 0
    least, most = min(values), max(values)
    if most == least:
        return 1
    return 1 + min(BANDS - 1, int((value - least) / (most - least) * BANDS))
