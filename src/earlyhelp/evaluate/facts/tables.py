"""The tables of facts: what every room publishes for figures, and all that figures may be made of. Pure.

A fact names nobody: no name, address, postcode or date of birth. People, households and addresses are numbers that a
key of the export makes, so that the same person counts once, and nobody without the key can go back. Times are whole
seconds since 1970 (UTC), because windows are ordered by a number faster than by a time. `month` is the first day of the
month in London, `year` its year: the folder in which a row lies (`incidents/year=2026/…parquet`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["int64", "int16", "float64", "string", "bool", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of facts. `needed` columns are never empty."""

    name: str
    kind: Kind
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table of facts. Rows lie in folders by year, and in a file by `sorted_by`."""

    name: str
    columns: tuple[Column, ...]
    sorted_by: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _table(name: str, sorted_by: str, columns: str) -> Table:
    """Read a table from lines of `name kind`; a question mark after the kind: it may be empty."""
    found = []
    for line in columns.split(","):
        column, kind = line.split()
        found.append(Column(column, kind.rstrip("?"), not kind.endswith("?")))  # type: ignore[arg-type]
    return Table(name, tuple(found), tuple(sorted_by.split()))


INCIDENTS: Final = _table(
    "incidents",
    "person at",
    # One row for each incident, under the person it was about (the first one whom it names). Areas are codes of
    # councils, W06000001 to W06000024; empty text where it is not known. A class is crime, antisocial, welfare,
    # transport, administration or other: that of the code it was opened with, and that of the code it was closed with.
    """incident int64, force string, area string, at int64, month date, year int16,
    opening string, closing string, opening_class string, closing_class string,
    vulnerable bool, domestic bool, mental_health bool, alcohol bool, drugs bool, youth bool,
    person int64?, household int64?, address int64?""",
)
NOTIFICATIONS: Final = _table(
    "notifications",
    "person at",
    # One row for each notification, by the person who needs help most. Waits are in working days; times are empty
    # until it happened. `told_at`: the officer was told an outcome. `offered_welsh`: language was asked actively.
    """notification int64, force string, area string, agency string, team string, at int64, month date, year int16,
    track string, grade string, outcome string, decided_at int64?, waited int64?, told_at int64?,
    person int64?, household int64?, address int64?, language string, offered_welsh bool?""",
)
REFERRALS: Final = _table(
    "referrals",
    "person at",
    # One row for each referral sent to a service. `state` is the last one known; `welsh_met`: of those who wanted
    # Welsh, whether the service gives its help in Welsh.
    """referral int64, person int64?, area string, agency string, provider string, need string, at int64, month date,
    year int16, state string, accepted_at int64?, declined_at int64?, started_at int64?, ended_at int64?,
    is_completed bool, language string, welsh_met bool?""",
)
UNMET: Final = _table(
    "unmet", "at", "at int64, month date, year int16, area string, agency string, need string"
)
CONTACTS: Final = _table(
    "contacts",
    "person at",
    # Contact with the criminal justice system as a fact of the past: arrest, charge or custody.
    "contact int64, person int64, force string, area string, at int64, month date, year int16, kind string",
)
HELP: Final = _table(
    "help",
    "person at",
    # One row for each time that a person was helped by a lead worker, from the start (`at`) to its end.
    """help int64, person int64, area string, agency string, team string, at int64, ended_at int64?, month date,
    year int16""",
)
GOALS: Final = _table(
    "goals",
    "person at",
    # What a person wanted to be different, on their own scale of 0 to 10.
    """goal int64, person int64, area string, agency string, at int64, month date, year int16,
    baseline int64, latest int64?, at_end int64?""",
)
JOINT: Final = _table(
    "joint",
    "at",
    # One row for each time one partner asked another for something: a check, a referral, an action of a plan or of a
    # meeting. `answered_at` is empty until there was an answer; `due_at` where there is a clock.
    """at int64, month date, year int16, area string, asked string, asking string, kind string,
    answered_at int64?, due_at int64?""",
)
TRAINING: Final = _table(
    "training",
    "month",
    # How many people of an agency need what a requirement says, and how many have it, at the end of a month.
    "month date, year int16, agency string, requirement string, required int64, covered int64",
)
STREETS: Final = _table(
    "streets",
    "month",
    # Street-level files of data.police.uk: public context, never joined to anybody. A place is a small area.
    """month date, year int16, force string, within string, area string, place string, kind string, has_crime_id bool,
    outcome string""",
)

TABLES: Final[Mapping[str, Table]] = {
    table.name: table
    for table in (
        INCIDENTS,
        NOTIFICATIONS,
        REFERRALS,
        UNMET,
        CONTACTS,
        HELP,
        GOALS,
        JOINT,
        TRAINING,
        STREETS,
    )
}
