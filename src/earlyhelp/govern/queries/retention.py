"""Reading how long an agency keeps what, what falls due, what holds it, and what was deleted."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.utils.timezone import make_aware

from earlyhelp.govern.choices.retention import DisposalState, TaskState
from earlyhelp.govern.declared import all_rows, declarations, hangings, model_of, own_day
from earlyhelp.govern.models.retention import (
    Disposal,
    DisposedRecord,
    LegalHold,
    RetentionRule,
    RetentionTask,
)
from earlyhelp.govern.rules.retention import AHEAD_DAYS, HoldScope, RetentionLine, add_years
from earlyhelp.govern.schedules import shipped_lines
from earlyhelp.kit.actor import Actor


def get_schedule(*, by: Actor, on: date) -> dict[str, RetentionLine]:
    """The agency's schedule on a day, by class: what the product ships, with what the agency set itself."""
    kind = all_rows("partnership.Agency").values_list("kind", flat=True).get(pk=by.agency_id)
    lines = dict(shipped_lines(kind))
    for own in RetentionRule.objects.filter(agency_id=by.agency_key, from_on__lte=on).order_by(
        "from_on", "version"
    ):
        if own.record_class in lines:
            lines[own.record_class] = _set_by(lines[own.record_class], own)
    return lines


def _set_by(line: RetentionLine, own: RetentionRule) -> RetentionLine:
    return replace(
        line,
        keep_years=own.keep_years,
        counted_from=own.counted_from,
        birthday=own.birthday,
        at_the_end=own.at_the_end,
        again_years=min(line.again_years, own.keep_years),
        basis_en=own.basis_en,
        basis_cy=own.basis_cy,
        source=own.source,
        version=own.version,
        from_on=own.from_on,
    )


def list_own_rules(*, by: Actor) -> QuerySet[RetentionRule]:
    """Every version of every rule that the agency set itself, newest first."""
    return RetentionRule.objects.filter(agency_id=by.agency_key).order_by("-from_on", "-version")


def list_scopes(*, by: Actor, on: date) -> list[HoldScope]:
    """The agency's legal holds in force on this day."""
    held = LegalHold.objects.filter(agency_id=by.agency_key, ended_at=None, from_on__lte=on)
    return [
        HoldScope(
            key=one.record_key,
            record_class=one.record_class,
            dated_from=one.dated_from,
            dated_until=one.dated_until,
            area=one.area,
            from_on=one.from_on,
            until_on=one.until_on,
        )
        for one in held.filter(Q(until_on=None) | Q(until_on__gte=on))
    ]


def list_holds(*, by: Actor) -> QuerySet[LegalHold]:
    """The agency's legal holds: those that nobody has ended first."""
    return LegalHold.objects.filter(agency_id=by.agency_key).order_by("ended_at", "-made_at")


def get_hold(*, by: Actor, key: UUID) -> LegalHold:
    """One legal hold of the agency. Raises LegalHold.DoesNotExist."""
    return LegalHold.objects.get(agency_id=by.agency_key, pk=key)


def list_tasks(*, by: Actor, record_class: str = "") -> QuerySet[RetentionTask]:
    """What falls due in the agency and is to be decided, soonest first."""
    found = RetentionTask.objects.filter(agency_id=by.agency_key, state=TaskState.WAITING)
    return found.filter(record_class=record_class) if record_class else found


def get_task(*, by: Actor, key: UUID) -> RetentionTask:
    """One record of the agency that falls due. Raises RetentionTask.DoesNotExist."""
    return RetentionTask.objects.get(agency_id=by.agency_key, pk=key)


def count_due(*, by: Actor, on: date) -> list[dict[str, object]]:
    """By class: how many are due now and free, need a review, are kept back, and fall due later, in one query."""
    waiting, due = list_tasks(by=by), Q(due_on__lte=on)
    free = Q(why_not=[])
    return list(
        waiting.order_by()
        .values("record_class")
        .annotate(
            to_list=Count("pk", filter=due & free & Q(by_review=False)),
            to_review=Count("pk", filter=due & free & Q(by_review=True)),
            kept_back=Count("pk", filter=due & ~free),
            later=Count("pk", filter=~due),
        )
        .order_by("record_class")
    )


def list_disposals(*, by: Actor) -> QuerySet[Disposal]:
    """The agency's lists of records to dispose of, newest first."""
    return Disposal.objects.filter(agency_id=by.agency_key)


def get_disposal(*, by: Actor, key: UUID) -> Disposal:
    """One disposal of the agency. Raises Disposal.DoesNotExist."""
    return Disposal.objects.get(agency_id=by.agency_key, pk=key)


def list_disposed(*, by: Actor, disposal_id: UUID) -> QuerySet[DisposedRecord]:
    """The records of one disposal of the agency."""
    return DisposedRecord.objects.filter(agency_id=by.agency_key, disposal_id=disposal_id).order_by("id")


def list_proofs(*, by: Actor) -> QuerySet[DisposedRecord]:
    """The proofs of what the agency has deleted for good, newest first."""
    found = DisposedRecord.objects.filter(agency_id=by.agency_key, erased_at__isnull=False)
    return found.select_related("disposal").order_by("-erased_at", "-id")


def count_waiting(*, by: Actor) -> int:
    """How many records are due, free and to be decided, and how many lists wait for a second person."""
    tasks = list_tasks(by=by).filter(due_on__lte=Now(), why_not=[]).count()
    return tasks + list_disposals(by=by).filter(state=DisposalState.PROPOSED).count()


def find_record(*, by: Actor, reference: str, on: date) -> UUID | None:
    """The key of the record of the schedule that people call by this reference, where the agency may see it."""
    for root in dict.fromkeys(line.root for line in get_schedule(by=by, on=on).values()):
        if any(one.name == "reference" for one in model_of(root)._meta.concrete_fields):
            key = all_rows(root).filter(reference=reference).values_list("pk", flat=True).first()
            if key is not None:
                return UUID(str(key))
    return None


def list_record_keys(*, by: Actor, root: str, before: date | None = None) -> list[UUID]:
    """The keys of the agency's records with this root; `before`: only where an own row is older than that day."""
    columns = {root: "id"}
    columns |= {
        one.label: one.column
        for one in hangings()
        if one.parent == root and one.column == declarations()[one.label].through
    }
    keys: set[UUID] = set()
    for label, column in columns.items():
        rows = all_rows(label).filter(agency_id=by.agency_key)
        day = own_day(label)
        if before is not None and day is None:
            continue
        if before is not None:
            rows = rows.filter(**{f"{day}__lt": make_aware(datetime.combine(before, time.min))})
        keys |= set(rows.exclude(**{column: None}).values_list(column, flat=True).distinct())
    return sorted(keys)


def last_day_looked(*, on: date, years: int) -> date:
    """Own rows older than this may belong to a record that falls due within the next 90 days."""
    return add_years(on + timedelta(days=AHEAD_DAYS), -years)


def list_area_choices(*, by: Actor) -> list[tuple[str, str]]:
    """The codes of the areas that the agency works in, with their names in the actor's language."""
    name = "areas__name_cy" if by.language == "cy" else "areas__name_en"
    own = all_rows("partnership.Agency").filter(pk=by.agency_id, areas__isnull=False)
    return list(own.order_by(name).values_list("areas__code", name))


def list_controllers(*, by: Actor) -> list[tuple[str, Actor]]:
    """Every agency by its code, with the service itself acting for it: what runs at night goes through these."""
    agencies = all_rows("partnership.Agency").order_by("code").values_list("code", "pk")
    return [(code, Actor.system(by.purpose, agency_id=key)) for code, key in agencies]
