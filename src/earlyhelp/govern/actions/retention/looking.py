"""The night's look: which of an agency's records fall due within 90 days, and what keeps each nevertheless."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices.retention import TaskState, WhyNot
from earlyhelp.govern.gathering import Gathered, gather
from earlyhelp.govern.models.retention import RetentionTask
from earlyhelp.govern.queries.retention import (
    get_schedule,
    last_day_looked,
    list_record_keys,
    list_scopes,
)
from earlyhelp.govern.rules import retention as rules
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON

_BATCH = 200


@transaction.atomic
def look_for_due(*, by: Actor, at: datetime) -> int:
    """Bring the agency's list of what falls due up to date. Returns how many records are on it. For the service."""
    rules.check_may_run_retention(by)
    on = at.astimezone(LONDON).date()
    schedule = get_schedule(by=by, on=on)
    scopes = list_scopes(by=by, on=on)
    seen: set[tuple[str, UUID]] = set()
    for root, found in groupby(sorted(schedule.values(), key=lambda one: one.root), lambda one: one.root):
        lines = {line.record_class: line for line in found}
        before = last_day_looked(on=on, years=min(line.keep_years for line in lines.values()))
        keys = list_record_keys(by=by, root=root, before=before)
        for start in range(0, len(keys), _BATCH):
            batch = gather(by, root, keys[start : start + _BATCH])
            seen |= {(root, key) for key in _write_down(by, lines, batch, scopes, on, at)}
    _forget_others(by, seen)
    audit.record(by=by, did="retention.looked", at=at, detail={"records": len(seen)})
    return len(seen)


def _write_down(
    by: Actor,
    lines: dict[str, rules.RetentionLine],
    batch: Gathered,
    scopes: list[rules.HoldScope],
    on: date,
    at: datetime,
) -> list[UUID]:
    """Write one task for each record of the batch that falls due; what a person decided stays. Returns their keys."""
    known = {
        task.record_key: task
        for task in RetentionTask.objects.filter(
            agency_id=by.agency_key, root=batch.root, record_key__in=batch.keys
        )
    }
    default = next(line.record_class for line in lines.values() if not line.chosen)
    rested = rules.settle(batch.own, batch.edges, batch.keys).blocked
    tasks = []
    for key, facts in batch.facts.items():
        task = known.get(key)
        line = lines[task.record_class if task else default]
        due = rules.due_on(line, facts)
        if task is not None and task.state != TaskState.WAITING:
            tasks.append(_again(task, on))
        elif due is not None and due <= on + timedelta(days=rules.AHEAD_DAYS):
            why = [code for code in rules.why_not(line, facts, scopes, on=on) if code != WhyNot.NOT_DUE]
            why += [WhyNot.RESTED_ON] * (key in rested)
            tasks.append(_task(by, task, line, facts, due, why, sorted(rested.get(key, ())), on, at))
    RetentionTask.objects.bulk_create(
        tasks,
        update_conflicts=True,
        unique_fields=["agency_id", "root", "record_key"],
        update_fields=[
            "due_on",
            "by_review",
            "state",
            "why_not",
            "why_not_labels",
            "about_under_10",
            "looked_at",
        ],
    )
    return [task.record_key for task in tasks]


def _again(task: RetentionTask, on: date) -> RetentionTask:
    """A record that was kept at a review comes back on the day that the reviewer set."""
    if task.state == TaskState.KEPT and task.due_on <= on:
        task.state = TaskState.WAITING
    return task


def _task(
    by: Actor,
    task: RetentionTask | None,
    line: rules.RetentionLine,
    facts: rules.RecordFacts,
    due: date,
    why: Sequence[WhyNot],
    rested: list[str],
    on: date,
    at: datetime,
) -> RetentionTask:
    task = task or RetentionTask(agency_id=by.agency_key, root=facts.root, record_key=facts.key)
    task.record_class, task.reference = line.record_class, facts.reference
    task.due_on, task.by_review = due, rules.needs_review(line, facts)
    task.why_not = [str(code) for code in why]
    task.why_not_labels = [*facts.open_work, *rested]
    task.about_under_10 = any(rules.add_years(born, 10) > on for born in facts.births)
    task.state, task.looked_at = TaskState.WAITING, at
    return task


def _forget_others(by: Actor, seen: set[tuple[str, UUID]]) -> None:
    """What no longer falls due leaves the list; what was decided stays."""
    waiting = RetentionTask.objects.filter(agency_id=by.agency_key, state=TaskState.WAITING)
    gone = [
        pk for pk, root, key in waiting.values_list("pk", "root", "record_key") if (root, key) not in seen
    ]
    RetentionTask.objects.filter(pk__in=gone).delete()
