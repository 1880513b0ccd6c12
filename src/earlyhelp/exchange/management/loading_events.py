"""One file of a partner's events from beginning to end: batches, each in one transaction, from where it stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange import actions, queries
from earlyhelp.exchange.actions import EventBatch
from earlyhelp.exchange.choices import Fault, Loads, RunState
from earlyhelp.exchange.events import EventOutcome, read_events
from earlyhelp.exchange.management.importing import Summary, Tell, ahead, alone, hash_of
from earlyhelp.exchange.models import ImportRun
from earlyhelp.exchange.police import CannotRead, Reject
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.understand.queries.chronology import find_unknown

EVENTS_IN_A_BATCH: Final = 5_000
# The product's own columns stand in the place of a mapping file. Counted up when their meaning changes.
_COLUMNS: Final = "events 1"


@dataclass(frozen=True, slots=True)
class EventSource:
    """A file, and the partner whose events it holds."""

    path: Path
    by: Actor


def open_events(path: Path, agency: str) -> EventSource:
    """Find the partner by its code. Raises CannotRead, NotAnAgency."""
    if not path.is_file():
        raise CannotRead(_("The file can not be opened. Check its name, its folder and who may read it."))
    with acting(Actor.system(Purpose.RUNNING)) as by:
        found = queries.get_agency(by=by, code=agency)
    return EventSource(path, Actor.system(Purpose.RUNNING, agency_id=found.pk))


def try_out_events(
    source: EventSource, *, at: datetime, tell: Tell, reject: Callable[[Reject], None]
) -> Summary:
    """Hold every rule against the file and write nothing. `reject` hears what is wrong."""
    found = Summary()
    for batch in _batches(read_events(source.path, at=at), tell):
        with acting(source.by) as by:
            unknown = set(find_unknown(by, batch.events))
        found.records += batch.records
        found.new += len(batch.events) - len(unknown)
        found.refused += batch.refused + len(unknown)
        rejects = [*batch.rejects, *(Reject(line, Fault.NOBODY, "person") for line in sorted(unknown))]
        found.rejects += len(rejects)
        for one in rejects:
            reject(one)
    return found


def load_events(
    source: EventSource, *, at: datetime, clock: Callable[[], datetime], again: bool, tell: Tell
) -> Summary:
    """Read the file into the database, from the beginning or from where it stopped. Raises CannotRead, AlreadyRunning.

    A file that was read whole is not read again, unless `again`.
    """
    with alone(source.by):
        run = _run_of(source, at=at, again=again)
        if run.state == RunState.DONE:
            return _summary(run, source.by, was_done=True, resumed_after=0)
        resumed = run.last_line
        tell(run.records)
        for batch in ahead(_batches(read_events(source.path, after=resumed, at=at), tell)):
            with acting(source.by) as by:
                run = actions.write_events(by=by, run=run, batch=batch, at=clock())
        with acting(source.by) as by:
            run = actions.finish_run(by=by, run=run, at=clock())
    return _summary(run, source.by, was_done=False, resumed_after=resumed)


def _run_of(source: EventSource, *, at: datetime, again: bool) -> ImportRun:
    file_hash = hash_of(source.path)
    with acting(source.by) as by:
        run = queries.find_run(by=by, file_hash=file_hash, mapping_hash=_COLUMNS)
        if run is None or (again and run.state == RunState.DONE):
            run = actions.start_run(
                by=by,
                file_name=source.path.name,
                file_hash=file_hash,
                mapping_name="",
                mapping_hash=_COLUMNS,
                at=at,
                loads=Loads.EVENTS,
            )
    return run


def _batches(outcomes: Iterator[EventOutcome], tell: Tell) -> Iterator[EventBatch]:
    batch = EventBatch()
    for outcome in outcomes:
        batch.first_line = batch.first_line or outcome.line
        batch.last_line = outcome.line
        batch.records += 1
        if outcome.event is not None:
            batch.events.append(outcome.event)
        else:
            batch.refused += 1
        batch.rejects += outcome.rejects
        if batch.records >= EVENTS_IN_A_BATCH:
            yield batch
            tell(batch.records)
            batch = EventBatch()
    if batch.records:
        yield batch
        tell(batch.records)


def _summary(run: ImportRun, by: Actor, *, was_done: bool, resumed_after: int) -> Summary:
    return Summary(
        records=run.records,
        new=run.new,
        changed=run.changed,
        unchanged=run.unchanged,
        refused=run.refused,
        rejects=run.rejects,
        resumed_after=resumed_after,
        was_done=was_done,
        run=run,
        force=by,
    )
