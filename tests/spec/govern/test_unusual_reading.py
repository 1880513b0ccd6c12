"""Which reading somebody should look at: each rule as a table, with what just does not count."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from earlyhelp.govern.choices.unusual import EXPLAINED, Tie, Unusual
from earlyhelp.govern.rules.unusual import (
    AGAIN,
    AT_NIGHT,
    MANY,
    Reading,
    check_may_look,
    find_unusual,
    ties_between,
)
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id

READER, COLLEAGUE = new_id(), new_id()
NOON = datetime(2026, 3, 2, 12, 0)
NIGHT = datetime(2026, 3, 2, 23, 0)


def reading(**changes: object) -> Reading:
    said: dict[str, object] = {
        "practitioner_id": READER,
        "practitioner_label": "Synthetic Reader",
        "role": "decision_maker",
        "did": "person.read",
        "target_key": "1",
        "target_reference": "P-26-0000001",
        "at": NOON,
    }
    return Reading(**said | changes)  # type: ignore[arg-type]


def each(count: int, *, every: timedelta, start: datetime = NOON, **changes: object) -> list[Reading]:
    """One page of another record after another."""
    return [reading(target_key=str(number), at=start + number * every, **changes) for number in range(count)]


def found(readings: Sequence[Reading], **around: object) -> list[Unusual]:
    said: dict[str, object] = {"often": {}, "worked": set()}
    return [one.rule for one in find_unusual(readings, **said | around)]  # type: ignore[arg-type]


MINUTE = timedelta(minutes=1)
ROWS: dict[str, tuple[list[Reading], list[Unusual]]] = {
    "one record by day": ([reading()], []),
    "many within an hour": (each(MANY + 1, every=MINUTE), [Unusual.MANY]),
    "as many as is usual": (each(MANY, every=MINUTE), []),
    "many over a whole day": (each(MANY + 1, every=10 * MINUTE), []),
    "many in the fullest hour of a long day": (
        [*each(5, every=30 * MINUTE), *each(MANY + 1, every=MINUTE, start=NOON + timedelta(hours=4))],
        [Unusual.MANY],
    ),
    "one page that shows many": (each(MANY + 1, every=timedelta(0)), []),
    "the queue, looked at often": (each(MANY + 1, every=MINUTE, did="queue.read"), []),
    "the same record many times in an hour": ([reading(at=NOON + n * MINUTE) for n in range(MANY + 5)], []),
    "two readers who each read half": (
        [*each(21, every=MINUTE), *each(21, every=MINUTE, practitioner_id=COLLEAGUE)],
        [],
    ),
    "by night": (each(AT_NIGHT, every=MINUTE, start=NIGHT), [Unusual.HOURS]),
    "once or twice by night": (each(AT_NIGHT - 1, every=MINUTE, start=NIGHT), []),
    "an officer on nights": (each(AT_NIGHT, every=MINUTE, start=NIGHT, role="notifier"), []),
    "one page by night that shows many": (each(AT_NIGHT, every=timedelta(0), start=NIGHT), []),
    "the reader's own name": (
        [reading(ties=frozenset({Tie.FAMILY_NAME, Tie.WHOLE_NAME}))],
        [Unusual.WHOLE_NAME],
    ),
    "the reader's family name": ([reading(ties=frozenset({Tie.FAMILY_NAME}))], [Unusual.FAMILY_NAME]),
    "what is kept back": ([reading(did="restricted_family.read")], [Unusual.RESTRICTED]),
    "an emergency": ([reading(did="glass.broken")], [Unusual.GLASS]),
}


@pytest.mark.parametrize(("readings", "rules"), ROWS.values(), ids=ROWS)
def test_what_somebody_should_look_at(readings: list[Reading], rules: list[Unusual]) -> None:
    assert found(readings) == rules


@pytest.mark.parametrize(
    ("times", "worked", "rules"),
    [
        (AGAIN, set(), [Unusual.AGAIN]),
        (AGAIN - 1, set(), []),
        (AGAIN, {(READER, "1")}, []),
        (AGAIN, {(READER, "P-26-0000001")}, []),
        (AGAIN, {(COLLEAGUE, "1")}, [Unusual.AGAIN]),
    ],
)
def test_again_and_again_counts_for_whoever_changed_nothing_there(
    times: int, worked: set[object], rules: list[Unusual]
) -> None:
    assert found([reading()], often={(READER, "1"): times}, worked=worked) == rules


def test_a_shared_family_name_does_not_count_for_whoever_works_on_the_record() -> None:
    tied = [reading(ties=frozenset({Tie.FAMILY_NAME}))]
    assert found(tied, worked={(READER, "1")}) == []
    assert found([reading(ties=frozenset(Tie))], worked={(READER, "1")}) == [Unusual.WHOLE_NAME]


def test_a_finding_about_a_reader_alone_names_no_record() -> None:
    [one] = find_unusual(each(AT_NIGHT, every=MINUTE, start=NIGHT), often={}, worked=set())
    assert (one.target_key, one.target_reference, one.count) == ("", "", AT_NIGHT)
    assert (one.first_at, one.last_at) == (NIGHT, NIGHT + (AT_NIGHT - 1) * MINUTE)


@pytest.mark.parametrize(
    ("reader", "names", "ties"),
    [
        ("Karen Treharne", [("Dewi", "Treharne")], [Tie.FAMILY_NAME]),
        ("Karen Treharne", [("Karen", "TREHARNE")], [Tie.FAMILY_NAME, Tie.WHOLE_NAME]),
        ("Siân Môn", [("Dewi", "Mon")], [Tie.FAMILY_NAME]),
        ("Karen Treharne", [("Karen", "Jones"), ("", "Treharne")], [Tie.FAMILY_NAME]),
        ("Karen Treharne", [("Karen", "Harne")], []),
        ("Karen Treharne", [("Karen", "")], []),
        ("", [("Karen", "Treharne")], []),
    ],
)
def test_what_ties_a_reader_to_somebody(reader: str, names: list[tuple[str, str]], ties: list[str]) -> None:
    assert ties_between(reader, names) == ties


def test_every_rule_is_explained() -> None:
    assert EXPLAINED.keys() == set(Unusual)


def test_nobody_says_of_their_own_reading_that_it_was_right() -> None:
    check_may_look(COLLEAGUE, READER)
    with pytest.raises(NotAllowed):
        check_may_look(READER, READER)
