"""Which records meet: every two that share a key that not too many share."""

from earlyhelp.understand.linkage.batch.engines import Engine
from earlyhelp.understand.linkage.batch.keys import Key


def make_keyed(engine: Engine, keys: tuple[Key, ...], *, with_source: bool = False) -> None:
    """Make the table ``keyed``: each record's keys, without those that too many share."""
    columns = ", ".join(f"{_key_sql(number, key)} AS k{number}" for number, key in enumerate(keys))
    source = ", source" if with_source else ""
    engine.make("keyed", f"SELECT n{source}, {columns} FROM people")
    kept = []
    for number, key in enumerate(keys):
        engine.make(
            f"crowd{number}",
            f"SELECT k{number} AS k FROM keyed WHERE k{number} IS NOT NULL GROUP BY 1 HAVING count(*) > {key.most}",
        )
        crowded = f"k{number} IN (SELECT k FROM crowd{number})"
        kept.append(f"CASE WHEN {crowded} THEN NULL ELSE k{number} END AS k{number}")
    engine.make("keyed", f"SELECT n{source}, {', '.join(kept)} FROM keyed")
    engine.drop(*(f"crowd{number}" for number in range(len(keys))))


def find_pairs(engine: Engine, keys: tuple[Key, ...], *, once_in_each_source: bool = False) -> int:
    """Let every two records (l < r) meet that share a key that not too many share. Returns how many pairs there are."""
    make_keyed(engine, keys, with_source=once_in_each_source)
    number = engine.meet(len(keys), apart=once_in_each_source)
    engine.drop("keyed")
    return number


def _key_sql(number: int, key: Key) -> str:
    parts = ", ".join(key.parts)
    filled = " AND ".join(f"{column} IS NOT NULL" for column in sorted(key.columns))
    return f"CASE WHEN {filled} THEN CAST(hash({number}, {parts}) >> 33 AS INTEGER) END"
