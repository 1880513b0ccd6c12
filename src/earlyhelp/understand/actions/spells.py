"""How a row of a family that holds for a time is ended, replaced and taken back: the same for every kind of row."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import rules
from earlyhelp.understand.choices.entries import Exact
from earlyhelp.understand.models import HouseholdAddress, HouseholdMember, Relationship

Row = TypeVar("Row", Relationship, HouseholdAddress, HouseholdMember)


def counting(model: type[Row], by: Actor, key: UUID) -> Row:
    """The row, held against others until the end of the transaction. Raises ChangedMeanwhile, or DoesNotExist."""
    row = model.objects.select_for_update().get(pk=key, agency_id=by.agency_key)
    replaced = model.objects.filter(replaces=row, undone_at=None).exists()
    rules.check_still_counts(undone=row.undone_at is not None, replaced=replaced)
    return row


def span_columns(span: rules.Span, source: rules.Source, *, is_over: bool) -> dict[str, Any]:
    """The columns of a time and of who said so."""
    return {
        "from_on": span.first.on if span.first else None,
        "from_exact": span.first.exact if span.first else Exact.DAY,
        "to_on": span.last.on if span.last else None,
        "to_exact": span.last.exact if span.last else Exact.DAY,
        "is_over": is_over or span.last is not None,
        "said_by": source.said_by.strip(),
        "said_on": source.said_on,
        "note": source.note.strip(),
        "who_sees": source.who_sees,
    }


def end_of(old: Row, span: rules.Span, source: rules.Source, at: datetime) -> dict[str, Any]:
    """The columns of the row that says that `old` has ended. Raises Unsaid."""
    first = rules.Day(old.from_on, old.from_exact) if old.from_on else None
    whole = rules.Span(first, span.last, is_over=True)
    today = at.astimezone(LONDON).date()
    rules.check_source(source, today)
    rules.check_span(whole, today)
    return span_columns(whole, source, is_over=True) | {"who_sees": old.who_sees}


def take_back(row: Row, by: Actor, because: str, at: datetime) -> Row:
    """Undo what a row says. Raises Unsaid when nobody says why."""
    rules.check_why_changed(because)
    row.undone_by_id, row.undone_at, row.undone_because = by.practitioner_key, at, because.strip()[:300]
    row.save(update_fields=["undone_by", "undone_at", "undone_because"])
    return row
