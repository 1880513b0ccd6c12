"""One import from beginning to end: batches of whole incidents, each in one transaction, from where it stopped."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import dropwhile
from pathlib import Path
from typing import Final, TypeVar

from django.db import connection
from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange import actions, queries, rules
from earlyhelp.exchange.actions import Batch
from earlyhelp.exchange.choices import RunState
from earlyhelp.exchange.models import ImportRun
from earlyhelp.exchange.police import (
    CannotRead,
    CodeBook,
    Mapping,
    Outcome,
    Reject,
    mapping_of,
    open_records,
    read_incidents,
    read_mapping,
)
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.actions import load_codes
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting

INCIDENTS_IN_A_BATCH: Final = 5_000
RECORDS_IN_A_BATCH: Final = 20_000
_LOCK: Final = "SELECT pg_try_advisory_lock(hashtext('earlyhelp import'), hashtext(%s))"
_UNLOCK: Final = "SELECT pg_advisory_unlock(hashtext('earlyhelp import'), hashtext(%s))"

B = TypeVar("B")

Tell = Callable[[int], None]
"""Hears how many records have been read since it heard last."""


@dataclass(slots=True)
class Summary:
    """What an import, or the trial of one, came to. `run` is None for a trial."""

    records: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    rejects: int = 0
    resumed_after: int = 0
    was_done: bool = False
    run: ImportRun | None = None
    force: Actor | None = None

    @property
    def is_clean(self) -> bool:
        """True when nothing was wrong anywhere."""
        return not self.rejects


@dataclass(frozen=True, slots=True)
class Described:
    """A mapping and where it came from: a file, or the newest version of one that is kept here."""

    mapping: Mapping
    name: str
    hash: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file with its mapping, the force it is of, and what may stand in it."""

    path: Path
    described: Described
    mapping: Mapping
    by: Actor
    book: CodeBook


def open_source(path: Path, mapping: Path | str, *, at: datetime, agency: str = "") -> Source:
    """Find everything that reading a file needs.

    `mapping` is the name of a mapping that is kept here, or a file; `agency` is the code of the agency that keeps it,
    where more than one has a mapping of that name. Raises CannotRead, NotAForce, NoSuchMapping, SeveralMappings.
    """
    described = _described(str(mapping), agency)
    if not path.is_file():
        raise CannotRead(_("The file can not be opened. Check its name, its folder and who may read it."))
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_codes(by=by, at=at)
        force = queries.get_force(by=by, code=described.mapping.force)
    by = Actor.system(Purpose.RUNNING, agency_id=force.pk)
    with acting(by):
        return Source(path, described, described.mapping, by, queries.get_code_book(by=by))


def _described(said: str, agency: str) -> Described:
    if not rules.is_mapping_name(said):
        path = Path(said)
        return Described(read_mapping(path), path.name, hash_of(path))
    with acting(Actor.system(Purpose.RUNNING)) as by:
        kept = queries.find_mapping(by=by, name=said, agency=agency)
    return Described(mapping_of(kept.text), kept.name, kept.hash, kept.number)


def try_out(source: Source, *, at: datetime, tell: Tell, reject: Callable[[Reject], None]) -> Summary:
    """Hold every rule against the file and write nothing. `reject` hears what is wrong."""
    found = Summary()
    for batch in _batches(_outcomes(source, 0, at), tell):
        found.records += batch.records
        found.new += len(batch.incidents)
        found.refused += batch.refused
        found.rejects += len(batch.rejects)
        for one in batch.rejects:
            reject(one)
    return found


def import_file(
    source: Source, *, at: datetime, clock: Callable[[], datetime], again: bool, tell: Tell
) -> Summary:
    """Read the file into the database, from the beginning or from where it stopped. Raises CannotRead, AlreadyRunning.

    A file that was read whole through the same mapping is not read again, unless `again`.
    """
    with alone(source.by):
        run, resumed = _run_of(source, at=at, again=again)
        if run.state == RunState.DONE:
            return _summary(run, source.by, was_done=True)
        tell(run.records)
        for batch in ahead(_batches(_outcomes(source, run.last_line, at), tell)):
            with acting(source.by) as by:
                run = actions.write_batch(by=by, run=run, batch=batch, at=clock())
        with acting(source.by) as by:
            run = actions.finish_run(by=by, run=run, at=clock())
    found = _summary(run, source.by, was_done=False)
    found.resumed_after = resumed
    return found


@contextmanager
def alone(by: Actor) -> Iterator[None]:
    """Let no other process import for this force, until the end or until this process dies."""
    key = [str(by.agency_key)]
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, key)
        if not cursor.fetchone()[0]:
            raise rules.AlreadyRunning
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(_UNLOCK, key)


def _run_of(source: Source, *, at: datetime, again: bool) -> tuple[ImportRun, int]:
    """The run of this file, and the line after which it goes on."""
    file_hash, mapping_hash = hash_of(source.path), source.described.hash
    with acting(source.by) as by:
        run = queries.find_run(by=by, file_hash=file_hash, mapping_hash=mapping_hash)
        if run is None or (again and run.state == RunState.DONE):
            run = actions.start_run(
                by=by,
                file_name=source.path.name,
                file_hash=file_hash,
                mapping_name=source.described.name,
                mapping_hash=mapping_hash,
                mapping_version=source.described.version,
                at=at,
            )
    return run, run.last_line


def hash_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _outcomes(source: Source, after: int, at: datetime) -> Iterator[Outcome]:
    records = open_records(source.path, source.mapping)
    if after:
        records = dropwhile(lambda record: record.line <= after, records)
    return read_incidents(records, source.mapping, source.book, at=at)


def _batches(outcomes: Iterator[Outcome], tell: Tell) -> Iterator[Batch]:
    """Outcomes put together. The rejects of a line stand in the same batch as its incident."""
    batch = Batch()
    for outcome in outcomes:
        batch.first_line = batch.first_line or outcome.last_line
        batch.last_line = outcome.last_line
        batch.records += outcome.records
        if outcome.incident is not None:
            batch.incidents.append(outcome.incident)
        else:
            batch.refused += 1
        batch.rejects += outcome.rejects
        if len(batch.incidents) >= INCIDENTS_IN_A_BATCH or batch.records >= RECORDS_IN_A_BATCH:
            yield batch
            tell(batch.records)
            batch = Batch()
    if batch.records:
        yield batch
        tell(batch.records)


def ahead(batches: Iterator[B]) -> Iterator[B]:
    """Read the next batch while PostgreSQL writes this one: one core each. Never more than one ahead."""
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(next, batches, None)
        while (batch := waiting.result()) is not None:
            waiting = reader.submit(next, batches, None)
            yield batch


def _summary(run: ImportRun, by: Actor, *, was_done: bool) -> Summary:
    return Summary(
        records=run.records,
        new=run.new,
        changed=run.changed,
        unchanged=run.unchanged,
        refused=run.refused,
        rejects=run.rejects,
        was_done=was_done,
        run=run,
        force=by,
    )
