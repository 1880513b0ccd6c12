"""What this room changes: a run of an import begins, goes on by whole batches, and ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from earlyhelp.exchange import rules
from earlyhelp.exchange.choices import Fault, RunState
from earlyhelp.exchange.models import ImportBatch, ImportReject, ImportRun
from earlyhelp.exchange.police import Reject
from earlyhelp.govern.actions import audit
from earlyhelp.identify.actions import store_incidents
from earlyhelp.identify.report import RecordedIncident
from earlyhelp.kit.actor import Actor


@dataclass(slots=True)
class Batch:
    """What goes into one transaction: incidents, and the rejects of the same lines."""

    first_line: int = 0
    last_line: int = 0
    records: int = 0
    refused: int = 0
    incidents: list[RecordedIncident] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


@transaction.atomic
def start_run(
    *, by: Actor, file_name: str, file_hash: str, mapping_name: str, mapping_hash: str, at: datetime
) -> ImportRun:
    """Write down that a file is being imported. Raises NotAllowed."""
    rules.check_may_import(by)
    run = ImportRun.objects.create(
        agency_id=by.agency_key,
        file_name=file_name[:255],
        file_hash=file_hash,
        mapping_name=mapping_name[:255],
        mapping_hash=mapping_hash,
        started_at=at,
    )
    audit.record(by=by, did="import.started", target=run, at=at, detail={"sha256": file_hash})
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
    _keep_rejects(run, rejects)
    refused = batch.refused + len(stored.conflicting)
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
