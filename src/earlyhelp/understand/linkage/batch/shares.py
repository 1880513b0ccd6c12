"""How common each value is: names by the population where they are known, the rest by distinct records."""

from math import log2
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

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


def share_of(engine: Engine, name: str) -> pa.Table:
    """Every value ``v`` of a column with its ``bits``, -log2 of its share."""
    column = "address" if name == "place" else name
    kind = _NAMES.get(column)
    counted = engine.ask(
        f"SELECT v, count(*) AS c FROM (SELECT DISTINCT {column} AS v, given_root, family_root, born_year FROM people "
        f"WHERE {column} IS NOT NULL) GROUP BY v ORDER BY v"
    )
    counts = counted["c"].to_numpy().astype(np.float64)
    total = counts.sum()
    weight = POPULATION_COUNTS_AS if kind else 0
    if kind:
        values = counted["v"].to_pylist()
        counts += weight * np.array([names.share(value.split(), kind) for value in values])
    bits = np.minimum(MOST_BITS, -np.log2(counts / (total + weight)))
    return pa.table({"v": counted["v"], "bits": pa.array(bits, pa.float64())})


def names_bits(engine: Engine) -> NDArray[np.float32]:
    """For each record how rare its two names are together: in a family from elsewhere they go together, and each alone
    looks rare. Infinite where a name is missing.
    """
    found = engine.ask(
        "WITH counted AS (SELECT given_root AS a, family_root AS b, count(DISTINCT coalesce(born_year, 0)) AS c "
        "FROM people WHERE given_root IS NOT NULL AND family_root IS NOT NULL GROUP BY 1, 2) "
        "SELECT c.c, (SELECT sum(c) FROM counted) AS everything FROM people p LEFT JOIN counted c "
        "ON c.a = p.given_root AND c.b = p.family_root ORDER BY p.n"
    )
    total = found["everything"][0].as_py()
    counts = found["c"].to_numpy().astype(np.float64)
    with np.errstate(invalid="ignore"):
        bits = -np.log2(counts) + (log2(total) if total else 0.0)
    return np.where(np.isnan(bits), np.inf, bits).astype(np.float32)


def wanted_by(model: Model) -> frozenset[str]:
    """The columns whose shares a model's weights ask for."""
    return frozenset(
        step.by_share.removesuffix("_bits")
        for each in model.comparisons
        for step in each.steps
        if step.by_share
    )
