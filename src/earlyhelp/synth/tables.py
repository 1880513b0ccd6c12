"""Read this room's small tables of facts. Each is read once and kept."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

FACTS = Path(__file__).parent / "facts"
_FIRST_DECADE, _LAST_DECADE = 1930, 2020


@dataclass(frozen=True, slots=True)
class Weighted:
    """Values with cumulative weights, to draw from."""

    values: tuple[str, ...]
    cumulative: tuple[float, ...]

    def draw(self, chance: Random) -> str:
        """One value, as often as its weight says."""
        return chance.choices(self.values, cum_weights=self.cumulative)[0]


@dataclass(frozen=True, slots=True)
class Street:
    """A street that does not exist, in a community that does. The postcode cannot be real."""

    name_en: str
    name_cy: str
    community_en: str
    community_cy: str
    postcode: str


@dataclass(frozen=True, slots=True)
class WelshShare:
    """Out of 1,000 people of these ages: who speaks Welsh, and of those, who would rather."""

    from_age: int
    to_age: int
    speaks: int
    prefers: int


@dataclass(frozen=True, slots=True)
class Roots:
    """Names of families from elsewhere."""

    surnames: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]


def weighted(pairs: Sequence[tuple[str, float]]) -> Weighted:
    """Make a table to draw from out of (value, weight) pairs."""
    return Weighted(tuple(value for value, _ in pairs), tuple(accumulate(weight for _, weight in pairs)))


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in `facts/`, without the comment lines that state its source."""
    with (FACTS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def surnames() -> Weighted:
    """Family names, by how common they are in Wales."""
    return weighted([(row["name"], float(row["weight"])) for row in read_rows("surnames.csv")])


@cache
def _given_names(sex: str) -> dict[int, Weighted]:
    by_decade: dict[int, list[tuple[str, float]]] = {}
    for row in read_rows(f"given_names_{sex}.csv"):
        by_decade.setdefault(int(row["decade"]), []).append((row["name"], float(row["weight"])))
    return {decade: weighted(pairs) for decade, pairs in by_decade.items()}


def given_names(sex: str, year: int) -> Weighted:
    """Given names for somebody of this sex ("female" or "male") born in this year."""
    return _given_names(sex)[min(max(year // 10 * 10, _FIRST_DECADE), _LAST_DECADE)]


@cache
def adult_ages(from_age: int, to_age: int) -> Weighted:
    """Ages in years between two bounds (included), as common as among residents."""
    pairs: list[tuple[str, float]] = []
    for row in read_rows("ages.csv"):
        first, last = int(row["from_age"]), int(row["to_age"])
        each = int(row["residents"]) / (last - first + 1)
        # Beyond 90 each further year is rarer; the published band is open-ended.
        pairs += [
            (str(age), each * 0.7 ** max(0, age - 90))
            for age in range(first, last + 1)
            if from_age <= age <= to_age
        ]
    return weighted(pairs)


@cache
def streets() -> tuple[Street, ...]:
    """Every invented street."""
    return tuple(Street(**row) for row in read_rows("streets.csv"))


@cache
def welsh_shares() -> tuple[WelshShare, ...]:
    """How many speak Welsh, by age."""
    return tuple(
        WelshShare(
            int(row["from_age"]),
            int(row["to_age"]),
            int(row["speaks_per_thousand"]),
            int(row["prefers_per_thousand"]),
        )
        for row in read_rows("languages.csv")
    )


@cache
def families_from_elsewhere() -> tuple[Roots, ...]:
    """Families whose roots are outside Britain."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in read_rows("elsewhere.csv"):
        found.setdefault(row["roots"], {})[row["kind"]] = tuple(row["names"].split())
    return tuple(Roots(kinds["surname"], kinds["F"], kinds["M"]) for kinds in found.values())


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """How a name that was heard may be written by somebody else."""
    found: dict[str, list[str]] = {}
    for row in read_rows("spellings.csv"):
        found.setdefault(row["name"], []).append(row["written"])
    return {name: tuple(ways) for name, ways in found.items()}
