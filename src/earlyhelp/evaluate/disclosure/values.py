"""Disclosure control for the values of a measure: the one function that every published number passes. Pure.

`protect_values` hides counts from 1 to `threshold` - 1, and the rest of a denominator where that is small: 98 of 100
tells of two people. It hides as much else as it takes that `attack.Attack`, a reader with a linear program who knows
every sum, can place no such count in a range narrower than the threshold. What is left is rounded, and shares, rates
and their intervals are worked out anew from what is rounded, because an exact share gives an exact count away.
Nought is shown, as in `tables.protect`, unless it is nought of a few.
"""

from collections import deque
from collections.abc import Container, Iterable, Mapping, Sequence
from math import floor, log10, sqrt
from typing import Any, Final

from earlyhelp.evaluate.disclosure.attack import Attack
from earlyhelp.evaluate.disclosure.sums import Row, Sums, key_of, sums_of
from earlyhelp.evaluate.disclosure.tables import PUBLISHED, ROUND_TO

ByCount = Mapping[int, Sequence[int]]

_Z95: Final = 1.959963984540054
_DIGITS: Final = 3
_BY_COUNTS: Final = ("share", "rate")


def protect_values(
    rows: Iterable[Row], threshold: int = PUBLISHED, base: int = ROUND_TO, *, kind: str = ""
) -> list[dict[str, Any]]:
    """What may be read of a measure's values: the same rows and columns, and `hidden` for what was left out.

    `rows` have the columns of `measures.measure.COLUMNS`, and all rows that anybody will see of this measure belong in
    one call: what is protected apart may be solved together. A row whose `first` is empty is the total of all months.
    `kind` is the measure's `value` (count, share, rate, median, index); without it, it is found from the numbers.
    Where a row is hidden, `value`, `low` and `high` are None, and so are `count` and `out_of` as far as they must be.
    """
    given = list(rows)
    keys = [key_of(row) for row in given]
    if len(set(keys)) != len(keys):
        raise ValueError("two rows of a measure are about the same")
    sums, counts, wholes = sums_of(given)
    few = {
        counts[key] for key, whole in wholes.items() if key in counts and 0 < sums.values[whole] < threshold
    }
    hidden = hide(sums, threshold, also=few)
    kind = kind or kind_of(given)
    made = []
    for key, row in zip(keys, given, strict=True):
        count = _shown(row.get("count"), counts.get(key), hidden, base)
        out_of = _shown(row.get("out_of"), wholes.get(key), hidden, base)
        is_hidden = counts.get(key) in hidden or wholes.get(key) in hidden
        values = (
            dict.fromkeys(("value", "low", "high")) if is_hidden else _worked_out(row, kind, count, out_of)
        )
        made.append({**row, "count": count, "out_of": out_of, **values, "hidden": is_hidden})
    return made


def hide(sums: Sums, threshold: int, *, also: Iterable[int] = ()) -> set[int]:
    """Which counts to leave out, so that none of the small ones can be placed within the threshold."""
    small = {
        one
        for one, value in enumerate(sums.values)
        if 0 < value < threshold and (sums.open_to_all[one] or sums.small_matters[one])
    }
    hidden = {one for one in small if sums.open_to_all[one]} | set(also)
    unseen = {one for one, is_open in enumerate(sums.open_to_all) if not is_open}
    by_count: dict[int, list[int]] = {}
    for number, equation in enumerate(sums.equations):
        for one, _sign in equation:
            by_count.setdefault(one, []).append(number)
    left = sorted(small)
    while True:
        _hide_beside_lonely(sums, hidden, unseen, small, by_count)
        left = _narrow(sums, hidden | unseen, left, threshold)
        if not left:
            return hidden
        for island in _first_of_islands(sums, hidden | unseen, by_count, left):
            hidden.add(_next(sums, hidden | unseen, by_count, island))


def _hide_beside_lonely(
    sums: Sums, hidden: set[int], unseen: set[int], small: set[int], by_count: ByCount
) -> None:
    """A sum with one hidden count gives it away, so something else of it goes too; and so on, until none is left."""
    new = deque(range(len(sums.equations)))
    while new:
        equation = sums.equations[new.popleft()]
        missing = [one for one, _sign in equation if one in hidden or one in unseen]
        if len(missing) != 1 or (missing[0] not in small and missing[0] not in hidden):
            continue
        rest = [one for one, _sign in equation if one != missing[0] and sums.values[one] > 0]
        if rest:
            also = min(rest, key=lambda one: _order(sums, one, hidden | unseen, by_count))
            hidden.add(also)
            new.extend(by_count[also])


def _order(sums: Sums, one: int, missing: Container[int], by_count: ByCount) -> tuple[int, int, int, int]:
    """What to leave out first: parts before totals; what stands with other hidden counts; small before large."""
    lonely = sum(
        1
        for number in by_count[one]
        if not any(other in missing for other, _sign in sums.equations[number] if other != one)
    )
    return (-sums.parts[one], lonely, sums.values[one], one)


def _narrow(sums: Sums, missing: set[int], targets: Sequence[int], threshold: int) -> list[int]:
    numbers = {one: number for number, one in enumerate(sorted(missing))}
    equations = (
        [(numbers[one], sign) for one, sign in equation if one in numbers] for equation in sums.equations
    )
    attack = Attack.on([sums.values[one] for one in numbers], [one for one in equations if one], threshold)
    found = attack.narrow(numbers[one] for one in targets)
    names = list(numbers)
    return [names[number] for number in found]


def _first_of_islands(
    sums: Sums, missing: set[int], by_count: ByCount, targets: Iterable[int]
) -> list[set[int]]:
    """The hidden counts that hang together with each target; targets of one island get one."""
    islands: list[set[int]] = []
    for target in targets:
        if any(target in island for island in islands):
            continue
        tied, new = {target}, [target]
        while new:
            for number in by_count.get(new.pop(), ()):
                found = {one for one, _sign in sums.equations[number] if one in missing} - tied
                tied |= found
                new.extend(found)
        islands.append(tied)
    return islands


def _next(sums: Sums, missing: set[int], by_count: ByCount, island: set[int]) -> int:
    """What else to leave out: the smallest count of a sum of this island; of anything when there is none."""
    near = {
        one
        for tied in island
        for number in by_count.get(tied, ())
        for one, _sign in sums.equations[number]
        if sums.values[one] > 0
    } - missing
    if not near:
        near = {one for one, value in enumerate(sums.values) if value > 0} - missing
    return min(near, key=lambda one: _order(sums, one, missing, by_count))


def _shown(value: Any, number: int | None, hidden: set[int], base: int) -> int | None:
    return None if value is None or number in hidden else (int(value) + base // 2) // base * base


def kind_of(rows: Sequence[Row]) -> str:
    """What the values are, from the numbers: a count is itself, a share or a rate is one number over another."""
    full = [row for row in rows if row.get("value") is not None and row.get("count")]
    if full and all(row["value"] == row["count"] for row in full):
        return "count"
    factors = [row["value"] * row["out_of"] / row["count"] for row in full if row.get("out_of")]
    if factors and max(factors) - min(factors) <= 1e-6 * max(map(abs, factors)):
        return "share" if abs(factors[0] - 1.0) < 1e-6 else "rate"
    return "index"


def _worked_out(row: Row, kind: str, count: int | None, out_of: int | None) -> dict[str, float | None]:
    """The value and its interval from what is rounded, as exact as that allows."""
    value = row.get("value")
    if value is None:
        return {"value": None, "low": None, "high": None}
    if kind == "count":
        return {"value": float(value) if count is None else float(count), "low": None, "high": None}
    if kind in _BY_COUNTS and count is not None and out_of:
        factor = _factor(row)
        low, high = _wilson(count, out_of) if row.get("low") is not None else (None, None)
        return {
            "value": _to_digits(factor * count / out_of),
            "low": None if low is None else _to_digits(factor * low),
            "high": None if high is None else _to_digits(factor * high),
        }
    return {
        name: None if row.get(name) is None else _to_digits(row[name]) for name in ("value", "low", "high")
    }


def _factor(row: Row) -> float:
    """For how many people a rate is said: 1 for a share, 100 for percent, 1,000 for a rate."""
    return _to_digits(row["value"] * row["out_of"] / row["count"]) if row["count"] else 1.0


def _wilson(count: int, out_of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    share = min(1.0, count / out_of)
    bottom = 1 + _Z95**2 / out_of
    middle = (share + _Z95**2 / (2 * out_of)) / bottom
    half = _Z95 * sqrt(share * (1 - share) / out_of + _Z95**2 / (4 * out_of**2)) / bottom
    return max(0.0, middle - half), min(1.0, middle + half)


def _to_digits(value: float) -> float:
    """Rounded to three digits that mean something: a Gini of many digits would tell who is in it."""
    if not value:
        return 0.0
    return round(float(value), _DIGITS - 1 - floor(log10(abs(value))))
