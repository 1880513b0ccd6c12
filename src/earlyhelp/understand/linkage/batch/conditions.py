"""The conditions of `settings`, asked of many pairs at once in NumPy: the same SQL that Splink is given, read once.

Texts are numbers here (a code for each way of writing), so that most questions are comparisons of numbers. A dear
question, such as a distance between two texts, is only asked of pairs that the cheap ones before it have left.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, cast

import numpy as np
import pyarrow as pa
import sqlglot
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein, Hamming, JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist
from sqlglot import exp

from earlyhelp.understand.linkage.batch.columns import People, Texts

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]
Test = Callable[[People, Numbers, Numbers], Mask]
Value = Callable[[People, Numbers, Numbers], NDArray[Any]]

_LEAST: Final[dict[str, Any]] = {"jaro_winkler_similarity": JaroWinkler.normalized_similarity}
_MOST: Final[dict[str, Any]] = {
    "levenshtein": Levenshtein.distance,
    "damerau_levenshtein": DamerauLevenshtein.distance,
    "hamming": Hamming.distance,
}
SOME: Final = 0.6
"""Share of pairs left below which only those that are left are looked at."""


@lru_cache(maxsize=512)
def test_of(condition: str) -> Test:
    """Read a condition. Raises ValueError when it says something that is not known here."""
    return _test(sqlglot.parse_one(condition, dialect="duckdb"))


def columns_of(condition: str) -> frozenset[str]:
    """The columns of `people` that a condition looks at."""
    parsed = sqlglot.parse_one(condition, dialect="duckdb")
    return frozenset(_column(each) for each in parsed.find_all(exp.Column))


def compared_columns(condition: str) -> frozenset[tuple[str, str]]:
    """Which two columns are asked to be equal: their texts must be numbered together."""
    parsed = sqlglot.parse_one(condition, dialect="duckdb")
    return frozenset(
        (_column(each.left), _column(each.right))
        for each in parsed.find_all(exp.EQ)
        if isinstance(each.left, exp.Column) and isinstance(each.right, exp.Column)
    )


def _column(node: Any) -> str:
    return str(node.name)[:-2]


def _side(node: Any) -> Callable[[Numbers, Numbers], Numbers]:
    return (lambda left, _right: left) if node.name.endswith("_l") else (lambda _left, right: right)


def _test(node: Any) -> Test:
    """One question, in an order that asks the dear part of the few that are left."""
    read = _READ.get(type(node))
    if read is None:
        raise ValueError(node.sql())
    return read(node)


def _not(node: Any) -> Test:
    inner = _test(node.this)
    return lambda people, left, right: ~inner(people, left, right)


def _both(first: Test, second: Test) -> Test:
    def test(people: People, left: Numbers, right: Numbers) -> Mask:
        found = first(people, left, right)
        number = int(np.count_nonzero(found))
        if number > SOME * len(found):
            return found & second(people, left, right)
        if number:
            places = np.flatnonzero(found)
            found[places] = second(people, left[places], right[places])
        return found

    return test


def _either(first: Test, second: Test) -> Test:
    def test(people: People, left: Numbers, right: Numbers) -> Mask:
        found = first(people, left, right)
        number = len(found) - int(np.count_nonzero(found))
        if number > SOME * len(found):
            return found | second(people, left, right)
        if number:
            places = np.flatnonzero(~found)
            found[places] = second(people, left[places], right[places])
        return found

    return test


def _missing(node: Any) -> Test:
    name, side = _column(node.this), _side(node.this)
    return lambda people, left, right: people.numbers(name)[side(left, right)] < 0


def _value(node: Any) -> Value:
    """A value of each pair as a number."""
    match node:
        case exp.Column():
            name, side = _column(node), _side(node)
            return lambda people, left, right: people.numbers(name)[side(left, right)]
        case exp.Length():
            return _of_texts(node.this, len)
        case exp.Substring():
            return _of_texts(node.this, lambda text: ord(text[0]) if text else -1)
        case exp.Abs() if isinstance(node.this, exp.Sub):
            one, other = _value(node.this.left), _value(node.this.right)
            return lambda people, left, right: np.abs(one(people, left, right) - other(people, left, right))
    raise ValueError(node.sql())


def _of_texts(node: Any, ask: Callable[[str], int]) -> Value:
    """What can be asked of each way of writing once."""
    name, side = _column(node), _side(node)
    kind = str(node.parent.sql()).replace(node.name, "")

    def value(people: People, left: Numbers, right: Numbers) -> NDArray[Any]:
        answers = people.texts(name).answers(kind, ask)
        told: NDArray[Any] = answers[people.numbers(name)[side(left, right)]]
        return told

    return value


def _ending(node: Any) -> Test:
    ending = str(node.expression.name).removeprefix("%")
    value = _of_texts(node.this, lambda text: int(text.endswith(ending)))
    return lambda people, left, right: value(people, left, right) == 1


def _comparison(node: Any) -> Test:
    """A comparison with a number, a distance between two texts, or two values that are the same."""
    name = _called(node.left)
    if name in _LEAST or name in _MOST:
        return _distance(node, name)
    one = _value(node.left)
    if isinstance(node.right, exp.Literal):
        against = int(node.right.name)
        compare = _COMPARED[type(node)]
        return lambda people, left, right: compare(one(people, left, right), against)
    other = _value(node.right)

    def same(people: People, left: Numbers, right: Numbers) -> Mask:
        first = one(people, left, right)
        found: Mask = (first == other(people, left, right)) & (first >= 0)
        return found

    return same


_COMPARED: Final[dict[type[Any], Callable[[Any, int], Mask]]] = {
    exp.EQ: lambda value, against: cast("Mask", value == against),
    exp.LT: lambda value, against: cast("Mask", value < against),
    exp.LTE: lambda value, against: cast("Mask", value <= against),
    exp.GTE: lambda value, against: cast("Mask", value >= against),
}


def _called(node: Any) -> str:
    if isinstance(node, exp.Levenshtein):
        return "levenshtein"
    if isinstance(node, exp.JarowinklerSimilarity):
        return "jaro_winkler_similarity"
    return str(node.name).lower() if isinstance(node, exp.Anonymous) else ""


def _distance(node: Any, name: str) -> Test:
    """How far two texts are apart. A text that is missing is far from everything."""
    args = node.left.expressions or [node.left.this, node.left.expression]
    sides = [(_column(each), _side(each)) for each in args]
    against = float(node.right.name)

    def test(people: People, left: Numbers, right: Numbers) -> Mask:
        texts = [people.texts(column) for column, _side in sides]
        codes = [people.numbers(column)[side(left, right)] for column, side in sides]
        if name == "hamming" and all(each.packed is not None for each in texts):
            return _few_differ(texts, codes, int(against))
        exactly = isinstance(node, exp.EQ)
        return _of_each_two(texts, codes, lambda *words: _near(name, words, against, exactly=exactly))

    return test


def _of_each_two(
    texts: list[Texts], codes: list[Numbers], ask: Callable[[list[str], list[str]], Mask | list[bool]]
) -> Mask:
    """Ask something of two texts, once for each two that meet; two of which one is missing are never so."""
    found = (codes[0] >= 0) & (codes[1] >= 0)
    places = np.flatnonzero(found)
    if not len(places):
        return found
    every = len(texts[1].words)
    met = pa.array(codes[0][places].astype(np.int64) * every + codes[1][places]).dictionary_encode()
    one, other = np.divmod(met.dictionary.to_numpy(), every)
    answers = np.asarray(ask(texts[0].words[one].tolist(), texts[1].words[other].tolist()), np.bool_)
    found[places] = answers[met.indices.to_numpy()]
    return found


def _near(name: str, words: tuple[list[str], ...], against: float, *, exactly: bool) -> Mask:
    if name in _LEAST:
        likeness = cpdist(*words, scorer=_LEAST[name], score_cutoff=against, dtype=np.float32)
        return likeness > 0
    apart = cpdist(*words, scorer=_MOST[name], score_cutoff=int(against), dtype=np.int32)
    return apart == against if exactly else apart <= against


def _few_differ(texts: list[Texts], codes: list[Numbers], most: int) -> Mask:
    """Count the characters that differ, eight of them packed into one number."""
    one, other = texts[0].packed, texts[1].packed
    assert one is not None
    assert other is not None
    differ = one[codes[0]] ^ other[codes[1]]
    for shift in (4, 2, 1):
        differ |= differ >> np.uint64(shift)
    differ &= np.uint64(0x0101010101010101)
    number = (differ * np.uint64(0x0101010101010101)) >> np.uint64(56)
    return (number <= most) & (codes[0] >= 0) & (codes[1] >= 0)


def _within(node: Any) -> Test:
    """Text within text: as its beginning, or as a whole word of several."""
    whole, part = (next(each.find_all(exp.Column)) for each in (node.this, node.expression))
    names, sides = (_column(whole), _column(part)), (_side(whole), _side(part))
    begins = isinstance(node, exp.StartsWith)

    def test(people: People, left: Numbers, right: Numbers) -> Mask:
        codes = [people.numbers(name)[side(left, right)] for name, side in zip(names, sides, strict=True)]
        if begins:
            firsts = [
                people.texts(name).answers("first", lambda text: ord(text[0]) if text else -1)[code]
                for name, code in zip(names, codes, strict=True)
            ]
            codes[0] = np.where(firsts[0] == firsts[1], codes[0], -1)
        texts = [people.texts(name) for name in names]
        if begins:
            return _of_each_two(texts, codes, lambda *words: list(map(str.startswith, *words)))
        return _of_each_two(
            texts, codes, lambda *words: [f" {b} " in f" {a} " for a, b in zip(*words, strict=True)]
        )

    return test


_READ: Final[dict[type[Any], Callable[[Any], Test]]] = {
    exp.Paren: lambda node: _test(node.this),
    exp.And: lambda node: _both(_test(node.left), _test(node.right)),
    exp.Or: lambda node: _either(_test(node.left), _test(node.right)),
    exp.Not: _not,
    exp.Is: _missing,
    exp.Column: lambda node: _value(node),
    exp.Like: _ending,
    exp.StartsWith: _within,
    exp.Contains: _within,
    **dict.fromkeys((exp.EQ, exp.LTE, exp.LT, exp.GTE), _comparison),
}
