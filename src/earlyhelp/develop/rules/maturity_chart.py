"""Where the parts of the bars stand: for each domain how many statements are at each step, now and last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from earlyhelp.develop.rules.maturity import DomainNow

WIDTH: Final = 640
_LEFT, _BAR, _GAP, _HEAD = 110, 22, 4, 26
_BLOCK: Final = _HEAD + 2 * (_BAR + _GAP) + 12
_ROOM: Final = WIDTH - _LEFT - 4


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: so many statements at one step."""

    x: int
    width: int
    step: int
    count: int

    @property
    def middle(self) -> int:
        """Where its number stands."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One time. `is_now` is False for the time before."""

    y: int
    parts: tuple[Part, ...]
    is_now: bool

    @property
    def baseline(self) -> int:
        """Where words beside and numbers inside the bar stand."""
        return self.y + 16


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one domain under its name."""

    name: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the picture needs."""

    groups: tuple[Group, ...]
    height: int
    width: int = WIDTH
    bar: int = _BAR


def draw(domains: Sequence[DomainNow]) -> Chart:
    """A picture of the domains in their order; the table beside it says the same."""
    groups = tuple(_group(one, place * _BLOCK) for place, one in enumerate(domains))
    return Chart(groups, len(domains) * _BLOCK)


def _group(one: DomainNow, top: int) -> Group:
    times = [(one.before, False), (one.now, True)] if one.before is not None else [(one.now, True)]
    bars = tuple(
        Bar(top + _HEAD + place * (_BAR + _GAP), _parts(counts or ()), is_now)
        for place, (counts, is_now) in enumerate(times)
    )
    return Group(one.domain.name, top + 16, bars)


def _parts(counts: Sequence[int]) -> tuple[Part, ...]:
    in_all, made, done = max(sum(counts), 1), list[Part](), 0
    for step, count in enumerate(counts, 1):
        if count:
            start, end = _LEFT + _ROOM * done // in_all, _LEFT + _ROOM * (done + count) // in_all
            made.append(Part(start, end - start, step, count))
            done += count
    return tuple(made)
