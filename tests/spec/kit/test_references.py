"""References that a person can say: written one way, read in many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyhelp.kit.references import Reference, format_reference, parse_reference

READ = [
    "EH-26-0004217",
    "eh-26-0004217",
    " EH 26 0004217 ",
    "EH260004217",
    "eh 26-4217",
    "EH/26/0004217",
    "EH–26–0004217",
    "EH.26.0004217",
    "EH-26-OOO4217",
    "EH-26-00042l7",
    "ＥＨ－26－0004217",  # wide letters, from a form filled in elsewhere
    "26-0004217",
    "260004217",
]

NOT_READ = [
    "",
    "EH",
    "EH-26",
    "EH-26-0",
    "RF-26-0004217",
    "26-4217",
    "02920 123456",
    "01/02/2019",
    "EH-26-1234567890",
    "EH-26-12a4",
    "EH-26-٤٢١٧",
    "\x00",
    "Siân",
]


@pytest.mark.parametrize("typed", READ)
def test_a_reference_is_read_however_it_was_typed(typed: str) -> None:
    assert parse_reference(typed, prefix="EH") == Reference("EH", 2026, 4217)
    assert str(parse_reference(typed, prefix="EH")) == "EH-26-0004217"


@pytest.mark.parametrize("typed", NOT_READ)
def test_what_is_not_a_reference_is_not_taken_for_one(typed: str) -> None:
    assert parse_reference(typed, prefix="EH") is None


@pytest.mark.parametrize(
    ("prefix", "year", "number"),
    [("eh", 2026, 1), ("", 2026, 1), ("EH", 1999, 1), ("EH", 2100, 1), ("EH", 2026, 0), ("EH", 2026, 10**9)],
)
def test_a_reference_that_could_not_be_read_back_is_not_written(prefix: str, year: int, number: int) -> None:
    with pytest.raises(ValueError, match="a reference's"):
        format_reference(prefix, year, number)


@given(st.sampled_from(["EH", "RF", "Q"]), st.integers(2000, 2099), st.integers(1, 10**9 - 1))
def test_what_is_written_can_be_read_back(prefix: str, year: int, number: int) -> None:
    assert parse_reference(format_reference(prefix, year, number), prefix=prefix) == Reference(
        prefix, year, number
    )


@given(st.text(max_size=40))
def test_any_text_at_all_is_read_without_an_error(typed: str) -> None:
    parse_reference(typed, prefix="EH")
