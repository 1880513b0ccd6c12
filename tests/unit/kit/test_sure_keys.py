"""The keys that both names and a date of birth leave: part of everybody's search keys, and never for too little."""

from dataclasses import replace
from datetime import date

import pytest

from earlyhelp.kit.identity import Identity, search_keys, sure_keys

DAFYDD = Identity("Dafydd", "Rees-Prydderch", date_of_birth=date(1990, 5, 1))


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (DAFYDD, True),
        (replace(DAFYDD, given_name="Dai"), True),
        (replace(DAFYDD, given_name="David", family_name="Rhys Prydderch"), True),
        (replace(DAFYDD, date_of_birth=date(1990, 1, 5)), True),  # day and month swapped
        (replace(DAFYDD, given_name="Rhodri"), False),
        (replace(DAFYDD, family_name="Rees"), False),
        (replace(DAFYDD, date_of_birth=date(1990, 5, 2)), False),
    ],
)
def test_whoever_has_the_names_and_the_birthday_holds_the_keys(other: Identity, meets: bool) -> None:
    assert set(sure_keys(DAFYDD)) <= set(search_keys(DAFYDD))
    assert (set(sure_keys(DAFYDD)) <= set(search_keys(other))) is meets


@pytest.mark.parametrize(
    "too_little",
    [
        replace(DAFYDD, given_name=""),
        replace(DAFYDD, family_name="Unknown"),
        replace(DAFYDD, date_of_birth=None),
        replace(DAFYDD, given_name="Owen", family_name="Owen"),
    ],
)
def test_too_little_is_never_sure(too_little: Identity) -> None:
    assert sure_keys(too_little) == []
