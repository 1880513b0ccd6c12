"""One file of a partner's records of people from beginning to end: batches, each in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange import queries
from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.management.importing import Summary, Tell, alone
from earlyhelp.exchange.police import CannotRead, Reject
from earlyhelp.exchange.records import columns_of, read_records
from earlyhelp.exchange.records.reading import Columns, RecordOutcome
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.understand.actions import count_common_keys, store_records

RECORDS_IN_A_BATCH: Final = 5_000


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A file, the partner whose people it holds, and the system of theirs that it comes from."""

    path: Path
    by: Actor
    system: str
    columns: Columns


def open_record_file(path: Path, *, agency: str, system: str, mapping: Path | None) -> RecordSource:
    """Find the partner by its code and what the columns mean. Raises CannotRead, NotAnAgency."""
    if not path.is_file():
        raise CannotRead(_("The file can not be opened. Check its name, its folder and who may read it."))
    columns = columns_of(mapping)
    with acting(Actor.system(Purpose.RUNNING)) as by:
        found = queries.get_agency(by=by, code=agency)
    return RecordSource(path, Actor.system(Purpose.RUNNING, agency_id=found.pk), system, columns)


def load_records(
    source: RecordSource,
    *,
    at: datetime,
    clock: Callable[[], datetime],
    tell: Tell,
    reject: Callable[[Reject], None],
) -> Summary:
    """Read the file into the database. `reject` hears what is wrong. Again, or after a stop, nothing is doubled.

    Raises CannotRead, AlreadyRunning.
    """
    found = Summary()
    with alone(source.by):
        for batch in _batches(read_records(source.path, source.columns, at=at)):
            _store(source, batch, found, clock(), reject)
            tell(len(batch))
        with acting(source.by) as by:
            count_common_keys(by=by, at=clock())
    return found


def _store(
    source: RecordSource,
    batch: list[RecordOutcome],
    found: Summary,
    at: datetime,
    reject: Callable[[Reject], None],
) -> None:
    with acting(source.by) as by:
        records = [one.record for one in batch if one.record]
        stored = store_records(by=by, system=source.system, records=records, at=at)
    rejects = [one for outcome in batch for one in outcome.rejects]
    rejects += [Reject(line, Fault.REPEATED, "key") for line in stored.repeated]
    found.records += len(batch)
    found.new += stored.new
    found.changed += stored.changed
    found.unchanged += stored.unchanged
    found.refused += len(batch) - len(records) + len(stored.repeated)
    found.rejects += len(rejects)
    for one in rejects:
        reject(one)


def _batches(outcomes: Iterator[RecordOutcome]) -> Iterator[list[RecordOutcome]]:
    while batch := list(islice(outcomes, RECORDS_IN_A_BATCH)):
        yield batch
