"""Numbers that stand for people: the same for the same, another under another key, none where too little is known."""

from datetime import date

import pytest

from earlyhelp.kit.batches import in_batches
from earlyhelp.kit.pseudonyms import Numbers, Silent
from earlyhelp.kit.retention import EMPTIED

NUMBERS = Numbers("a secret of a deployment")
BORN = date(1991, 4, 2)


@pytest.mark.parametrize(
    "other", [("ANGHARAD", "Prawf"), ("Angharad ", "prawf"), ("Angharad", "Prâwf"), ("Prawf", "Angharad")]
)
def test_the_same_person_has_the_same_number_however_it_is_written(other: tuple[str, str]) -> None:
    assert NUMBERS.named((*other, BORN)) == NUMBERS.named(("Angharad", "Prawf", BORN))


@pytest.mark.parametrize(
    "other", [("Angharad", "Prawf", date(1991, 4, 3)), ("Mari", "Prawf", BORN), ("Angharad", "Rhys", BORN)]
)
def test_another_person_has_another_number(other: tuple[str, str, date]) -> None:
    assert NUMBERS.named(other) != NUMBERS.named(("Angharad", "Prawf", BORN))


def test_somebody_with_one_name_twice_has_a_number_too() -> None:
    assert NUMBERS.named(("Owen", "Owen", BORN)) is not None
    assert NUMBERS.named(("Owen", "Owen", BORN)) == NUMBERS.named(("owen", "ÓWEN", BORN))


@pytest.mark.parametrize(
    "who",
    [("", "Prawf", BORN), ("Angharad", "", BORN), ("Angharad", "Prawf", None), (EMPTIED, "Prawf", BORN)],
)
def test_nobody_has_a_number_of_whom_too_little_is_known(who: tuple[str, str, date | None]) -> None:
    assert NUMBERS.named(who) is None


def test_an_address_is_one_number_however_it_is_written_and_another_as_a_household() -> None:
    assert NUMBERS.place("1 Heol Fawr", "CF31 1AA") == NUMBERS.place("1, HL Fawr", "cf311aa")
    assert NUMBERS.place("1 Heol Fawr", "CF31 1AA") != NUMBERS.place("2 Heol Fawr", "CF31 1AA")
    assert NUMBERS.place("1 Heol Fawr", "CF31 1AA") != NUMBERS.home("1 Heol Fawr", "CF31 1AA")
    assert NUMBERS.home("", "CF31 1AA") is NUMBERS.home(EMPTIED, "") is NUMBERS.home("12", "CF31 1AA") is None


def test_another_key_makes_other_numbers_and_no_key_is_shown() -> None:
    other = Numbers("another secret")
    assert NUMBERS.of("incident", 1) != other.of("incident", 1)
    assert NUMBERS.of("incident", 1) != NUMBERS.of("notification", 1)
    assert NUMBERS.of("a", "b", "c") != NUMBERS.of("a", "bc")
    assert NUMBERS.mark != other.mark
    assert "secret" not in repr(NUMBERS)
    assert repr(NUMBERS) == "Numbers()"


def test_numbers_fit_63_bits_and_are_spread_out() -> None:
    made = {NUMBERS.of("person", one) for one in range(2000)}
    assert len(made) == 2000
    assert min(made) >= 0
    assert 2**62 < max(made) < 2**63


def test_silence_adds_up() -> None:
    both = Silent(frozenset({1}), frozenset({2})) | Silent(frozenset({3}))
    assert (both.kept, both.unused) == ({1, 3}, {2})


def test_many_rows_come_a_few_at_a_time() -> None:
    assert list(in_batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert not list(in_batches([], 2))
