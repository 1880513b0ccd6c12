"""A run of an import begins, goes on by whole batches, and ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import F, Max

from earlyhelp.exchange import rules
from earlyhelp.exchange.choices import Fault, Loads, RunState
from earlyhelp.exchange.models import ImportBatch, ImportReject, ImportRun
from earlyhelp.exchange.police import Reject
from earlyhelp.govern.actions import audit
from earlyhelp.identify.actions import store_incidents
from earlyhelp.identify.report import RecordedIncident
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.actions import store_events
from earlyhelp.understand.rules.events import RecordedEvent


@dataclass(slots=True)
class Batch:
    """What goes into one transaction: incidents, and the rejects of the same lines."""

    first_line: int = 0
    last_line: int = 0
    records: int = 0
    refused: int = 0
    incidents: list[RecordedIncident] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


@dataclass(slots=True)
class EventBatch:
    """The same for a partner's events."""

    first_line: int = 0
    last_line: int = 0
    records: int = 0
    refused: int = 0
    events: list[RecordedEvent] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


@transaction.atomic
def start_run(
    *,
    by: Actor,
    file_name: str,
    file_hash: str,
    mapping_name: str,
    mapping_hash: str,
    at: datetime,
    loads: Loads = Loads.INCIDENTS,
    mapping_version: int | None = None,
) -> ImportRun:
    """Write down that a file is being imported. Raises NotAllowed."""
    rules.check_may_import(by)
    run = ImportRun.objects.create(
        agency_id=by.agency_key,
        loads=loads,
        file_name=file_name[:255],
        file_hash=file_hash,
        mapping_name=mapping_name[:255],
        mapping_hash=mapping_hash,
        mapping_version=mapping_version,
        started_at=at,
    )
    detail = {"sha256": file_hash, "mapping_sha256": mapping_hash, "mapping_version": mapping_version}
    audit.record(by=by, did="import.started", target=run, at=at, detail=detail)
    return run


@transaction.atomic
def write_batch(*, by: Actor, run: ImportRun, batch: Batch, at: datetime) -> ImportRun:
    """Store one batch with its rejects and move the run forward, all or nothing. Returns the run as it is now.

    Raises NotAllowed.
    """
    rules.check_may_import(by)
    stored = store_incidents(by=by, run_id=run.pk, incidents=batch.incidents, at=at)
    rejects = [
        *batch.rejects,
        *(Reject(line, Fault.REPEATED) for line in stored.repeated),
        *(Reject(line, Fault.CONFLICT, "number") for line in stored.conflicting),
    ]
    return _move_on(run, batch, stored, batch.refused + len(stored.conflicting), rejects, at)


@transaction.atomic
def write_events(*, by: Actor, run: ImportRun, batch: EventBatch, at: datetime) -> ImportRun:
    """Store one batch of a partner's events with its rejects and move the run forward, all or nothing.

    Returns the run as it is now. Raises NotAllowed.
    """
    rules.check_may_import(by)
    stored = store_events(by=by, run_id=run.pk, events=batch.events, at=at)
    rejects = [
        *batch.rejects,
        *(Reject(line, Fault.REPEATED) for line in stored.repeated),
        *(Reject(line, Fault.EVENT_CONFLICT, "key") for line in stored.conflicting),
        *(Reject(line, Fault.NOBODY, "person") for line in stored.unknown),
    ]
    refused = batch.refused + len(stored.conflicting) + len(stored.unknown)
    return _move_on(run, batch, stored, refused, rejects, at)


class Stored(Protocol):
    """What became of what was stored."""

    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def unchanged(self) -> int: ...


def _move_on(
    run: ImportRun,
    batch: Batch | EventBatch,
    stored: Stored,
    refused: int,
    rejects: Sequence[Reject],
    at: datetime,
) -> ImportRun:
    _keep_rejects(run, rejects)
    last = ImportBatch.objects.filter(run=run).aggregate(last=Max("number"))["last"] or 0
    ImportBatch.objects.create(
        run=run,
        number=last + 1,
        first_line=batch.first_line,
        last_line=batch.last_line,
        new=stored.new,
        changed=stored.changed,
        unchanged=stored.unchanged,
        refused=refused,
        written_at=at,
    )
    ImportRun.objects.filter(pk=run.pk).update(
        last_line=batch.last_line,
        records=F("records") + batch.records,
        new=F("new") + stored.new,
        changed=F("changed") + stored.changed,
        unchanged=F("unchanged") + stored.unchanged,
        refused=F("refused") + refused,
        rejects=F("rejects") + len(rejects),
    )
    run.refresh_from_db()
    return run


def _keep_rejects(run: ImportRun, rejects: Sequence[Reject]) -> None:
    rows = [
        ImportReject(run=run, line=one.line, field=one.field, column=one.column[:255], fault=one.fault.value)
        for one in rejects
    ]
    ImportReject.objects.bulk_create(rows, batch_size=5_000)


@transaction.atomic
def finish_run(*, by: Actor, run: ImportRun, at: datetime) -> ImportRun:
    """Write down that the whole file was read. Raises NotAllowed."""
    rules.check_may_import(by)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.DONE, finished_at=at)
    run.refresh_from_db()
    detail = {"new": run.new, "changed": run.changed, "unchanged": run.unchanged, "refused": run.refused}
    audit.record(by=by, did="import.finished", target=run, at=at, detail=detail)
    return run
