"""How common each value is: names by the population where they are known, the rest by distinct records."""

from math import log2
from typing import Final

import pyarrow as pa

from earlyhelp.kit import names
from earlyhelp.kit.names import Kind
from earlyhelp.understand.linkage.batch.engines import Engine
from earlyhelp.understand.linkage.batch.model import Model

POPULATION_COUNTS_AS: Final = 300
"""What the population's table says of a name counts as much as so many distinct records of the data."""
MOST_BITS: Final = 16.0
_NAMES: Final = {
    "given": Kind.GIVEN,
    "given_root": Kind.GIVEN,
    "family": Kind.FAMILY,
    "family_root": Kind.FAMILY,
}


def make_shares(engine: Engine, wanted: frozenset[str]) -> None:
    """Give ``people`` a column of bits, -log2 of the share, for every column in ``wanted``."""
    joins, columns = [], []
    for name in sorted(wanted):
        column = "address" if name == "place" else name
        engine.put(f"share_{name}", _table(engine, column, _NAMES.get(column)))
        joins.append(f"LEFT JOIN share_{name} s_{name} ON s_{name}.v = p.{column}")
        columns.append(f"s_{name}.bits AS {name}_bits")
    engine.put("share_names", _table_of_names(engine))
    joins.append("LEFT JOIN share_names s_names ON s_names.a = p.given_root AND s_names.b = p.family_root")
    columns.append("s_names.bits AS names_bits")
    if columns:
        engine.make("shared", f"SELECT p.*, {', '.join(columns)} FROM people p {' '.join(joins)}")
        engine.make("people", "SELECT * FROM shared")
    engine.drop("shared", "share_names", *(f"share_{name}" for name in wanted))


def _table_of_names(engine: Engine) -> pa.Table:
    """Every pair of names with its bits: in a family from elsewhere the two go together, and each alone looks rare."""
    counted = engine.ask(
        "SELECT given_root AS a, family_root AS b, count(DISTINCT coalesce(born_year, 0)) AS c FROM people "
        "WHERE given_root IS NOT NULL AND family_root IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )
    counts = counted["c"].to_pylist()
    total = sum(counts)
    bits = pa.array([-log2(count / total) for count in counts], pa.float64())
    return pa.table({"a": counted["a"], "b": counted["b"], "bits": bits})


def _table(engine: Engine, column: str, kind: Kind | None) -> pa.Table:
    """Every value of a column with its bits."""
    counted = engine.ask(
        f"SELECT v, count(*) AS c FROM (SELECT DISTINCT {column} AS v, given_root, family_root, born_year FROM people "
        f"WHERE {column} IS NOT NULL) GROUP BY v ORDER BY v"
    )
    values, counts = counted["v"].to_pylist(), counted["c"].to_pylist()
    total = sum(counts)
    weight = POPULATION_COUNTS_AS if kind else 0
    bits = []
    for value, count in zip(values, counts, strict=True):
        expected = weight * names.share(value.split(), kind) if kind else 0.0
        bits.append(min(MOST_BITS, -log2((count + expected) / (total + weight))))
    return pa.table({"v": pa.array(values, pa.string()), "bits": pa.array(bits, pa.float64())})


def wanted_by(model: Model) -> frozenset[str]:
    """The columns whose shares a model's weights ask for."""
    return frozenset(
        step.by_share.removesuffix("_bits")
        for each in model.comparisons
        for step in each.steps
        if step.by_share
    )
