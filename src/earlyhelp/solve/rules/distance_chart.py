"""Where the points of a small chart stand: one person, one goal, visit by visit. It draws what was said, no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 320
HEIGHT: Final = 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 304, 18, 122


@dataclass(frozen=True, slots=True)
class Point:
    """One mark, or a visit on which nothing was said (`mark` is None, and `y` is 0)."""

    x: int
    y: int
    mark: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the chart, with its number."""

    y: int
    mark: int


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the picture needs. `line` joins the marks in the order of the visits."""

    points: tuple[Point, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT

    @property
    def said(self) -> tuple[Point, ...]:
        """The points that have a mark."""
        return tuple(one for one in self.points if one.mark is not None)

    @property
    def line(self) -> str:
        """The points of the line, as SVG writes them."""
        return " ".join(f"{one.x},{one.y}" for one in self.said)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Lines at 0, 5 and 10."""
        return tuple(Rule(_height_of(mark), mark) for mark in (0, 5, 10))


def draw_distance(marks: Sequence[tuple[str, int | None]]) -> Chart:
    """A chart of (name of the visit, mark) in the order of the visits."""
    last = max(len(marks) - 1, 1)
    span = _RIGHT - _LEFT - 30
    return Chart(
        tuple(
            Point(_LEFT + 15 + span * place // last, 0 if mark is None else _height_of(mark), mark, label)
            for place, (label, mark) in enumerate(marks)
        )
    )


def _height_of(mark: int) -> int:
    return _BOTTOM - (_BOTTOM - _TOP) * mark // 10
