"""A batch of records of one agency, gathered from every table: their rows, what points at them, and their days."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from earlyhelp.govern.declared import (
    all_rows,
    children_of,
    column_of,
    declarations,
    hangings,
    model_of,
    on_day,
    own_day,
    pointed_at_by,
    pointing_at,
    table_of,
)
from earlyhelp.govern.rules.retention import Edge, RecordFacts, RowKey
from earlyhelp.kit.actor import Actor

_ROWS = "SELECT row_id, owner_id, via FROM retention_rows(%s, %s, %s)"


@dataclass(slots=True)
class Gathered:
    """Rows of a batch. `reached` is every row, whoever owns it, with the records it belongs to; `own` the agency's."""

    root: str
    keys: tuple[UUID, ...]
    reached: dict[RowKey, set[UUID]] = field(default_factory=dict)
    own: dict[RowKey, set[UUID]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    facts: dict[UUID, RecordFacts] = field(default_factory=dict)


def gather(by: Actor, root: str, keys: Collection[UUID]) -> Gathered:
    """Gather the records of the actor's agency with these keys. The number of queries does not grow with the keys."""
    batch = Gathered(root, tuple(keys))
    owned = {row_id: owner for row_id, owner, _via in _rows(root, "id", keys)}
    for key in keys:
        batch.reached[root, key] = {key}
        if owned.get(key) == by.agency_id:
            batch.own[root, key] = {key}
    _reach(by, batch, root, list(keys))
    _reach_loose(by, batch)
    _find_edges(by, batch)
    _find_facts(by, batch)
    return batch


def _rows(label: str, column: str, keys: Iterable[UUID]) -> list[tuple[UUID, UUID, UUID]]:
    """Which rows hold one of these keys in a column: (key of the row, whose it is, the key it holds)."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [table_of(label), column_of(label, column), list(keys)])
        return [(row_id, owner, via) for row_id, owner, via in cursor.fetchall()]


def _reach(by: Actor, batch: Gathered, label: str, keys: list[UUID]) -> None:
    """Follow what hangs on these rows, floor by floor, until nothing new is found."""
    waiting = [(label, keys)]
    while waiting:
        parent, ids = waiting.pop()
        for one in children_of(parent):
            grown = _take(by, batch, one.label, parent, _rows(one.label, one.column, ids))
            if grown:
                waiting.append((one.label, grown))


def _reach_loose(by: Actor, batch: Gathered) -> None:
    """Rows that hold the key of any row of the record, of whatever table: letters, actions."""
    by_key = {key: label for label, key in batch.reached}
    for one in hangings():
        if one.parent is not None:
            continue
        found = _rows(one.label, one.column, list(by_key))
        for label in {by_key[via] for _row, _owner, via in found}:
            grown = _take(by, batch, one.label, label, [row for row in found if by_key[row[2]] == label])
            _reach(by, batch, one.label, grown)


def _take(
    by: Actor, batch: Gathered, label: str, parent: str, found: list[tuple[UUID, UUID, UUID]]
) -> list[UUID]:
    grown = []
    for row_id, owner, via in found:
        row, records = (label, row_id), batch.reached[parent, via]
        before = batch.reached.setdefault(row, set())
        if not records <= before:
            before |= records
            grown.append(row_id)
        if owner == by.agency_id:
            batch.own[row] = before
    return grown


def _find_edges(by: Actor, batch: Gathered) -> None:
    """Every foreign key, of anybody's row, that leads to an own row of the batch."""
    for label, ids in _by_label(batch.own).items():
        for source, column in pointing_at(label):
            batch.edges += [
                Edge((source, row_id), (label, via), owner == by.agency_id)
                for row_id, owner, via in _rows(source, column, ids)
            ]


def _by_label(rows: Iterable[RowKey]) -> dict[str, list[UUID]]:
    sorted_out: dict[str, list[UUID]] = defaultdict(list)
    for label, key in rows:
        sorted_out[label].append(key)
    return sorted_out


# --- days, dates of birth, open work ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Seen:
    days: list[date] = field(default_factory=list)
    closed: list[date] = field(default_factory=list)
    births: list[date] = field(default_factory=list)
    ages_unknown: bool = False
    touches: set[UUID] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    open_work: set[str] = field(default_factory=set)
    reference: str = ""


def _find_facts(by: Actor, batch: Gathered) -> None:
    seen = {key: _Seen(touches={key}) for key in batch.keys}
    for label, ids in _by_label(batch.own).items():
        for row in _values(label, ids):
            for key in batch.own[label, row["pk"]]:
                _see(seen[key], label, row)
    for label, ids in _by_label(batch.own).items():
        _see_births(batch, seen, label, ids)
        _see_open(batch, seen, label, ids)
    _see_unsettled(batch, seen)
    _see_root(batch, seen)
    batch.facts = {key: _facts(batch.root, key, one) for key, one in seen.items()}


def _facts(root: str, key: UUID, seen: _Seen) -> RecordFacts:
    return RecordFacts(
        root=root,
        key=key,
        reference=seen.reference,
        first_on=min(seen.days, default=None),
        last_on=max(seen.days, default=None),
        closed_on=max(seen.closed, default=None),
        births=tuple(sorted(seen.births)),
        ages_unknown=seen.ages_unknown,
        touches=frozenset(seen.touches),
        areas=frozenset(seen.areas),
        open_work=tuple(sorted(seen.open_work)),
    )


def _values(label: str, ids: Collection[UUID]) -> list[dict[str, Any]]:
    kept, columns = declarations()[label], ["pk", *pointed_at_by(label)]
    columns += [name for name in (own_day(label), kept.closed_on) if name]
    return list(all_rows(label).filter(pk__in=ids).values(*dict.fromkeys(columns)))


def _see(seen: _Seen, label: str, row: dict[str, Any]) -> None:
    kept = declarations()[label]
    day = own_day(label)
    if day and row[day]:
        seen.days.append(on_day(row[day]) or date.min)
    if kept.closed_on and row[kept.closed_on]:
        seen.closed.append(on_day(row[kept.closed_on]) or date.min)
    seen.touches.add(row["pk"])
    seen.touches.update(UUID(str(row[column])) for column in pointed_at_by(label) if row[column])


def _see_births(batch: Gathered, seen: dict[UUID, _Seen], label: str, ids: list[UUID]) -> None:
    for path in declarations()[label].born_on:
        for pk, born in all_rows(label).filter(pk__in=ids).values_list("pk", path):
            for key in batch.own[label, pk]:
                if born:
                    seen[key].births.append(on_day(born) or date.min)
                else:
                    seen[key].ages_unknown = True


def _see_open(batch: Gathered, seen: dict[UUID, _Seen], label: str, ids: list[UUID]) -> None:
    if not (conditions := declarations()[label].open_while):
        return
    wanted = Q()
    for column, values in conditions:
        named = [value for value in values if value is not None]
        part = Q(**{f"{column}__in": named}) if named else Q(pk__in=[])
        wanted &= part | Q(**{f"{column}__isnull": True}) if None in values else part
    for pk in all_rows(label).filter(wanted, pk__in=ids).values_list("pk", flat=True):
        for key in batch.own[label, pk]:
            seen[key].open_work.add(label)


def _see_unsettled(batch: Gathered, seen: dict[UUID, _Seen]) -> None:
    """Rows of the root are open work until a row of a model that settles them, of anybody, hangs on them."""
    settling = [kept for kept in declarations().values() if kept.settles == batch.root]
    rows = [row for kept in settling for row in _rows(kept.model, kept.through, batch.keys)]
    if settling:
        for key in set(batch.keys) - {via for _row, _owner, via in rows}:
            seen[key].open_work.add(batch.root)


def _see_root(batch: Gathered, seen: dict[UUID, _Seen]) -> None:
    """The reference that people say, and the area, where the agency may still see the root."""
    model = model_of(batch.root)
    names = {one.name for one in model._meta.concrete_fields}
    wanted = [name for name in ("reference", "area") if name in names]
    columns = ["pk", *("area__code" if name == "area" else name for name in wanted)]
    for row in all_rows(batch.root).filter(pk__in=batch.keys).values(*columns):
        seen[row["pk"]].reference = row.get("reference") or ""
        if row.get("area__code"):
            seen[row["pk"]].areas.add(row["area__code"])
