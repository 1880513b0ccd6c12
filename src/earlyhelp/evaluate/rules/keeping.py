"""What of a measure's rows may be kept: small counts, and whatever would give them away, are left out. Pure.

The rows of one month are one table: groups come to their whole, councils to their force and to Wales, and those of
whom it was so and those of whom it was not come to all. `disclosure.hide_linked` is the attack on all of it at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from earlyhelp.evaluate.disclosure import Key, TooFew, hide_linked
from earlyhelp.evaluate.measures.measure import Value
from earlyhelp.evaluate.rules.places import tiles

Row = Mapping[str, Any]
_SO, _NOT, _ALL = "so", "not", "all"
# Of these the value is made of the two counts; of the others it stands on its own, and `out_of` says on how many.
_OF_COUNTS: Final = frozenset({Value.COUNT, Value.SHARE, Value.RATE})
_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Safe:
    """One row of a measure as it may be read: rounded, or hidden and empty but for where it stands."""

    first: date
    force: str
    area: str
    agency: str
    group: str
    count: int | None = None
    out_of: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    is_hidden: bool = True


def safe_rows(rows: Iterable[Row], *, kind: Value, threshold: int, base: int) -> list[Safe]:
    """The rows of one measure as they may be read: counts rounded to `base`, values made of the rounded counts."""
    months: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        months[row["first"]].append(row)
    found = []
    for _first, same in sorted(months.items()):
        hidden = _hidden(same, kind, threshold)
        found += [_left_out(row) if _place(row) in hidden else _rounded(row, kind, base) for row in same]
    return found


def _hidden(rows: Sequence[Row], kind: Value, threshold: int) -> frozenset[Key]:
    """Which rows of one month are left out whole."""
    if kind not in _OF_COUNTS:
        return frozenset(_place(row) for row in rows if (row["out_of"] or 0) < threshold)
    values: dict[Key, int] = {}
    for row in rows:
        count, out_of = row["count"] or 0, row["out_of"]
        values[(*_place(row), _SO)] = count
        if kind is not Value.COUNT and out_of is not None and out_of >= count:
            values[(*_place(row), _NOT)] = out_of - count
            values[(*_place(row), _ALL)] = out_of
    try:
        keys = hide_linked(values, _sums(values), threshold=threshold)
    except TooFew:
        return frozenset(_place(row) for row in rows)
    return frozenset(key[:-1] for key in keys)


def _sums(values: Mapping[Key, int]) -> list[tuple[Key, tuple[Key, ...]]]:
    """Every sum that a reader knows of: only those that come out, so that a part nobody published is no part."""
    families: dict[Key, list[Key]] = defaultdict(list)
    for key in values:
        force, area, agency, group, part = key
        if part == _ALL:
            families[key] += [(*key[:-1], _SO), (*key[:-1], _NOT)]
        if group:
            families[(force, area, agency, "", part)].append(key)
        elif not (force or area or agency):
            continue
        if area and not agency:
            families[(tiles()[area].force if area in tiles() else "", "", "", group, part)].append(key)
    sums = []
    for whole, parts in families.items():
        if whole in values:
            kinds = _families(whole, parts)
            sums += [(whole, kin) for kin in kinds if sum(map(values.__getitem__, kin)) == values[whole]]
    sums += _whole_of_wales(values)
    return sums


def _families(whole: Key, parts: Sequence[Key]) -> list[tuple[Key, ...]]:
    """The parts of one whole, apart by what they are parts in: so and not so, groups, or places."""
    apart: dict[tuple[bool, bool], list[Key]] = defaultdict(list)
    for part in parts:
        apart[(part[-1] != whole[-1], part[3] != whole[3])].append(part)
    return [tuple(kin) for kin in apart.values()]


def _whole_of_wales(values: Mapping[Key, int]) -> list[tuple[Key, tuple[Key, ...]]]:
    """Forces, councils and agencies each come to the whole of Wales, where all of them are there."""
    kin: dict[tuple[int, str, str], list[Key]] = defaultdict(list)
    for key in values:
        set_at = [place for place in range(3) if key[place]]
        if len(set_at) == 1:
            kin[(set_at[0], key[3], key[4])].append(key)
    return [
        (whole, tuple(parts))
        for (_place, group, part), parts in kin.items()
        if (whole := ("", "", "", group, part)) in values
        and sum(map(values.__getitem__, parts)) == values[whole]
    ]


def _named(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("force", "area", "agency", "group")}


def _place(row: Row) -> Key:
    return (row["force"], row["area"], row["agency"], row["group"])


def _left_out(row: Row) -> Safe:
    return Safe(first=row["first"], **_named(row))


def _rounded(row: Row, kind: Value, base: int) -> Safe:
    count, out_of = _to(row["count"], base), _to(row["out_of"], base)
    if kind not in _OF_COUNTS:
        digits = {
            name: None if row[name] is None else round(row[name], _DIGITS)
            for name in ("value", "low", "high")
        }
        return Safe(first=row["first"], **_named(row), count=count, out_of=out_of, **digits, is_hidden=False)
    value = _made_of(row, kind, count, out_of)
    return Safe(first=row["first"], **_named(row), count=count, out_of=out_of, value=value, is_hidden=False)


def _made_of(row: Row, kind: Value, count: int | None, out_of: int | None) -> float | None:
    """The value again, of the rounded counts: an exact one would give the exact counts away."""
    if kind is Value.COUNT:
        return None if count is None else float(count)
    if not out_of or count is None or row["value"] is None:
        return None
    if not row["count"]:
        return 0.0
    factor = row["value"] * row["out_of"] / row["count"]
    made = float(factor * count / out_of)
    return min(made, 1.0) if kind is Value.SHARE else made


def _to(count: int | None, base: int) -> int | None:
    return None if count is None else base * ((count + base // 2) // base)
