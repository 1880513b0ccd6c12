"""Households and people who do not exist."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from earlyhelp.kit.identity import Identity, plain_postcode, search_keys
from earlyhelp.synth import tables
from earlyhelp.synth.people import HouseholdKind, Population, Relation, make_population


@pytest.fixture(scope="module")
def population() -> Population:
    return make_population(20261122)


def test_the_same_seed_gives_the_same_people(population):
    assert make_population(20261122).digest() == population.digest()


def test_another_seed_gives_other_people(population):
    assert make_population(7).digest() != population.digest()


def test_about_six_thousand_people_in_all_kinds_of_household(population):
    assert 6000 <= len(population.people) < 6020
    assert {household.kind for household in population.households} == set(HouseholdKind)


def test_everybody_lives_in_one_household_and_keys_are_positions(population):
    members = [key for household in population.households for key in household.members]
    assert sorted(members) == list(range(len(population.people)))
    for household in population.households:
        assert all(population.people[key].household == household.key for key in household.members)


def test_separated_parents_have_two_addresses_and_some_children_stay_at_both(population):
    pairs = [household for household in population.households if household.other_parent is not None]
    assert len(pairs) > 100
    for household in pairs:
        other = population.households[household.other_parent]
        assert other.other_parent == household.key
        assert other.address != household.address
    assert sum(person.second_household is not None for person in population.people) > 100


def test_there_are_twins_shared_names_and_people_who_were_in_care(population):
    by_household: dict[int, list] = {}
    for person in population.people:
        by_household.setdefault(person.household, []).append(person)
    births = [
        Counter(p.born_on for p in people if p.relation is Relation.CHILD) for people in by_household.values()
    ]
    assert sum(any(count > 1 for count in counted.values()) for counted in births) >= 5
    names = [Counter((p.given_name, p.family_name) for p in people) for people in by_household.values()]
    assert sum(any(count > 1 for count in counted.values()) for counted in names) >= 5
    assert sum(person.care_experienced for person in population.people) > 50


def test_siblings_are_twins_or_most_of_a_year_apart(population):
    for household in population.households:
        born = sorted(
            population.people[key].born_on
            for key in household.members
            if population.people[key].relation is Relation.CHILD
        )
        gaps = [(later - earlier).days for earlier, later in pairwise(born)]
        assert all(gap == 0 or gap >= 330 for gap in gaps)


def test_parents_are_older_than_their_children(population):
    for household in population.households:
        people = [population.people[key] for key in household.members]
        children = [p.born_on for p in people if p.relation is Relation.CHILD]
        for parent in (p for p in people if p.relation is Relation.PARENT):
            assert all((child - parent.born_on).days > 15 * 365 for child in children)


def test_names_are_as_common_as_in_wales_and_keep_their_marks(population):
    surnames = Counter(person.family_name for person in population.people)
    assert surnames.most_common(1)[0][0] == "Jones"
    assert 0.03 < surnames["Jones"] / len(population.people) < 0.08
    assert any("â" in person.given_name for person in population.people)


def test_a_share_of_people_would_rather_speak_welsh(population):
    assert 0.05 < sum(person.language == "cy" for person in population.people) / len(population.people) < 0.12
    assert all(person.speaks_welsh for person in population.people if person.language == "cy")


def test_telephone_numbers_are_from_the_ranges_kept_for_drama_and_belong_to_one_person(population):
    numbers = [person.telephone for person in population.people if person.telephone]
    assert len(numbers) == len(set(numbers))
    assert all(re.fullmatch(r"07700 900\d{3}|029 2018 0\d{3}|01632 960\d{3}", number) for number in numbers)


def test_mail_goes_nowhere(population):
    addresses = [person.email for person in population.people if person.email]
    assert len(addresses) == len(set(addresses))
    assert all(re.fullmatch(r"[a-z0-9.]+@example\.org", address) for address in addresses)


def test_postcodes_have_the_shape_of_one_and_can_not_be_real():
    for street in tables.streets():
        district, unit = plain_postcode(street.postcode)
        assert district == "CF99"
        assert set(unit[1:]) <= set("CIKMOV")


def test_every_street_has_a_name_in_both_languages_and_its_own_postcode():
    streets = tables.streets()
    assert len({street.postcode for street in streets}) == len(streets)
    assert all(street.name_en and street.name_cy and street.community_cy for street in streets)


@pytest.mark.parametrize("name", ["surnames", "given_names_female", "given_names_male", "ages", "languages"])
def test_tables_from_public_sources_say_so(name):
    text = (tables.FACTS / f"{name}.csv").read_text(encoding="utf-8")
    assert "Open Government Licence v3.0" in text
    assert len(tables.read_rows(f"{name}.csv")) <= 300


def test_ages_count_birthdays(population):
    person = population.people[0]
    assert person.age_on(person.born_on) == 0
    assert person.age_on(date(person.born_on.year + 30, 12, 31)) == 30


def test_people_can_be_searched_for(population):
    person = population.people[0]
    assert search_keys(Identity(given_name=person.given_name, family_name=person.family_name))
