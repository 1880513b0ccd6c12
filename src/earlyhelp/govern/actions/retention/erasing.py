"""What was hidden for thirty days is deleted for good and leaves a proof; so is what a backup brought back."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.retention.sealing import forget, one_at_a_time, seal
from earlyhelp.govern.choices.retention import DisposalState, DisposalStep
from earlyhelp.govern.declared import column_of, declarations, pointing_at, table_of
from earlyhelp.govern.gathering import gather
from earlyhelp.govern.models import AccessGrant
from earlyhelp.govern.models.retention import Disposal, DisposedRecord, RetentionTask
from earlyhelp.govern.proofs import Erased, digest_of
from earlyhelp.govern.queries.retention import list_record_keys, list_scopes
from earlyhelp.govern.rules import retention as rules
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON

_SWEEP = "SELECT retention_sweep(%s, %s, %s)"


@transaction.atomic
def erase_disposals(*, by: Actor, at: datetime) -> list[Erased]:
    """Delete for good what was hidden more than 30 days ago and no hold covers. Returns the proofs. For the service."""
    rules.check_may_run_retention(by)
    one_at_a_time(by)
    over = Disposal.objects.select_for_update().filter(
        agency_id=by.agency_key,
        state=DisposalState.HIDDEN,
        hidden_at__lt=at - timedelta(days=rules.UNDO_DAYS),
    )
    scopes = list_scopes(by=by, on=at.astimezone(LONDON).date())
    return [
        proof
        for disposal in over.order_by("hidden_at")
        if not _held(disposal, scopes)
        for proof in _erase(by, disposal, at)
    ]


def _held(disposal: Disposal, scopes: Collection[rules.HoldScope]) -> bool:
    """True when a legal hold, made since, covers one of the records: the whole list then waits."""
    return any(
        rules.covers(scope, one.record_class, _facts(one))
        for one in disposal.records.exclude(record_key=None)
        for scope in scopes
    )


def _key(record: DisposedRecord) -> UUID:
    """The key of a record that is not yet erased."""
    return record.record_key or UUID(int=0)


def _facts(record: DisposedRecord) -> rules.RecordFacts:
    return rules.RecordFacts(
        root=record.root,
        key=_key(record),
        first_on=record.first_on,
        last_on=record.last_on,
        touches=frozenset(record.touches),
        areas=frozenset(record.areas),
    )


def _erase(by: Actor, disposal: Disposal, at: datetime) -> list[Erased]:
    disposal.state = rules.check_can_move(disposal.state, DisposalStep.ERASE)
    disposal.settled_at = at
    disposal.save(update_fields=["state", "settled_at"])
    forget(disposal)
    proofs = []
    for record in disposal.records.exclude(record_key=None):
        _end_grants(record)
        RetentionTask.objects.filter(
            agency_id=by.agency_key, root=record.root, record_key=_key(record)
        ).delete()
        record.record_key, record.reference, record.erased_at = None, "", at
        record.touches, record.areas, record.first_on, record.last_on = [], [], None, None
        record.save()
        detail = {"class": record.record_class, "digest": record.digest, "rows": record.row_counts}
        detail |= {"rule": disposal.rule_version, "confirmed_by": str(disposal.confirmed_by)}
        audit.record(by=by, did="record.erased", target=record, at=at, detail=detail)
        proofs.append(proof_of(disposal, record))
    return proofs


def proof_of(disposal: Disposal, record: DisposedRecord) -> Erased:
    """The line of the register for an erased record."""
    return Erased(
        digest=record.digest,
        agency=str(record.agency_id),
        root=record.root,
        record_class=record.record_class,
        rule_version=disposal.rule_version,
        confirmed_by=str(disposal.confirmed_by),
        erased_at=record.erased_at.isoformat() if record.erased_at else "",
    )


def _end_grants(record: DisposedRecord) -> None:
    """With the record itself goes who was let see it; not where another agency's rows of it stay."""
    if record.row_counts.get(table_of(record.root)) and not record.empty_rows:
        AccessGrant.objects.filter(record_id=_key(record)).delete()


@transaction.atomic
def sweep_empty_rows(*, by: Actor, at: datetime) -> int:
    """Delete the empty rows on which nothing rests any longer. Returns how many. For the service itself."""
    rules.check_may_run_retention(by)
    labels = {table_of(label): label for label in declarations()}
    swept = 0
    left = DisposedRecord.objects.filter(agency_id=by.agency_key, erased_at__isnull=False).exclude(
        empty_rows={}
    )
    for record in left.select_for_update():
        rows = [(labels[table], UUID(key)) for table, keys in record.empty_rows.items() for key in keys]
        free = _free(rows)
        for table in record.empty_rows:
            ids = [key for label, key in free if table_of(label) == table]
            swept += _sweep(record, table, ids) if ids else 0
        kept = {
            table: [key for key in keys if (labels[table], UUID(key)) not in free]
            for table, keys in record.empty_rows.items()
        }
        record.empty_rows = {table: keys for table, keys in kept.items() if keys}
        record.save(update_fields=["empty_rows"])
    if swept:
        audit.record(by=by, did="empty_rows.swept", at=at, detail={"rows": swept})
    return swept


def _free(rows: list[rules.RowKey]) -> set[rules.RowKey]:
    """Which of these rows nothing points at, but others of them that are free themselves."""
    pointers = defaultdict[rules.RowKey, set[rules.RowKey]](set)
    for label in {label for label, _key in rows}:
        ids = [key for one, key in rows if one == label]
        for source, column in pointing_at(label):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT row_id, via FROM retention_rows(%s, %s, %s)",
                    [table_of(source), column_of(source, column), ids],
                )
                for row_id, via in cursor.fetchall():
                    pointers[label, via].add((source, row_id))
    free = set(rows)
    while stuck := {row for row in free if pointers[row] - free}:
        free -= stuck
    return free


def _sweep(record: DisposedRecord, table: str, ids: list[UUID]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP, [record.pk, table, ids])
        return int(cursor.fetchone()[0])


# --- after a backup was restored ------------------------------------------------------------------------------


@transaction.atomic
def reapply_erasures(*, by: Actor, register: Iterable[Erased], at: datetime) -> tuple[int, int]:
    """Delete again what the register says was deleted for good: (how many, how many something still rests on).

    A hold does not stop it: a backup may hold one that was ended before the record was deleted. For the service.
    """
    rules.check_may_run_retention(by)
    one_at_a_time(by)
    wanted: dict[str, dict[str, Erased]] = defaultdict(dict)
    for one in register:
        if one.agency == str(by.agency_key):
            wanted[one.root][one.digest] = one
    again = _found_again(by, wanted)
    done, before = 0, -1
    while done != before:
        before = done
        for root, found in again.items():
            done += _reapply(by, root, found, at)
    waiting = sum(len(found) for found in again.values())
    audit.record(by=by, did="erasures.reapplied", at=at, detail={"records": done, "waiting": waiting})
    return done, waiting


def _found_again(by: Actor, wanted: dict[str, dict[str, Erased]]) -> dict[str, dict[UUID, Erased]]:
    found: dict[str, dict[UUID, Erased]] = {}
    for root, digests in wanted.items():
        keys = list_record_keys(by=by, root=root)
        pairs = ((key, digests.get(digest_of(by.agency_key, root, key))) for key in keys)
        found[root] = {key: erased for key, erased in pairs if erased is not None}
    return found


def _reapply(by: Actor, root: str, found: dict[UUID, Erased], at: datetime) -> int:
    """Delete again what nothing rests on any longer, and take it out of `found`. Returns how many."""
    if not found:
        return 0
    batch = gather(by, root, list(found))
    settled = rules.settle(batch.own, batch.edges, set(found))
    free = {key: found.pop(key) for key in list(found) if key not in settled.blocked}
    if not free:
        return 0
    first = next(iter(free.values()))
    disposal = Disposal.objects.create(
        agency_id=by.agency_key,
        record_class=first.record_class,
        rule_version=first.rule_version,
        state=DisposalState.HIDDEN,
        record_count=len(free),
        proposed_by_label=by.label,
        proposed_at=at,
        confirmed_by=UUID(first.confirmed_by),
        hidden_at=at,
    )
    records = {
        key: DisposedRecord.objects.create(
            agency_id=by.agency_key,
            disposal=disposal,
            record_class=one.record_class,
            root=root,
            record_key=key,
            digest=one.digest,
        )
        for key, one in free.items()
    }
    seal(batch, settled, records)
    _erase(by, disposal, at)
    return len(free)
