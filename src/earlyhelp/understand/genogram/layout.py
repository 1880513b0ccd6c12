"""Where everything of a genogram stands: people in rows by generation, and lines that pass through nobody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from earlyhelp.understand.genogram.figures import (
    LABEL,
    LINE,
    LINES,
    SIZE,
    Chart,
    Child,
    Couple,
    Descent,
    Placed,
    Stroke,
    Tree,
)
from earlyhelp.understand.genogram.rows import generations, places

MARGIN: Final = 24
LANE: Final = 14
_HALF: Final = SIZE / 2
_BOX: Final = SIZE + 4 + LINE * LINES
_BESIDE: Final = LABEL / 2 + 3  # past the words, and short of where two partners send their line down
_STEP_ASIDE: Final = 6  # between two lines to one child


@dataclass(slots=True)
class _Bar:
    """Lines that share one horizontal piece in the band above a row."""

    row: int  # the row below the band
    start: (
        tuple[float, float] | None
    )  # where the line comes from; None for brothers and sisters without parents
    path: tuple[tuple[float, float], ...]  # from the source to the band, without the band's own height
    ends: tuple[float, ...]  # the x of each child
    style: str
    lane: int = 0

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the horizontal piece goes."""
        xs = [*self.ends, *([self.path[-1][0]] if self.path else [])]
        return min(xs), max(xs)


def lay_out(tree: Tree) -> Chart:
    """Place everybody once and draw every line that does not contradict the rest."""
    if not tree.nodes:
        return Chart((), (), 2 * MARGIN, 2 * MARGIN)
    rows, undrawn = generations(tree)
    at = places(tree, rows)
    left_out = set(undrawn)
    sources = _sources([line for line in tree.children if line not in left_out], tree, rows)
    unplaced = {node.key: Placed(node, rows[node.key], at[node.key], 0) for node in tree.nodes}
    sources = _apart(sources, unplaced)
    bars = [*_descents(sources, unplaced), *_brotherhoods(tree, unplaced)]
    overs = [one for one in tree.couples if one not in left_out and not _beside(one, unplaced)]
    bars += [_over(couple, unplaced) for couple in overs]
    lanes = _assign_lanes(bars)
    tops = _tops(max(rows.values()), lanes)
    placed = {
        key: Placed(one.node, one.row, one.x + MARGIN + LABEL / 2, tops[one.row] + _HALF)
        for key, one in unplaced.items()
    }
    strokes = [_couple(couple, placed) for couple in tree.couples if _beside(couple, placed)]
    partners = {frozenset((couple.one, couple.other)) for couple in tree.couples}
    strokes += [
        _parents(pair, placed) for pair in sources if len(pair) == 2 and frozenset(pair) not in partners
    ]
    for bar in bars:
        strokes += _strokes(bar, tops)
    width = max(one.x for one in placed.values()) + LABEL / 2 + MARGIN
    return Chart(
        tuple(placed.values()), tuple(strokes), width, tops[max(rows.values())] + _BOX + MARGIN, undrawn
    )


Sources = dict[tuple[str, ...], list[Child]]
_ALIKE: Final = {Descent.STEP: "step", Descent.KIN: "kin", Descent.DONOR: "donor"}


def _sources(children: Sequence[Child], tree: Tree, rows: dict[str, int]) -> Sources:
    """Lines of descent by where they come from: one parent, or two beside each other who share the child."""
    by_child: dict[tuple[str, Descent], list[Child]] = defaultdict(list)
    for line in children:
        by_child[(line.child, line.descent)].append(line)
    parents = {(line.parent, line.child) for line in children if line.descent is not Descent.STEP}
    partners = {frozenset((couple.one, couple.other)) for couple in tree.couples}
    found: Sources = defaultdict(list)
    for (child, descent), lines in by_child.items():
        if descent is Descent.STEP:
            # A step-parent's line is the one to the parent.
            lines = [
                line
                for line in lines
                if not any(
                    (other, child) in parents and frozenset((other, line.parent)) in partners
                    for other in rows
                )
            ]
        pair = _pair(lines, rows) if descent not in _ALIKE else ()
        if pair:
            found[tuple(sorted(line.parent for line in pair))].append(pair[0])
        for line in lines:
            if line not in pair:
                found[(line.parent,)].append(line)
    return found


def _pair(lines: Sequence[Child], rows: dict[str, int]) -> tuple[Child, ...]:
    """The first of these lines and another from the same row, or nothing."""
    for other in lines[1:]:
        if rows[other.parent] == rows[lines[0].parent]:
            return lines[0], other
    return ()


def _apart(sources: Sources, placed: dict[str, Placed]) -> Sources:
    """Two parents who do not stand beside each other each have a line of their own."""
    found: Sources = defaultdict(list)
    for parents, lines in sources.items():
        if len(parents) == 2 and not _beside_keys(parents, placed):
            for parent in parents:
                found[(parent,)] += [replace(line, parent=parent) for line in lines]
        else:
            found[parents] += lines
    return found


def _descents(sources: Sources, placed: dict[str, Placed]) -> list[_Bar]:
    bars: list[_Bar] = []
    taken: dict[str, int] = defaultdict(int)
    singles: dict[str, int] = defaultdict(int)
    for parents, lines in sources.items():
        groups: dict[tuple[int, Descent], list[str]] = defaultdict(list)
        for line in lines:
            groups[(placed[line.child].row, line.descent)].append(line.child)
        for (row, descent), children in groups.items():
            ends = []
            for child in children:
                ends.append(placed[child].x + _aside(taken[child]))
                taken[child] += 1
            people = [placed[key] for key in parents]
            source = min(people, key=lambda one: one.x)
            number = singles[source.node.key]
            singles[source.node.key] += 1
            path = _path(people, row, placed, sum(ends) / len(ends), number)
            bars.append(_Bar(row, path[0], path, tuple(ends), descent.value))
    return bars


def _aside(number: int) -> float:
    return (0, -_STEP_ASIDE, _STEP_ASIDE, -2 * _STEP_ASIDE, 2 * _STEP_ASIDE)[number % 5]


def _path(
    people: list[Placed], row: int, placed: dict[str, Placed], towards: float, number: int
) -> tuple[tuple[float, float], ...]:
    """From the parents down to the band above `row`. The y of a point is its row and a part of it: see `_y`."""
    top = people[0].row
    if len(people) == 2 and _beside_keys([one.node.key for one in people], placed):
        x = sum(one.x for one in people) / 2 + (0, -4, 4)[number % 3]
        points = [(x, top + 0.0)]
    else:
        one = min(people, key=lambda found: abs(found.x - towards))
        side = 1 if towards >= one.x else -1
        x = one.x + side * (_BESIDE + 2 * (number % 3))
        points = [(one.x + side * 18, top + 0.25), (x, top + 0.25)]
    for between in range(top + 1, row):
        free = _free(x, between, placed)
        if free != x:
            points += [(x, between - 0.5), (free, between - 0.5)]
            x = free
    return (*points, (x, row - 0.5))


def _free(x: float, row: int, placed: dict[str, Placed]) -> float:
    """The nearest place in a row where a line passes through nobody."""
    half = LABEL / 2 + 2
    near = [one.x for one in placed.values() if one.row == row and abs(one.x - x) < half]
    if not near:
        return x
    return near[0] + (half + 2) * (1 if x >= near[0] else -1)


def _brotherhoods(tree: Tree, placed: dict[str, Placed]) -> list[_Bar]:
    """Brothers and sisters none of whose parents are known."""
    parents: dict[str, set[str]] = defaultdict(set)
    for line in tree.children:
        if line.descent is not Descent.KIN:
            parents[line.child].add(line.parent)
    together: dict[str, set[str]] = {}
    for pair in tree.siblings:
        if not pair.share_parents or parents[pair.one] & parents[pair.other]:
            continue
        joined = together.get(pair.one, {pair.one}) | together.get(pair.other, {pair.other})
        together |= dict.fromkeys(joined, joined)
    bars = []
    for group in dict.fromkeys(frozenset(found) for found in together.values()):
        by_row: dict[int, list[float]] = defaultdict(list)
        for key in sorted(group):
            by_row[placed[key].row].append(placed[key].x + (2 * _STEP_ASIDE if parents[key] else 0))
        bars += [
            _Bar(row, None, (), tuple(sorted(xs)), "siblings") for row, xs in by_row.items() if len(xs) > 1
        ]
    return bars


def _beside(couple: Couple, placed: dict[str, Placed]) -> bool:
    return _beside_keys((couple.one, couple.other), placed)


def _beside_keys(keys: Sequence[str], placed: dict[str, Placed]) -> bool:
    """True when two stand in one row with nobody between them."""
    one, other = sorted((placed[key] for key in keys), key=lambda found: found.x)
    between = (found for found in placed.values() if found.row == one.row and one.x < found.x < other.x)
    return one.row == other.row and not any(between)


def _over(couple: Couple, placed: dict[str, Placed]) -> _Bar:
    """A line over the heads of those between two partners."""
    one, other = sorted((placed[couple.one], placed[couple.other]), key=lambda found: found.x)
    style = "couple-over-ended" if couple.is_over else "couple-over"
    return _Bar(one.row, None, (), (one.x + 12, other.x - 12), style)


def _assign_lanes(bars: Iterable[_Bar]) -> dict[int, int]:
    """Give each horizontal piece a height of its own where it would lie on another. Returns lanes by row."""
    used: dict[int, list[float]] = defaultdict(list)
    for bar in sorted(bars, key=lambda one: (one.row, one.span)):
        ends = used[bar.row]
        start, end = bar.span
        free = next((lane for lane, last in enumerate(ends) if last + 4 < start), len(ends))
        if free == len(ends):
            ends.append(end)
        ends[free] = end
        bar.lane = free
    return {row: len(ends) for row, ends in used.items()}


def _tops(last: int, lanes: dict[int, int]) -> list[float]:
    """The top of each row's signs."""
    tops: list[float] = []
    y: float = MARGIN
    for row in range(last + 1):
        band = LANE * (lanes.get(row, 0) + 2) if row or lanes.get(row) else 0
        y += band
        tops.append(y)
        y += _BOX
    return tops


def _y(part: float, tops: list[float], lane_y: float) -> float:
    """The height of a point of a path: the middle of a row's signs, a little lower, or the band below the row."""
    row = int(part)
    if part - row == 0.25:
        return tops[row] + _HALF + 12
    if part - row == 0.5:
        following = row + 1
        return (
            lane_y
            if following < len(tops) and lane_y < tops[following] and lane_y > tops[row]
            else tops[row] + _BOX + 6
        )
    return tops[row] + _HALF


def _strokes(bar: _Bar, tops: list[float]) -> list[Stroke]:
    lane_y = tops[bar.row] - LANE * (bar.lane + 1)
    start, end = bar.span
    x = MARGIN + LABEL / 2
    found = []
    slashes = ((start + end) / 2 + x, lane_y) if bar.style.endswith("ended") else None
    style = bar.style.removesuffix("-ended").replace("couple-over", "couple")
    if bar.path:
        points = tuple((px + x, _y(part, tops, lane_y)) for px, part in bar.path)
        found.append(Stroke(points, style))
    if end > start:
        found.append(Stroke(((start + x, lane_y), (end + x, lane_y)), style, slashes))
    found += [Stroke(((px + x, lane_y), (px + x, tops[bar.row])), style) for px in bar.ends]
    return found


def _couple(couple: Couple, placed: dict[str, Placed]) -> Stroke:
    one, other = sorted((placed[couple.one], placed[couple.other]), key=lambda found: found.x)
    points = ((one.x + _HALF, one.y), (other.x - _HALF, other.y))
    middle = ((one.x + other.x) / 2 - 14, one.y)
    return Stroke(points, "couple", middle if couple.is_over else None)


def _parents(pair: Sequence[str], placed: dict[str, Placed]) -> Stroke:
    """Two who share a child and of whom nobody said that they are or were partners."""
    one, other = sorted((placed[key] for key in pair), key=lambda found: found.x)
    return Stroke(((one.x + _HALF, one.y), (other.x - _HALF, other.y)), "parents")
