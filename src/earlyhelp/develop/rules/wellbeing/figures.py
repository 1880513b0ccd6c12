"""What may be shown of a survey: groups of ten or more that never overlap, and counts rounded at random, once.

Three things keep one person from being singled out, and each closes another way:

1. Groups are teams with ten answers or more, and the rest. Whoever takes groups from each other is left with ten people
   or more: a rest of one to nine is joined by the smallest team. The agency is the sum of its groups as they are shown,
   so that it tells nothing that they do not.
2. Every count is rounded at random to a multiple of three (as Stats NZ does, RR3), so that one answer more or less
   between two rounds, or between two groups, is never certain.
3. A count is never shown so high or so low that everybody must have answered alike.

The draws are made once and what they made is kept: asking again gives the same number, so nothing averages out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from earlyhelp.develop.choices.wellbeing import Item, Place
from earlyhelp.develop.rules.wellbeing.surveys import FEWEST

BASE: Final = 3
Draw = Callable[[], int]
"""Gives 0, 1 or 2, each as often as the others."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of a team answered an item, and how many well. Team None: those whose answers carry no team."""

    team: UUID | None
    item: Item
    people: int
    good: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as it may be read."""

    place: Place
    team: UUID | None
    item: Item
    people: int
    good: int


def publish(counted: Sequence[Counted], draw: Draw) -> list[Shown]:
    """All figures of a round, or none where fewer than ten answered. The agency's are the sums of the others."""
    groups = list(_groups(counted))
    shown = [one for place, team, items in groups for one in _figures(place, team, items, draw)]
    if len(groups) == 1:
        return [Shown(Place.AGENCY, None, one.item, one.people, one.good) for one in shown]
    sums = [_sum(item, [one for one in shown if one.item is item]) for item in Item] if shown else []
    return [*sums, *shown]


def rounded(value: int, draw: int) -> int:
    """The multiple of three below or above, the nearer one twice as often; a multiple stays. `draw` is 0, 1 or 2."""
    below, rest = value // BASE * BASE, value % BASE
    return below + (BASE if draw < rest else 0)


def shown_good(good: int, people: int, shown_people: int, draw: int) -> int:
    """How many answered well, as it may be shown beside `shown_people`: never so many that it must be everybody."""
    found = min(rounded(good, draw), shown_people)
    # A number that can only stand for everybody would tell what each one said.
    while found - (BASE - 1) >= people:
        found -= BASE
    return found


def _groups(counted: Sequence[Counted]) -> Iterator[tuple[Place, UUID | None, list[Counted]]]:
    """The groups of a round, each with its counts. Nothing where fewer than ten answered."""
    by_team: dict[UUID | None, list[Counted]] = {}
    for one in counted:
        by_team.setdefault(one.team, []).append(one)
    sizes = {team: found[0].people for team, found in by_team.items()}
    small = {team for team, size in sizes.items() if team is None or size < FEWEST}
    teams = sorted(
        (team for team in sizes if team not in small and team), key=lambda team: (sizes[team], team)
    )
    left = sum(sizes[team] for team in small)
    if 0 < left < FEWEST and teams:
        small.add(teams[0])
        left += sizes[teams.pop(0)]
    for team in teams:
        yield Place.TEAM, team, by_team[team]
    if left >= FEWEST:
        yield Place.REST, None, _together([one for team in small for one in by_team[team]])


def _together(counted: Sequence[Counted]) -> list[Counted]:
    return [
        Counted(
            None,
            item,
            sum(one.people for one in counted if one.item is item),
            sum(one.good for one in counted if one.item is item),
        )
        for item in Item
    ]


def _figures(place: Place, team: UUID | None, counted: Sequence[Counted], draw: Draw) -> Iterator[Shown]:
    people = max(FEWEST // BASE * BASE, rounded(counted[0].people, draw()))
    by_item: Mapping[Item, Counted] = {one.item: one for one in counted}
    for item in Item:
        one = by_item[item]
        yield Shown(place, team, item, people, shown_good(one.good, one.people, people, draw()))


def _sum(item: Item, parts: Sequence[Shown]) -> Shown:
    return Shown(Place.AGENCY, None, item, sum(one.people for one in parts), sum(one.good for one in parts))
