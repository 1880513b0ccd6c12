"""Which generation everybody stands in, and in which order and place in its row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from earlyhelp.understand.genogram.figures import WIDTH, Child, Couple, Tree

_SWEEPS: Final = 4


def generations(tree: Tree) -> tuple[dict[str, int], tuple[Child | Couple, ...]]:
    """The generation of each, 0 at the top, and what contradicts the rest (somebody who is their own ancestor)."""
    keys = [node.key for node in tree.nodes]
    children, circular = _without_circles(tree.children)
    near = _near(tree, children)
    rows: dict[str, int] = {}
    for key in keys:
        if key not in rows:
            rows |= _reach(key, near)
    fits = _settle(rows, children, tree.couples)
    if fits is None:
        fits = _settle(rows, children, ()) or rows
    apart = tuple(couple for couple in tree.couples if fits[couple.one] != fits[couple.other])
    top = min(fits.values(), default=0)
    return {key: row - top for key, row in fits.items()}, (*circular, *apart)


def _without_circles(children: Sequence[Child]) -> tuple[list[Child], list[Child]]:
    """Take lines of descent one by one; leave out each that would make somebody their own ancestor."""
    below: dict[str, set[str]] = defaultdict(set)
    kept, circular = [], []
    for line in children:
        if line.parent == line.child or line.parent in _descendants(line.child, below):
            circular.append(line)
        else:
            below[line.parent].add(line.child)
            kept.append(line)
    return kept, circular


def _descendants(key: str, below: Mapping[str, set[str]]) -> set[str]:
    found, todo = {key}, [key]
    while todo:
        new = below.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def _near(tree: Tree, children: Iterable[Child]) -> dict[str, list[tuple[str, int]]]:
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for line in sorted(children, key=lambda one: one.up):
        near[line.parent].append((line.child, line.up))
        near[line.child].append((line.parent, -line.up))
    beside = [(one.one, one.other) for one in tree.couples] + [(one.one, one.other) for one in tree.siblings]
    for one, other in beside:
        near[one].append((other, 0))
        near[other].append((one, 0))
    return near


def _reach(start: str, near: Mapping[str, list[tuple[str, int]]]) -> dict[str, int]:
    rows, todo = {start: 0}, [start]
    while todo:
        key = todo.pop(0)
        for other, step in near.get(key, []):
            if other not in rows:
                rows[other] = rows[key] + step
                todo.append(other)
    return rows


def _settle(
    rows: Mapping[str, int], children: Sequence[Child], couples: Sequence[Couple]
) -> dict[str, int] | None:
    """Move people down until every child stands below its parents, and partners beside each other; None if never."""
    settled = dict(rows)
    for _ in range(len(settled) * 2 + 2):
        moved = False
        for line in children:
            lowest = settled[line.parent] + line.up
            if settled[line.child] < lowest:
                settled[line.child], moved = lowest, True
        for pair in couples:
            lowest = max(settled[pair.one], settled[pair.other])
            if settled[pair.one] != settled[pair.other]:
                settled[pair.one] = settled[pair.other] = lowest
                moved = True
        if not moved:
            return settled
    return None


def places(tree: Tree, rows: Mapping[str, int]) -> dict[str, float]:
    """Where everybody stands from left to right, in pixels from 0. Two of a row are at least WIDTH apart."""
    groups = _groups(tree, rows)
    up, down = _kin(tree, rows)
    order = {row: [group for group in groups if rows[group[0]] == row] for row in sorted(set(rows.values()))}
    born = {node.key: node.order for node in tree.nodes}
    for row in order:
        order[row].sort(key=lambda group: min((born[key] or "9" for key in group), default=""))
    at = {key: float(number * WIDTH) for row in order for number, key in enumerate(_flat(order[row]))}
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        kin = up if downwards else down
        for row in sorted(order, reverse=not downwards):
            _place(order[row], kin, at, born)
    for row in order:
        _place(order[row], up, at, born, sort=False)
    left = min(at.values(), default=0)
    return {key: x - left for key, x in at.items()}


def _flat(groups: Iterable[Sequence[str]]) -> list[str]:
    return [key for group in groups for key in group]


def _groups(tree: Tree, rows: Mapping[str, int]) -> list[list[str]]:
    """Partners stand together: the middle one between the others."""
    beside: dict[str, list[str]] = defaultdict(list)
    for pair in tree.couples:
        if rows[pair.one] == rows[pair.other]:
            beside[pair.one].append(pair.other)
            beside[pair.other].append(pair.one)
    seen: set[str] = set()
    found = []
    for node in sorted(tree.nodes, key=lambda one: len(beside[one.key])):
        if node.key not in seen:
            group = _chain(node.key, beside, seen)
            found.append(group)
    return found


def _chain(start: str, beside: Mapping[str, list[str]], seen: set[str]) -> list[str]:
    chain, todo = [], [start]
    while todo:
        key = todo.pop()
        if key not in seen:
            seen.add(key)
            chain.append(key)
            # Whoever has further partners comes last out of the stack, so that chains stay unbroken.
            todo += sorted(set(beside.get(key, [])) - seen, key=lambda one: -len(beside[one]))
    return chain


def _kin(tree: Tree, rows: Mapping[str, int]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    up: dict[str, list[str]] = defaultdict(list)
    down: dict[str, list[str]] = defaultdict(list)
    for line in tree.children:
        if rows[line.parent] < rows[line.child]:
            up[line.child].append(line.parent)
            down[line.parent].append(line.child)
    return up, down


def _place(
    groups: list[list[str]],
    kin: Mapping[str, list[str]],
    at: dict[str, float],
    born: Mapping[str, str],
    *,
    sort: bool = True,
) -> None:
    """Put the groups of one row as near to their kin as they can stand without overlapping."""

    def wish(key: str) -> float | None:
        near = [at[one] for one in kin.get(key, [])]
        return sum(near) / len(near) if near else None

    def middle(group: list[str]) -> float:
        wishes = [found for key in group if (found := wish(key)) is not None]
        here = [at[key] for key in group]
        return sum(wishes) / len(wishes) if wishes else sum(here) / len(here)

    if sort:
        for group in groups:
            first, last = wish(group[0]), wish(group[-1])
            if first is not None and last is not None and first > last:
                group.reverse()
        groups.sort(key=lambda group: (round(middle(group)), min(born[key] or "9" for key in group)))
    desired = []
    for group in groups:
        centre = middle(group)
        desired += [centre + (place - (len(group) - 1) / 2) * WIDTH for place in range(len(group))]
    at.update(zip(_flat(groups), _apart(desired), strict=True))


def _apart(desired: Sequence[float]) -> list[float]:
    """The places nearest to those desired, in the same order, of which no two are nearer than WIDTH.

    Least squares under an order: pool adjacent violators (Ayer and others, 1955).
    """
    pools: list[tuple[float, int]] = []  # mean, how many
    for place, x in enumerate(desired):
        mean, many = x - place * WIDTH, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, many = (before * count + mean * many) / (count + many), count + many
        pools.append((mean, many))
    flat = [mean for mean, many in pools for _ in range(many)]
    return [mean + place * WIDTH for place, mean in enumerate(flat)]
