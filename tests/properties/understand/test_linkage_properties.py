"""What holds for any two people."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyhelp.kit.identity import ApproximateAge, Identity, search_keys
from earlyhelp.understand.linkage import Band, Field, Level, explain

TODAY = date(2026, 11, 23)
NAMED = [
    "Siân",
    "Dafydd",
    "David",
    "Ioan",
    "John",
    "Mary Ann",
    "Mary",
    "Llŷr",
    "Ella",
    "Ellie",
    "D",
    "Gerxint",
]
FAMILIES = ["Jones", "ap Rhys", "Price", "O'Brien", "Rees-Jones", "Llewelyn", "Dafydd", "Bowen"]
HOUSES = ["12 Heol Fawr, Bridgend", "14 Heol Fawr", "Bryncoed", "3 Station Rd"]

given_names = st.sampled_from(NAMED) | st.text(max_size=12)
family_names = st.sampled_from(FAMILIES) | st.text(max_size=12)
births = st.dates(date(1930, 1, 1), TODAY)
ages = st.builds(ApproximateAge, st.integers(0, 100), st.dates(date(2015, 1, 1), TODAY))

anybody = st.builds(
    Identity,
    given_name=given_names,
    family_name=family_names,
    other_names=st.lists(given_names, max_size=2).map(tuple),
    date_of_birth=st.none() | births,
    approximate_age=st.none() | ages,
    address=st.sampled_from(["", *HOUSES]) | st.text(max_size=20),
    postcode=st.sampled_from(["", "CF31 1ZZ", "CF31 1ZX", "CF31", "LL13 9ZZ"]) | st.text(max_size=8),
    telephone=st.sampled_from(["", "01656 000 123", "+44 1656 000124", "07700 900456"]),
    identifiers=st.lists(
        st.tuples(st.sampled_from(["nhs", "police"]), st.text("AB12", max_size=3)), max_size=3
    ).map(tuple),
)
wholly_known = st.builds(
    Identity,
    given_name=st.sampled_from([name for name in NAMED if len(name) > 1]),
    family_name=st.sampled_from(FAMILIES),
    date_of_birth=births,
    address=st.sampled_from(HOUSES),
    postcode=st.sampled_from(["CF31 1ZZ", "LL13 9ZZ"]),
    telephone=st.sampled_from(["01656 000 123", "07700 900456"]),
)


@given(anybody, anybody)
def test_the_order_of_two_people_does_not_matter(one, other):
    there, back = explain(one, other, on=TODAY), explain(other, one, on=TODAY)
    assert there.weight == pytest.approx(back.weight)
    assert there.band is back.band
    for forth, again in zip(there.findings, back.findings, strict=True):
        assert forth.level is again.level
        assert (forth.first, forth.second) == (again.second, again.first)


@given(anybody)
def test_nothing_speaks_against_a_record_and_itself(one):
    assert all(finding.weight >= 0 for finding in explain(one, one, on=TODAY).findings)


@given(anybody, anybody)
def test_different_given_names_or_births_are_never_likely(one, other):
    told = explain(one, other, on=TODAY)
    if Level.DIFFERENT in (told.level(Field.GIVEN_NAME), told.level(Field.DATE_OF_BIRTH)):
        assert told.band is not Band.LIKELY


@given(wholly_known)
def test_keys_do_not_depend_on_accents_case_or_the_order_of_names(one):
    def plainer(text: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).upper()

    shouted = replace(one, given_name=plainer(one.given_name), family_name=plainer(one.family_name))
    assert search_keys(shouted) == search_keys(one)
    decomposed = replace(one, given_name=unicodedata.normalize("NFD", one.given_name))
    assert search_keys(decomposed) == search_keys(one)
    if " " not in one.given_name and "-" not in one.family_name:
        swapped = replace(one, given_name=one.family_name, family_name=one.given_name)
        assert search_keys(swapped) == search_keys(one)


@given(wholly_known, given_names, family_names, births, st.text(max_size=20), st.text(max_size=8))
def test_whatever_one_field_becomes_the_person_is_still_found(one, name, family, born, address, postcode):
    for change in (
        {"given_name": name},
        {"family_name": family},
        {"date_of_birth": born},
        {"date_of_birth": None},
        {"address": address},
        {"postcode": postcode},
        {"telephone": ""},
    ):
        assert not set(search_keys(one)).isdisjoint(search_keys(replace(one, **change)))


@given(wholly_known, st.integers(-25, 25))
def test_a_slip_in_the_date_alone_never_hides_a_person(one, days):
    slipped = replace(one, date_of_birth=one.date_of_birth + timedelta(days), telephone="", address="")
    assert not set(search_keys(replace(one, telephone="", address=""))).isdisjoint(search_keys(slipped))
