"""What the audit keeps of a change. A text, a name, an address or a date of birth is never in it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.rules.changes import say_changes

KEY = UUID("01900000-0000-7000-8000-000000000001")


@pytest.mark.parametrize(
    ("field", "before", "after", "kept"),
    [
        ("due_on", date(2026, 3, 2), date(2026, 3, 9), ["2026-03-02", "2026-03-09"]),
        ("starts_at", None, datetime(2026, 3, 2, 9, tzinfo=UTC), [None, "2026-03-02T09:00:00+00:00"]),
        ("kind", EntryKind.READ, EntryKind.SHARE, ["read", "share"]),
        ("is_open", False, True, [False, True]),
        ("days", 30, 60, [30, 60]),
        ("share", Decimal("0.5"), Decimal("0.6"), ["0.5", "0.6"]),
        ("worker_id", None, KEY, [None, str(KEY)]),
        ("title", "Tea", "Coffee", None),
        ("family_name", "Jones", "Rees", None),
        ("family_name", None, "Rees", None),
        ("born_on", date(2012, 1, 1), date(2012, 1, 2), None),
        ("date_of_birth", date(2012, 1, 1), None, None),
        ("age", 4, 5, None),
        ("address", "1 A Street", "2 B Street", None),
        ("postcode", "CF31 1AA", "CF31 1AB", None),
        ("own_words", "", "It is all right.", None),
        ("rationale", None, "Because.", None),
        ("sex_recorded", EntryKind.READ, EntryKind.SHARE, None),
        ("names", ["Ann"], ["Bob"], None),
    ],
)
def test_what_is_kept_of_a_field(field: str, before: object, after: object, kept: object) -> None:
    assert say_changes({field: (before, after)}) == {field: kept}


def test_what_stays_the_same_is_not_said() -> None:
    assert say_changes({"days": (3, 3), "title": ("Tea", "Tea")}) == {}
