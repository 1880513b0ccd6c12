"""The table `people` as columns of numbers: each way of writing a text has a code, and -1 is what is not known."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

NOT_KNOWN: Final = -1
_PACKED: Final = 8


@dataclass(slots=True)
class Texts:
    """The ways of writing of one column, or of several that are compared with each other; code -1 finds the last."""

    words: NDArray[np.object_]
    packed: NDArray[np.uint64] | None = None
    told: dict[str, NDArray[np.int32]] = field(default_factory=dict)

    def answers(self, kind: str, ask: Callable[[str], int]) -> NDArray[np.int32]:
        """What is asked of each way of writing, asked once."""
        if kind not in self.told:
            answers = [NOT_KNOWN if word is None else ask(word) for word in self.words]
            self.told[kind] = np.array(answers, np.int32)
        return self.told[kind]


@dataclass(slots=True)
class People:
    """Columns of numbers over the records, in the order of their number ``n``."""

    records: int
    columns: dict[str, NDArray[Any]]
    of_texts: dict[str, Texts]
    shares: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    """For each text's code how rare it is, in bits."""
    names_bits: NDArray[np.float32] | None = None
    """For each record how rare it is to have both of its names."""

    def numbers(self, name: str) -> NDArray[Any]:
        """The codes of a text, a number (-1 when not known) or a yes and no."""
        return self.columns[name]

    def texts(self, name: str) -> Texts:
        """The ways of writing of a column of text."""
        return self.of_texts[name]


def people_of(table: pa.Table, together: Iterable[tuple[str, str]]) -> People:
    """Number the texts of a table. Columns in ``together`` are numbered as one, so that they can be compared."""
    people = People(table.num_rows, {}, {})
    texts = [name for name in table.column_names if pa.types.is_string(table.schema.field(name).type)]
    for group in _groups(texts, together):
        _number(people, table, group)
    for name in table.column_names:
        if name in people.columns:
            continue
        column = table[name]
        if pa.types.is_boolean(column.type):
            people.columns[name] = column.fill_null(False).to_numpy()
        else:
            people.columns[name] = column.fill_null(NOT_KNOWN).to_numpy().astype(np.int32)
    return people


def _groups(names: list[str], together: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The columns that are compared with each other, directly or through a third."""
    group_of = {name: name for name in names}
    for one, other in together:
        if one in group_of and other in group_of and group_of[one] != group_of[other]:
            old, new = group_of[other], group_of[one]
            group_of = {name: new if group == old else group for name, group in group_of.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for name, group in group_of.items():
        groups[group].append(name)
    return list(groups.values())


def _number(people: People, table: pa.Table, group: list[str]) -> None:
    parts = [chunk for name in group for chunk in table[name].chunks]
    encoded = pa.concat_arrays(parts).dictionary_encode()
    codes = encoded.indices.fill_null(NOT_KNOWN).to_numpy(zero_copy_only=False).astype(np.int32)
    words = np.append(encoded.dictionary.to_numpy(zero_copy_only=False), [None])
    texts = Texts(words, _packed(encoded.dictionary))
    for place, name in enumerate(group):
        people.columns[name] = codes[place * table.num_rows : (place + 1) * table.num_rows]
        people.of_texts[name] = texts


def _packed(words: pa.Array) -> NDArray[np.uint64] | None:
    """Texts of exactly eight characters as one number each; None when some are not."""
    if not len(words) or pc.min_max(pc.binary_length(words)).as_py() != {"min": _PACKED, "max": _PACKED}:
        return None
    joined = np.frombuffer("".join(words.to_pylist()).encode(), np.uint64)
    return np.append(joined, np.uint64(0))


def give_shares(people: People, shares: Mapping[str, pa.Table]) -> None:
    """Lay beside each text's code how rare the text is. A share's table has the texts ``v`` and their ``bits``."""
    for name, table in shares.items():
        column = "address" if name == "place" else name
        known = pa.array(people.texts(column).words[:-1], pa.string())
        places = pc.index_in(known, value_set=table["v"].combine_chunks())
        bits = table["bits"].combine_chunks().take(places).fill_null(0.0).to_numpy(zero_copy_only=False)
        people.shares[f"{name}_bits"] = np.append(bits.astype(np.float32), np.float32(0))
