"""What stands in a chronology, in which order, and where nothing is known."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.chronology import Certainty, EventKind, Seen
from earlyhelp.understand.rules import chronology as rules

SOMEBODY, ANOTHER = frozenset({UUID(int=1)}), frozenset({UUID(int=2)})
MARCH, JUNE, JULY = date(2026, 3, 2), date(2026, 6, 30), date(2026, 7, 1)


def entry(key: str, when: date | datetime, **said: object) -> rules.Entry:
    values: dict[str, object] = {
        "agency_id": UUID(int=9),
        "agency": "Cyngor",
        "kind": EventKind.SCHOOL,
        "title": "School",
        "certainty": Certainty.FACT,
        "known": "Recorded",
        "seen": Seen.OWN,
        "about": SOMEBODY,
    }
    return rules.Entry(key=key, when=when, **(values | said))  # type: ignore[arg-type]


def test_entries_are_merged_in_the_order_of_time() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    merged = rules.merge([entry("b", JUNE)], [entry("c", noon), entry("a", MARCH)])
    assert [one.key for one in merged] == ["a", "c", "b"]


def test_an_entry_that_comes_twice_is_about_the_people_of_both() -> None:
    (one,) = rules.merge([entry("a", MARCH)], [entry("a", MARCH, about=ANOTHER)])
    assert one.about == SOMEBODY | ANOTHER


def test_late_at_night_belongs_to_the_day_on_the_clock_of_wales() -> None:
    assert entry("a", datetime(2026, 6, 30, 23, 30, tzinfo=UTC)).first_day == JULY


# Entries by day (and until), the threshold, the day on which it is read, and the gaps that are drawn.
GAPS = {
    "a quiet time between two entries": (((MARCH, None), (JULY, None)), 90, JULY, [(date(2026, 3, 3), JUNE)]),
    "a shorter one than the threshold": (((MARCH, None), (JULY, None)), 121, JULY, []),
    "exactly the threshold": (((MARCH, None), (JULY, None)), 120, JULY, [(date(2026, 3, 3), JUNE)]),
    "since the last entry": (((MARCH, None),), 90, JUNE, [(date(2026, 3, 3), JUNE)]),
    "a period covers its days": (((MARCH, JUNE), (JULY, None)), 1, JULY, []),
    "an earlier and longer period counts": (
        ((MARCH, JUNE), (date(2026, 4, 1), None), (JULY, None)),
        30,
        JULY,
        [],
    ),
    "nothing at all is no gap": ((), 1, JULY, []),
    "an entry in the future": (((JULY, None),), 1, MARCH, []),
}


@pytest.mark.parametrize(("days", "at_least", "until", "gaps"), GAPS.values(), ids=GAPS)
def test_gaps_are_drawn(
    days: tuple[tuple[date, date | None], ...], at_least: int, until: date, gaps: list[tuple[date, date]]
) -> None:
    entries = rules.merge([entry(str(n), first, until_on=last) for n, (first, last) in enumerate(days)])
    found = rules.find_gaps(entries, at_least=at_least, until=until)
    assert [(gap.first, gap.last) for gap in found] == gaps
    assert all(gap.days >= at_least for gap in found)


def test_minor_entries_that_follow_each_other_are_folded_and_a_gap_parts_them() -> None:
    entries = rules.merge(
        [
            entry("a", MARCH, is_minor=True),
            entry("b", MARCH, is_minor=True),
            entry("c", JULY, is_minor=True),
            entry("d", JULY),
        ]
    )
    gaps = rules.find_gaps(entries, at_least=90, until=JULY)
    newest = rules.lay_out(entries, gaps, newest_first=True, fold=True)
    assert [[one.key for one in block.entries] for block in newest] == [["d"], ["c"], [], ["b", "a"]]
    assert [block.is_folded for block in newest] == [False, True, False, True]
    oldest = rules.lay_out(entries, gaps, newest_first=False, fold=False)
    assert [[one.key for one in block.entries] for block in oldest] == [["a"], ["b"], [], ["c"], ["d"]]


def test_what_a_worker_marked_stands_out() -> None:
    note = rules.Note(
        UUID(int=5), "It was the first time.", "Karen", datetime(2026, 7, 1, tzinfo=UTC), "", True
    )
    entries = [
        entry("a", MARCH, is_minor=True),
        entry("b", MARCH, is_minor=True),
        entry("c", MARCH, is_minor=True),
    ]
    a, b, c = rules.mark(entries, pinned=["a"], notes={"b": [note]})
    assert (a.is_pinned, a.stands_out) == (True, True)
    assert (b.notes, b.stands_out) == ((note,), True)
    assert not c.stands_out


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_is_major_or_minor_and_health_is_agreed_on_by_itself(kind: EventKind) -> None:
    assert rules.is_minor(kind) in (True, False)
    assert (rules.data_set_of(kind) == "health_events") is (kind is EventKind.HEALTH)


HUB = Actor(UUID(int=3), UUID(int=4), None, "decision_maker", "early_help")
# owner is us, an agreement covers it, kept by the owner, access was given: whether it shows.
SEEN = [
    (True, False, True, False, True),
    (False, True, False, False, True),
    (False, True, True, False, False),
    (False, False, False, False, False),
    (False, False, True, True, True),
]


@pytest.mark.parametrize(("ours", "shared", "kept", "granted", "shows"), SEEN)
def test_who_sees_a_partners_event(ours: bool, shared: bool, kept: bool, granted: bool, shows: bool) -> None:
    owner = UUID(int=4 if ours else 5)
    assert rules.may_see_event(HUB, owner=owner, is_shared=shared, is_kept=kept, is_granted=granted) is shows
    assert not rules.may_see_event(
        Actor.nobody(), owner=owner, is_shared=shared, is_kept=kept, is_granted=granted
    )


def test_a_note_says_something_and_only_the_command_line_stores_events() -> None:
    assert rules.check_note("  It matters. ") == "It matters."
    with pytest.raises(rules.NothingSaid):
        rules.check_note("  ")
    assert rules.may_store_events(Actor.system("running", agency_id=UUID(int=4)))
    with pytest.raises(rules.NotAllowed):
        rules.check_may_store_events(HUB)


def test_what_is_withheld_is_counted_by_agencies() -> None:
    assert rules.Withheld((UUID(int=1),), 2).agencies == 3
