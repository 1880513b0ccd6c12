"""Writing down what helps a person and what is hard, putting it right, and saying that it no longer holds.

Nothing is overwritten: a correction is a new row, an end says why, and both stay visible.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.models import new_id
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import queries
from earlyhelp.understand.choices.entries import Sheet, Visibility
from earlyhelp.understand.models import Person
from earlyhelp.understand.models.entries import Entry
from earlyhelp.understand.queries.entries import TABLES, list_colleagues
from earlyhelp.understand.rules import entries as rules
from earlyhelp.understand.rules.entries import Telling

_RECORDED: Final[Mapping[Sheet, str]] = {
    Sheet.STRENGTHS: "strength.recorded",
    Sheet.CIRCUMSTANCES: "circumstance.recorded",
    Sheet.CHILDS_EYE: "child_view.recorded",
}
_CORRECTED: Final[Mapping[Sheet, str]] = {
    Sheet.STRENGTHS: "strength.corrected",
    Sheet.CIRCUMSTANCES: "circumstance.corrected",
    Sheet.CHILDS_EYE: "child_view.corrected",
}
_ENDED: Final[Mapping[Sheet, str]] = {
    Sheet.STRENGTHS: "strength.ended",
    Sheet.CIRCUMSTANCES: "circumstance.ended",
    Sheet.CHILDS_EYE: "child_view.ended",
}


@transaction.atomic
def record_entry(
    *,
    by: Actor,
    sheet: Sheet,
    person_id: UUID,
    kind: str,
    telling: Telling,
    at: datetime,
    also: Iterable[UUID] = (),
) -> Entry:
    """Write down one thing about a person, and the same about others of the household (`also`).

    A child's own view is one child's: `also` is passed over there. Raises NotAllowed, Incomplete, ImpossibleTime,
    Person.DoesNotExist.
    """
    rules.check_may_record(by)
    telling = checked(by, telling, at)
    people = [person_id] if sheet is Sheet.CHILDS_EYE else list(dict.fromkeys([person_id, *also]))
    together = new_id() if people[1:] else None
    written: list[Entry] = []
    for key in people:
        person = Person.objects.get(pk=key)
        entry = TABLES[sheet].objects.create(
            **columns(by, telling, at), person=person, kind=kind, together=together
        )
        audit.record(by=by, did=_RECORDED[sheet], target=entry, at=at, detail={"person": person.reference})
        written.append(entry)
    return written[0]


@transaction.atomic
def correct_entry(
    *, by: Actor, sheet: Sheet, entry_id: UUID, kind: str, telling: Telling, because: str, at: datetime
) -> Entry:
    """Put an entry right: a new one takes its place, and the old one stays in the history.

    Raises NotAllowed, Incomplete, ImpossibleTime, AlreadyReplaced or the table's DoesNotExist.
    """
    old = _changeable(by, sheet, entry_id, because)
    entry = TABLES[sheet].objects.create(
        **columns(by, checked(by, telling, at), at),
        person=old.person,
        kind=kind,
        together=old.together,
        replaces_id=old.pk,
        replaced_because=because.strip()[:300],
    )
    detail = {"person": old.person.reference, "before": str(old.pk)}
    audit.record(by=by, did=_CORRECTED[sheet], target=entry, at=at, detail=detail)
    return entry


@transaction.atomic
def end_entry(*, by: Actor, sheet: Sheet, entry_id: UUID, because: str, at: datetime) -> Entry:
    """Say that something no longer holds, or should not have been written, and why. It stays visible as ended.

    Raises NotAllowed, Incomplete, AlreadyReplaced or the table's DoesNotExist.
    """
    entry = _changeable(by, sheet, entry_id, because)
    mark_ended(by, entry, because, at)
    detail = {"person": entry.person.reference}
    audit.record(by=by, did=_ENDED[sheet], target=entry, at=at, detail=detail)
    return entry


def _changeable(by: Actor, sheet: Sheet, entry_id: UUID, because: str) -> Entry:
    """The last word on something, held until the transaction ends, so that nobody corrects it twice."""
    rules.check_may_record(by)
    rules.check_because(because)
    entry = queries.get_entry(by, sheet, entry_id)
    locked: Entry = (
        TABLES[sheet].objects.select_for_update(of=("self",)).select_related("person").get(pk=entry.pk)
    )
    replaced = TABLES[sheet].objects.filter(replaces_id=locked.pk).exists()
    rules.check_can_change(replaced=replaced, ended=locked.ended_at is not None)
    return locked


def mark_ended(by: Actor, entry: Entry, because: str, at: datetime) -> None:
    """End a row. The caller has checked that it may."""
    entry.ended_by_id, entry.ended_at, entry.ended_because = by.practitioner_id, at, because.strip()[:300]
    entry.save(update_fields=["ended_by", "ended_at", "ended_because"])


def checked(by: Actor, telling: Telling, at: datetime) -> Telling:
    """The same telling when it is whole, naming only colleagues of the writer's own agency."""
    named = telling.named if telling.visibility == Visibility.NAMED else ()
    if named:
        own = set(list_colleagues(by).filter(pk__in=named).values_list("pk", flat=True))
        named = tuple(key for key in named if key in own or key == by.practitioner_id)
    telling = replace(telling, named=named)
    rules.check_telling(telling, today(at))
    return telling


def today(at: datetime) -> date:
    """The day in Wales."""
    return at.astimezone(LONDON).date()


def columns(by: Actor, telling: Telling, at: datetime) -> dict[str, Any]:
    """What every table of entries stores of a telling."""
    first, last = telling.when.first, telling.when.last
    return {
        "agency_id": by.agency_key,
        "words": telling.words.strip(),
        "language": telling.language,
        "said_by": telling.said_by.strip(),
        "how_known": telling.how_known,
        "known_from": telling.known_from.strip(),
        "assertion": telling.assertion,
        "when_kind": telling.when.kind,
        "first_on": first.on if first else None,
        "first_exact": first.exact if first else "",
        "last_on": last.on if last else None,
        "last_exact": last.exact if last else "",
        "person_knows": telling.person_knows,
        "why_not_told": "" if telling.person_knows else telling.why_not_told.strip(),
        "visibility": telling.visibility,
        "named": list(telling.named),
        "recorded_by_id": by.practitioner_key,
        "recorded_at": at,
    }
