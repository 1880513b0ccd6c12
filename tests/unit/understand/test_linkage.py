"""Odd corners of linkage and of the keys under which people are found."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from earlyhelp.kit.identity import ApproximateAge, Identity, plain_address, plain_postcode, search_keys
from earlyhelp.understand.linkage import Band, Field, Level, explain
from earlyhelp.understand.linkage.weights import BITS, HOUSEHOLD, HOUSEHOLD_LEAST, HOUSEHOLD_MOST, ODDS

TODAY = date(2026, 11, 23)
CATRIN = Identity(
    given_name="Catrin",
    family_name="Bevan",
    date_of_birth=date(1990, 2, 11),
    address="4 Lôn Las, Porthcawl",
    postcode="CF36 3ZZ",
    telephone="01656 000 777",
    identifiers=(("police", "AB/123"),),
)


def meet(one: Identity, other: Identity) -> bool:
    return not set(search_keys(one)).isdisjoint(search_keys(other))


def test_keys_are_the_same_on_every_machine_and_on_every_day():
    assert search_keys(Identity(telephone="01656 000 777")) == [6994883216950072714]


def test_keys_fit_a_signed_64_bit_column_sorted_and_once_each():
    keys = search_keys(CATRIN)
    assert keys == sorted(set(keys))
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert 18 <= len(keys) <= 26


def test_a_double_name_has_more_keys_and_either_half_is_found():
    double = replace(
        CATRIN, family_name="Bevan-Morgan", identifiers=(), telephone="", address="", postcode=""
    )
    assert len(search_keys(double)) <= 44
    assert meet(double, Identity(given_name="Catrin", family_name="Bevan"))
    assert meet(double, Identity(given_name="Catrin", family_name="Morgan"))


def test_nothing_known_gives_no_keys():
    assert search_keys(Identity()) == []
    assert search_keys(Identity(given_name="Unknown", identifiers=(("police", "-"),))) == []


@pytest.mark.parametrize(
    "other",
    [
        Identity(given_name="Catherine", family_name="Bevan"),
        Identity(given_name="Bevan", family_name="CATRIN"),
        Identity(given_name="Cattrin", family_name="Bevans", postcode="CF36"),
        Identity(given_name="Catrin", date_of_birth=date(1990, 11, 2)),
        Identity(given_name="Katryn", family_name="Beven", date_of_birth=date(1990, 2, 12)),
        Identity(given_name="Katryn", family_name="Beven", date_of_birth=date(1990, 3, 11)),
        Identity(given_name="Katryn", family_name="Beven", date_of_birth=date(1991, 2, 11)),
        Identity(given_name="Catrin", postcode="cf363zz"),
        Identity(family_name="Bevan", address="4, Lon Las"),
        Identity(telephone="+44 1656 000777"),
        Identity(identifiers=(("police", "ab123"),)),
        Identity(date_of_birth=date(1990, 2, 11), postcode="CF36 9AA"),
        Identity("Kate", "Bevan", approximate_age=ApproximateAge(34, date(2025, 1, 1))),
    ],
)
def test_what_little_is_known_still_finds_her(other):
    assert meet(CATRIN, other)


def test_strangers_do_not_meet():
    assert not meet(CATRIN, Identity(given_name="Osian", family_name="Pugh", date_of_birth=date(1970, 5, 5)))


def test_ages_three_years_apart_share_a_key_wherever_they_fall():
    for year in range(1990, 2000):
        one = Identity("Dai", "Jones", date_of_birth=date(year, 5, 5))
        other = Identity("David", "Jones", approximate_age=ApproximateAge(2026 - year - 3, date(2026, 1, 1)))
        assert len(set(search_keys(one)) & set(search_keys(other))) >= 2


def test_an_address_keeps_its_numbers_and_loses_its_postcode():
    assert plain_address("Fflat 3, 12 B Tŷ’r Ysgol Rd, CF31 1ZZ") == (("3", "12b"), "flat tyr ysgol road")
    assert plain_address("No. 007 Ocean St") == (("7",), "ocean street")
    assert plain_address("") == ((), "")


@pytest.mark.parametrize(
    ("text", "parts"), [("cf31-1zz", ("CF31", "1ZZ")), ("CF31", ("CF31", "")), ("31", ("", ""))]
)
def test_a_postcode_may_be_half_known(text, parts):
    assert plain_postcode(text) == parts


def test_the_weights_of_the_findings_add_up():
    told = explain(CATRIN, replace(CATRIN, given_name="Kate", postcode="CF36 3ZX"), on=TODAY)
    assert told.weight == pytest.approx(sum(finding.weight for finding in told.findings))
    assert [finding.field for finding in told.findings] == list(Field)


def test_a_household_weighs_no_more_and_no_less_than_its_bounds():
    def household(other: Identity) -> float:
        return sum(f.weight for f in explain(CATRIN, other, on=TODAY).findings if f.field in HOUSEHOLD)

    moved = replace(CATRIN, address="1 High Street", postcode="LL13 9ZZ", telephone="01978 000 111")
    assert household(CATRIN) == pytest.approx(HOUSEHOLD_MOST)
    assert household(moved) == pytest.approx(HOUSEHOLD_LEAST)


def test_two_whole_dates_with_only_the_year_in_common_speak_against():
    one = Identity(date_of_birth=date(1990, 2, 11))
    assert explain(one, Identity(date_of_birth=date(1990, 7, 3)), on=TODAY).weight < 0
    assert explain(one, Identity(date_of_birth=date(1990, 1, 1)), on=TODAY).weight > 0


def test_both_values_are_shown_as_they_were_written():
    other = Identity(given_name="CATH", approximate_age=ApproximateAge(36, TODAY))
    shown = {f.field: (f.first, f.second) for f in explain(CATRIN, other, on=TODAY).findings}
    assert shown[Field.GIVEN_NAME] == ("Catrin", "CATH")
    assert shown[Field.DATE_OF_BIRTH] == (date(1990, 2, 11), ApproximateAge(36, TODAY))
    assert shown[Field.IDENTIFIER] == (("police: AB/123",), ())


def test_several_identifiers_of_one_system_are_compared_by_the_best_pair():
    other = Identity(identifiers=(("police", "AB124"), ("police", "ZZ999"), ("nhs", "1"), ("nhs", "")))
    level = explain(replace(CATRIN, identifiers=(("police", "AB123"), ("nhs", "777"))), other, on=TODAY)
    assert level.level(Field.IDENTIFIER) is Level.ONE_CHARACTER_DIFFERS


def test_different_identifiers_of_several_systems_are_different():
    one = Identity(identifiers=(("police", "AB123"), ("nhs", "777")))
    other = Identity(identifiers=(("police", "ZZ999"), ("nhs", "111222")))
    assert explain(one, other, on=TODAY).level(Field.IDENTIFIER) is Level.DIFFERENT


def test_text_of_any_length_and_script_is_compared():
    odd = Identity(
        "أحمد", "王" * 100_000, ("\udcff",), address="x" * 100_000, postcode="🙂" * 99, telephone="٠" * 99
    )
    assert explain(odd, odd, on=TODAY).level(Field.GIVEN_NAME) is Level.SAME
    assert search_keys(odd)


def test_stored_words_do_not_change():
    assert [band.value for band in Band] == ["likely", "possible"]
    assert all(level.value == level.name.lower() for level in Level)
    assert all(field.value == field.name.lower() for field in Field)


def test_every_chance_is_a_chance_and_what_is_the_same_speaks_for():
    for field, levels in ODDS.items():
        assert all(0 < odds.m <= 1 and 0 < odds.u <= 1 for odds in levels.values())
        assert BITS[field][Level.DIFFERENT] < 0 < BITS[field].get(Level.SAME, 1)


def test_linkage_imports_neither_django_nor_a_database():
    code = (
        "import sys, earlyhelp.understand.linkage;"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg')])"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    told = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
