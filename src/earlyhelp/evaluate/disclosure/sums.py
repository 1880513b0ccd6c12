"""What a measure's values add up to, as a reader of all of them knows it: counts, their denominators, and the rest."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

Row = Mapping[str, Any]
Key = tuple[Any, ...]
KEYS: Final = ("first", "force", "area", "agency", "group")
_GROUP: Final = KEYS.index("group")

# Which councils lie in which police force's area. Source: Police Act 1996, Schedule 1; codes of the ONS.
FORCES: Final[Mapping[str, tuple[str, ...]]] = {
    "north-wales": ("W06000001", "W06000002", "W06000003", "W06000004", "W06000005", "W06000006"),
    "dyfed-powys": ("W06000008", "W06000009", "W06000010", "W06000023"),
    "south-wales": (
        *("W06000011", "W06000012", "W06000013", "W06000014", "W06000015", "W06000016"),
        "W06000024",
    ),
    "gwent": ("W06000018", "W06000019", "W06000020", "W06000021", "W06000022"),
}


@dataclass(slots=True)
class Sums:
    """Counts by number, and equations between them: with their signs they come to nothing.

    `open_to_all` are those that would be published; the others (the rest of a whole, a residue) are never shown, and
    are `small_matters` when a reader must not be able to place them if they are small. `parts` says how far down a
    count stands: whole of all is 0.
    """

    values: list[int] = field(default_factory=list)
    open_to_all: list[bool] = field(default_factory=list)
    small_matters: list[bool] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    equations: list[list[tuple[int, int]]] = field(default_factory=list)

    def add(self, value: int, parts: int, *, is_open: bool, matters: bool = True) -> int:
        """Put in one more count; gives its number."""
        self.values.append(value)
        self.open_to_all.append(is_open)
        self.small_matters.append(matters)
        self.parts.append(parts)
        return len(self.values) - 1


def key_of(row: Row) -> Key:
    """What a row is about. Nothing at a place: all of them."""
    return tuple(row.get(name) or "" for name in KEYS)


def sums_of(rows: Sequence[Row]) -> tuple[Sums, dict[Key, int], dict[Key, int]]:
    """The equations of a measure, and the numbers of each row's count and denominator."""
    sums = Sums()
    counts: dict[Key, int] = {}
    wholes: dict[Key, int] = {}
    is_shared = _is_shared(rows)
    shared: dict[Key, int] = {}
    for row in rows:
        key = key_of(row)
        place = key[:_GROUP] if is_shared else key
        if row.get("count") is not None:
            counts[key] = sums.add(int(row["count"]), _depth(key), is_open=True)
        if row.get("out_of") is not None:
            if place not in shared:
                shared[place] = sums.add(int(row["out_of"]), _depth(place), is_open=True)
            wholes[key] = shared[place]
    for key, whole in wholes.items():
        if key in counts and sums.values[whole] >= sums.values[counts[key]]:
            rest = sums.add(sums.values[whole] - sums.values[counts[key]], _depth(key), is_open=False)
            sums.equations.append([(counts[key], 1), (rest, 1), (whole, -1)])
    if is_shared:
        _add_up_to_denominators(sums, counts, shared)
    _add_up(sums, counts)
    _add_up(sums, {(*key[:_GROUP], ""): one for key, one in wholes.items()} if is_shared else wholes)
    return sums, counts, wholes


def _add_up_to_denominators(sums: Sums, counts: Mapping[Key, int], shared: Mapping[Key, int]) -> None:
    """Where nobody is in two groups, the groups of a place come to its denominator, but for who is in none."""
    found: dict[Key, list[int]] = defaultdict(list)
    for key, one in counts.items():
        if key[_GROUP] and key[:_GROUP] in shared:
            found[key[:_GROUP]].append(one)
    for place, parts in found.items():
        if sum(sums.values[part] for part in parts) <= sums.values[shared[place]]:
            _one_sum(sums, shared[place], parts, by_group=True)


def _is_shared(rows: Sequence[Row]) -> bool:
    """Whether all groups of a place have one denominator, and not each its own."""
    seen: dict[Key, set[Any]] = defaultdict(set)
    for row in rows:
        seen[key_of(row)[:_GROUP]].add(row.get("out_of"))
    return all(len(found) == 1 for found in seen.values())


def _depth(key: Key) -> int:
    return sum(1 for one in key if one != "")


def _add_up(sums: Sums, numbers: Mapping[Key, int]) -> None:
    """Every whole with the parts that are published beside it: the nearest finer ones, whichever way they are cut."""
    shapes: dict[tuple[bool, ...], list[Key]] = defaultdict(list)
    for key in numbers:
        shapes[tuple(one != "" for one in key)].append(key)
    for shape, finer in _steps(list(shapes)):
        where = [place for place, is_said in enumerate(shape) if is_said]
        found: dict[Key, list[int]] = defaultdict(list)
        for key in shapes[finer]:
            found[tuple(key[place] for place in where)].append(numbers[key])
        for key in shapes[shape]:
            parts = found.get(tuple(key[place] for place in where))
            if parts:
                _one_sum(sums, numbers[key], parts, by_group=finer[_GROUP] and not shape[_GROUP])
    for whole, parts in _councils(numbers):
        _one_sum(sums, whole, parts, by_group=False)


def _steps(shapes: Sequence[tuple[bool, ...]]) -> Iterator[tuple[tuple[bool, ...], tuple[bool, ...]]]:
    for shape in shapes:
        finer = [
            one for one in shapes if one != shape and all(b or not a for a, b in zip(shape, one, strict=True))
        ]
        for one in finer:
            between = (
                other
                for other in finer
                if other != one and all(b or not a for a, b in zip(other, one, strict=True))
            )
            if not any(between):
                yield shape, one


def _councils(numbers: Mapping[Key, int]) -> Iterator[tuple[int, list[int]]]:
    """Forces that are shown beside councils of which the row does not say the force: the map does."""
    for key, whole in numbers.items():
        first, force, area, agency, group = key
        if force and not area and not agency:
            councils = ((first, "", one, "", group) for one in FORCES.get(force, ()))
            parts = [numbers[one] for one in councils if one in numbers]
            if parts:
                yield whole, parts


def _one_sum(sums: Sums, whole: int, parts: Sequence[int], *, by_group: bool) -> None:
    """One whole with its parts. What lies in no part, or in several, is a count that nobody is shown."""
    equation = [*((part, 1) for part in parts), (whole, -1)]
    over = sum(sums.values[part] for part in parts) - sums.values[whole]
    if over < 0:
        # A group that is not listed is a group all the same; where somebody lives and it is not known, is not.
        equation.append((sums.add(-over, 9, is_open=False, matters=by_group), 1))
    if over > 0:
        equation.append((sums.add(over, 9, is_open=False, matters=False), -1))
        for part in parts:
            if 0 < sums.values[part] <= sums.values[whole]:
                outside = sums.add(sums.values[whole] - sums.values[part], 9, is_open=False)
                sums.equations.append([(part, 1), (outside, 1), (whole, -1)])
    sums.equations.append(equation)
