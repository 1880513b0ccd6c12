"""A person decides: keep a record, or dispose of it; a list of several needs a second person. Thirty days to undo."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.retention.sealing import one_at_a_time, seal, unseal
from earlyhelp.govern.choices.retention import DisposalStep, TaskState, WhyNot
from earlyhelp.govern.gathering import Gathered, gather
from earlyhelp.govern.models.retention import Disposal, DisposedRecord, RetentionTask
from earlyhelp.govern.proofs import digest_of
from earlyhelp.govern.queries.retention import get_schedule, list_scopes
from earlyhelp.govern.rules import retention as rules
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON

LARGEST_LIST = 500


@dataclass(frozen=True, slots=True)
class ReviewSaid:
    """A reviewer's answers, by question, and what follows: keep until a day in a class, or dispose; with the reason."""

    keep: bool
    reason: str
    answers: dict[str, str]
    until_on: date | None = None
    record_class: str = ""


@transaction.atomic
def decide_review(*, by: Actor, task_id: UUID, said: ReviewSaid, at: datetime) -> Disposal | None:
    """Keep a record until its next review, or dispose of it. Returns the disposal. Raises NotAllowed, CannotDispose."""
    rules.check_may_govern_retention(by)
    one_at_a_time(by)
    task = _waiting(by, [task_id])[0]
    if not said.reason.strip():
        raise rules.CannotDispose(_("Say why, so that the decision can be understood later."))
    task.answers, task.reason = said.answers, said.reason.strip()
    task.decided_by, task.decided_at = by.practitioner_id, at
    if said.keep:
        _keep(by, task, said, at)
        return None
    task.save()
    disposal = _propose(by, [task], said.reason.strip(), at)
    _hide(by, disposal, at)
    return disposal


def _keep(by: Actor, task: RetentionTask, said: ReviewSaid, at: datetime) -> None:
    schedule = get_schedule(by=by, on=at.astimezone(LONDON).date())
    line = schedule.get(said.record_class or task.record_class)
    if line is None or line.root != task.root:
        raise rules.CannotDispose(_("There is no such class of records."))
    latest = rules.add_years(at.astimezone(LONDON).date(), line.again_years)
    until = said.until_on or latest
    if not at.astimezone(LONDON).date() < until <= latest:
        raise rules.CannotDispose(
            _("The next review must be after today, and no later than the rule allows.")
        )
    task.record_class, task.due_on, task.state = line.record_class, until, TaskState.KEPT
    task.save()
    detail = {"class": line.record_class, "until": str(until)}
    audit.record(by=by, did="retention_task.kept", target=task, at=at, reason=task.reason, detail=detail)


@transaction.atomic
def propose_disposal(
    *, by: Actor, record_class: str, task_ids: Collection[UUID], reason: str, at: datetime
) -> Disposal:
    """Propose to dispose of records of one class, which are due and free. Raises NotAllowed and CannotDispose."""
    rules.check_may_govern_retention(by)
    one_at_a_time(by)
    tasks = _waiting(by, task_ids)
    if any(task.by_review or task.record_class != record_class for task in tasks):
        raise rules.CannotDispose(_("These records need a review each, or are of another class."))
    if len(tasks) > LARGEST_LIST:
        raise rules.CannotDispose(_("A list holds 500 records at most."))
    return _propose(by, tasks, reason.strip(), at)


def _waiting(by: Actor, task_ids: Collection[UUID]) -> list[RetentionTask]:
    found = RetentionTask.objects.select_for_update().filter(
        agency_id=by.agency_key, pk__in=task_ids, state=TaskState.WAITING
    )
    tasks = list(found.order_by("id"))
    if not tasks or len(tasks) != len(set(task_ids)):
        raise rules.CannotDispose(_("This list has moved on since you opened the page. Look at it again."))
    return tasks


def _propose(by: Actor, tasks: list[RetentionTask], reason: str, at: datetime) -> Disposal:
    line = get_schedule(by=by, on=at.astimezone(LONDON).date())[tasks[0].record_class]
    disposal = Disposal.objects.create(
        agency_id=by.agency_key,
        record_class=line.record_class,
        rule_version=line.version,
        record_count=len(tasks),
        reason=reason,
        proposed_by=by.practitioner_id,
        proposed_by_label=by.label,
        proposed_at=at,
    )
    DisposedRecord.objects.bulk_create(
        DisposedRecord(
            agency_id=by.agency_key,
            disposal=disposal,
            record_class=line.record_class,
            root=task.root,
            record_key=task.record_key,
            reference=task.reference,
            digest=digest_of(by.agency_key, task.root, task.record_key),
        )
        for task in tasks
    )
    RetentionTask.objects.filter(pk__in=[task.pk for task in tasks]).update(state=TaskState.LISTED)
    detail = {"class": line.record_class, "records": len(tasks)}
    audit.record(by=by, did="disposal.proposed", target=disposal, at=at, reason=reason, detail=detail)
    return disposal


@transaction.atomic
def confirm_disposal(*, by: Actor, disposal_id: UUID, at: datetime) -> Disposal:
    """Hide the records of a list from everybody; what may not be disposed of after all leaves the list.

    Raises NotAllowed, and CannotDispose for one's own list of several or when nothing on it may be disposed of.
    """
    rules.check_may_govern_retention(by)
    one_at_a_time(by)
    disposal = _locked(by, disposal_id)
    rules.check_may_confirm(by, proposed_by=disposal.proposed_by, records=disposal.record_count)
    _hide(by, disposal, at)
    return disposal


def _locked(by: Actor, disposal_id: UUID) -> Disposal:
    return Disposal.objects.select_for_update().get(agency_id=by.agency_key, pk=disposal_id)


def _hide(by: Actor, disposal: Disposal, at: datetime) -> None:
    disposal.state = rules.check_can_move(disposal.state, DisposalStep.CONFIRM)
    disposal.confirmed_by, disposal.confirmed_by_label, disposal.hidden_at = by.practitioner_id, by.label, at
    records = {one.record_key: one for one in disposal.records.select_for_update() if one.record_key}
    root = next(iter(records.values())).root
    batch = gather(by, root, list(records))
    barred = _barred(by, disposal, batch, at)
    settled = rules.settle(batch.own, batch.edges, set(records) - set(barred))
    barred |= {key: [WhyNot.RESTED_ON] for key in settled.blocked}
    for key in barred:
        _leave_out(by, key, records.pop(key), barred[key])
    if not records:
        raise rules.CannotDispose(
            _("None of these records may be disposed of now. The list of what falls due says why.")
        )
    disposal.record_count = len(records)
    disposal.save()
    for key, record in records.items():
        facts = batch.facts[key]
        record.first_on, record.last_on = facts.first_on, facts.last_on
        record.touches, record.areas = sorted(facts.touches), sorted(facts.areas)
        record.save(update_fields=["first_on", "last_on", "touches", "areas"])
    seal(batch, settled, records)
    detail = {"class": disposal.record_class, "records": len(records), "left_out": len(barred)}
    audit.record(
        by=by, did="disposal.confirmed", target=disposal, at=at, reason=disposal.reason, detail=detail
    )


def _barred(by: Actor, disposal: Disposal, batch: Gathered, at: datetime) -> dict[UUID, list[WhyNot]]:
    """Which records may not be disposed of now, and why: everything is looked at again in this moment."""
    on = at.astimezone(LONDON).date()
    line, scopes = get_schedule(by=by, on=on)[disposal.record_class], list_scopes(by=by, on=on)
    reasons = {key: list(rules.why_not(line, facts, scopes, on=on)) for key, facts in batch.facts.items()}
    return {key: why for key, why in reasons.items() if why}


def _leave_out(by: Actor, key: UUID, record: DisposedRecord, why: list[WhyNot]) -> None:
    """The record goes back to the list of what falls due, and its line here forgets which one it was."""
    RetentionTask.objects.filter(agency_id=by.agency_key, root=record.root, record_key=key).update(
        state=TaskState.WAITING, why_not=[str(code) for code in why]
    )
    record.why_not, record.record_key, record.reference = [str(code) for code in why], None, ""
    record.save(update_fields=["why_not", "record_key", "reference"])


@transaction.atomic
def cancel_disposal(*, by: Actor, disposal_id: UUID, because: str, at: datetime) -> Disposal:
    """Do not agree to a proposed list. Its records are to be decided again. Raises NotAllowed and CannotDispose."""
    rules.check_may_govern_retention(by)
    disposal = _locked(by, disposal_id)
    disposal.state = rules.check_can_move(disposal.state, DisposalStep.CANCEL)
    _settle(by, disposal, because, at)
    audit.record(by=by, did="disposal.cancelled", target=disposal, at=at, reason=because.strip())
    return disposal


@transaction.atomic
def undo_disposal(*, by: Actor, disposal_id: UUID, because: str, at: datetime) -> Disposal:
    """Bring every record of a list back as it was, within 30 days. Raises NotAllowed and CannotDispose."""
    rules.check_may_govern_retention(by)
    disposal = _locked(by, disposal_id)
    disposal.state = rules.check_can_move(disposal.state, DisposalStep.UNDO)
    if disposal.hidden_at is None or not rules.may_undo(
        hidden_on=disposal.hidden_at.astimezone(LONDON).date(), on=at.astimezone(LONDON).date()
    ):
        raise rules.CannotDispose(_("The 30 days in which this could be undone are over."))
    try:
        with transaction.atomic():
            _settle(by, disposal, because, at)
            unseal(disposal)
    except IntegrityError as problem:
        raise rules.CannotDispose(
            _("Something that these records rest on has been disposed of too. Undo that list first.")
        ) from problem
    audit.record(by=by, did="disposal.undone", target=disposal, at=at, reason=because.strip())
    return disposal


def _settle(by: Actor, disposal: Disposal, because: str, at: datetime) -> None:
    if not because.strip():
        raise rules.CannotDispose(_("Say why, so that the decision can be understood later."))
    disposal.settled_by, disposal.settled_at, disposal.settled_because = (
        by.practitioner_id,
        at,
        because.strip(),
    )
    disposal.save()
    keys = [one.record_key for one in disposal.records.all() if one.record_key]
    RetentionTask.objects.filter(agency_id=by.agency_key, record_key__in=keys, state=TaskState.LISTED).update(
        state=TaskState.WAITING
    )
    disposal.records.update(
        record_key=None, reference="", touches=[], first_on=None, last_on=None, row_counts={}
    )
