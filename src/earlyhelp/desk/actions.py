"""What this room changes: files of facts, brought up to date from every room. It has no tables of its own."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from earlyhelp.desk.queries.fact_tables import (
    EVERYBODY,
    Published,
    get_silent_people,
    list_front_doors,
    list_published,
    list_published_of_nobody,
    list_publishers,
)
from earlyhelp.evaluate.facts.tables import TABLES, Table
from earlyhelp.evaluate.facts.writing import Folder, open_folder
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.pseudonyms import Numbers, Silent
from earlyhelp.kit.working_days import LONDON

FROM_FILES = frozenset({"streets"})
"""Tables that come from public files, not from the rooms."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export came to: rows that stand there now, by table; files written, taken away, and left as they were."""

    rows: dict[str, int]
    written: int
    removed: int
    unchanged: int


class _Owner(NamedTuple):
    by: Actor
    code: str
    has_front_door: bool


def export_facts(*, by: Actor, at: datetime, folder: Path, whole: bool = False) -> Exported:
    """Bring a folder of facts up to date from every room, agency by agency. `whole` reads everything anew.

    Each agency's reading of each table is audited as its own. Raises evaluate.facts.writing.Busy while another export
    writes into the folder.
    """
    numbers = Numbers(settings.FACTS_KEY)
    doors = frozenset(list_front_doors(by))
    owners = [_Owner(replace(by, agency_id=key), code, key in doors) for key, code in list_publishers(by)]
    silent = _silent(owners, numbers)
    met: set[int] = set()
    with open_folder(folder, mark=_mark(numbers, silent), at=at, whole=whole) as there:
        for owner in owners:
            with acting(owner.by) as agency:
                code, door, today = owner.code, owner.has_front_door, at.astimezone(LONDON).date()
                for one in list_published(
                    agency, numbers, silent, code=code, has_front_door=door, today=today, met=met
                ):
                    _export(agency, there, owner.code, one, at)
        with acting(by) as nobody:
            for one in list_published_of_nobody(nobody, today=at.astimezone(LONDON).date()):
                _export(nobody, there, EVERYBODY, one, at)
        for table in TABLES.values():
            if table.name not in FROM_FILES:
                there.keep_owners(table, [*(owner.code for owner in owners), EVERYBODY])
        return Exported(
            {table.name: there.count(table) for table in TABLES.values()},
            there.kept.written,
            there.kept.removed,
            there.kept.unchanged,
        )


def _silent(owners: list[_Owner], numbers: Numbers) -> Silent:
    """Whom any agency keeps, or does not use: found before anything is read, since all of them might meet them."""
    silent = Silent()
    for owner in owners:
        if owner.has_front_door:
            with acting(owner.by) as agency:
                silent |= get_silent_people(agency, numbers)
    return silent


def _mark(numbers: Numbers, silent: Silent) -> str:
    """What every row depends on beside its own record."""
    said = f"{numbers.mark} {sorted(silent.kept)} {sorted(silent.unused)}"
    return sha256(said.encode()).hexdigest()[:32]


def _export(by: Actor, there: Folder, owner: str, one: Published, at: datetime) -> None:
    """Write the years of one table of one agency that need it, and say in the audit how many rows were read."""
    table, read = one.table, 0
    for year in one.years:
        if there.is_current(table, owner, year, one.seen.get(year, "")):
            continue
        read += there.keep_year(table, owner, year, one.rows(year), one.seen.get(year, ""))
    there.keep_years(table, owner, one.years)
    if read:
        _say(by, table, read, at)


def _say(by: Actor, table: Table, rows: int, at: datetime) -> None:
    audit.record(by=by, did="facts.exported", at=at, detail={"table": table.name, "rows": rows})
