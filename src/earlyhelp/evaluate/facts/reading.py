"""Finds the files of each table of facts, and says plainly what is missing or not as it should be. No engine here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from earlyhelp.evaluate.facts.tables import TABLES, Table
from earlyhelp.evaluate.facts.writing import schema_of

_SHOWN: Final = 10


class BadFacts(Exception):
    """The facts cannot be used. `problems` says why, a sentence for each, for whoever runs the command."""

    def __init__(self, problems: Collection[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Facts:
    """The files of each table in a folder. A table that was published and has no rows has no files.

    `missing` are tables of which there is nothing at all: no figure may be made from them, not even nought.
    """

    folder: Path
    paths: Mapping[str, tuple[Path, ...]]
    missing: tuple[str, ...]


def open_facts(folder: Path, *, needed: Collection[str] = ()) -> Facts:
    """The files of every table in a folder. Raises BadFacts: no folder, a `needed` table missing, other columns."""
    if not folder.is_dir():
        raise BadFacts([f"There is no folder of facts: {folder}"])
    paths = {name: tuple(sorted((folder / name).glob("year=*/*.parquet"))) for name in TABLES}
    missing = tuple(name for name in TABLES if not (folder / name).is_dir())
    problems = [f"Nothing was published of this table: {name}" for name in missing if name in needed]
    for name, files in paths.items():
        problems += _unlike(TABLES[name], files)
    if problems:
        raise BadFacts(problems)
    return Facts(folder, paths, missing)


def _unlike(table: Table, files: Collection[Path]) -> list[str]:
    """What is not as `tables.py` says, file by file; the first few."""
    wanted = {one.name: one.type for one in schema_of(table)}
    problems = []
    for file in files:
        try:
            there = {one.name: one.type for one in pq.read_schema(file)}
        except (OSError, ValueError):
            problems.append(f"This file cannot be read: {file}")
            continue
        problems += [
            f"Column {name} is {there.get(name, 'missing')} and should be {wanted.get(name, 'not there')}: {file}"
            for name in sorted(wanted.keys() | there.keys())
            if wanted.get(name) != there.get(name)
        ]
    return problems[:_SHOWN]
