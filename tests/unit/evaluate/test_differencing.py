"""Tables that overlap are refused when one taken from the other would tell of a few people."""

from datetime import date

import pytest

from earlyhelp.evaluate.disclosure.differencing import Asked, Because, check_differencing

MONTHS = tuple(date(2026, month, 1) for month in range(1, 13))
AREAS = frozenset({"W06000013", "W06000014"})
COUNTS = {(month, area, ""): 40 for month in MONTHS for area in AREAS}
ALL = frozenset({""})


def table(
    first: int = 1, last: int = 12, areas: frozenset[str] = AREAS, by: str = "", name: str = "a.1"
) -> Asked:
    return Asked(name, frozenset(MONTHS[first - 1 : last]), areas, ALL, frozenset(by.split()))


def test_the_first_table_and_the_same_again_are_shown() -> None:
    assert check_differencing(table(), []) is None
    assert check_differencing(table(), [table()], COUNTS) is None
    assert check_differencing(table(), [table(by="area")], COUNTS) is None


@pytest.mark.parametrize(("in_december", "is_refused"), [(0, False), (2, True), (9, True), (10, False)])
def test_a_month_more_is_refused_when_few_were_counted_in_it(in_december: int, is_refused: bool) -> None:
    counts = {**COUNTS, (MONTHS[11], "W06000013", ""): in_december, (MONTHS[11], "W06000014", ""): 0}
    refusal = check_differencing(table(1, 12), [table(1, 11)], counts)
    assert (refusal is not None) == is_refused
    if refusal:
        assert refusal.because is Because.MONTHS
        assert refusal.before == table(1, 11)
        assert "Choose the same months" in str(refusal.sentence)
    # It does not matter which of them came first.
    assert (check_differencing(table(1, 11), [table(1, 12)], counts) is not None) == is_refused


def test_one_area_less_is_refused_when_few_live_there() -> None:
    counts = {atom: (3 if atom[0] == MONTHS[0] else 0) if atom[1] == "W06000014" else 40 for atom in COUNTS}
    one = table(areas=frozenset({"W06000013"}))
    refusal = check_differencing(one, [table()], counts)
    assert refusal
    assert refusal.because is Because.AREAS


def test_a_row_of_a_table_is_held_against_a_row_of_another() -> None:
    # In both areas together enough were counted in December, and in one of them not.
    counts = {**COUNTS, (MONTHS[11], "W06000013", ""): 4}
    assert check_differencing(table(1, 12), [table(1, 11)], counts) is None
    assert check_differencing(table(1, 12, by="area"), [table(1, 11, by="area")], counts)


def test_three_tables_together_solve_what_two_do_not() -> None:
    counts = {**{atom: 0 for atom in COUNTS}, **{(month, "W06000013", ""): 40 for month in MONTHS}}
    counts |= {(MONTHS[place], "W06000013", ""): 2 for place in (11,)}
    halves = [table(1, 6), table(7, 11)]
    refusal = check_differencing(table(), halves, counts)
    assert refusal
    assert refusal.because is Because.SEVERAL
    assert check_differencing(table(), halves, {**counts, (MONTHS[11], "W06000013", ""): 30}) is None


def test_without_counts_only_the_same_or_nobody_in_common() -> None:
    assert check_differencing(table(1, 3), [table(4, 6)]) is None
    assert check_differencing(table(1, 3), [table(1, 3, by="area")]) is None
    assert check_differencing(table(1, 3), [table(1, 4)])
    assert check_differencing(table(1, 3), [table(1, 4, name="b.1")]) is None
