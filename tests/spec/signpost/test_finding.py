"""The public finder: what words mean, which place is meant, for which ages, and how much may be sent."""

import pytest

from earlyhelp.identify.choices import Need
from earlyhelp.partnership.facts import list_areas, list_outlines
from earlyhelp.signpost.choices.finding import AGES, HEALTH, HOME, PEOPLE, SAFETY, AgeGroup
from earlyhelp.signpost.facts import find_place, list_helplines, list_leaflet_words, list_place_names
from earlyhelp.signpost.rules import finding as rules

PLACES = [
    # typed, council, latitude and longitude to a tenth
    ("CF31 1AA", "W06000013", (51.5, -3.6)),
    ("cf311aa", "W06000013", (51.5, -3.6)),
    ("CF31", "W06000013", (51.5, -3.6)),
    ("CF10 3AT", "W06000015", (51.5, -3.2)),
    ("SY23 1AB", "W06000008", (52.4, -4.1)),
    ("LL64", "W06000001", (53.2, -4.5)),
    ("Bridgend", "W06000013", (51.5, -3.6)),
    ("pen y bont ar ogwr", "W06000013", (51.5, -3.6)),
    ("Y Barri", "W06000014", (51.4, -3.3)),
    ("Pont-y-pwl", "W06000020", (51.7, -3.0)),
    ("Powys", "W06000023", (52.3, -3.4)),
    ("Ynys Mon", "W06000001", (53.3, -4.4)),
    ("Cardiff Council", "W06000015", (51.5, -3.2)),
]


@pytest.mark.parametrize(("typed", "area", "point"), PLACES)
def test_a_place_is_found_by_postcode_town_or_council(
    typed: str, area: str, point: tuple[float, float]
) -> None:
    where = find_place(typed)
    assert where is not None
    assert where.point is not None
    assert where.area_code == area
    assert (round(where.point[0], 1), round(where.point[1], 1)) == point


@pytest.mark.parametrize("typed", ["London", "SW1A 1AA", "CF99", "nowhere at all", "1", "<b>", "CF31 1AA 2"])
def test_a_place_that_is_not_known_is_not_guessed(typed: str) -> None:
    assert find_place(typed) is None


def test_a_whole_postcode_comes_out_no_finer_than_its_sector() -> None:
    one, other = find_place("CF31 1AA"), find_place("CF31 1ZZ")
    assert one == other
    assert one is not None
    assert " 1A" not in one.name_en


def test_every_council_and_every_town_is_found_in_both_languages() -> None:
    for area in list_areas():
        for name in (area.name_en, area.name_cy):
            assert find_place(name) is not None, name
    assert all(find_place(name) for name in list_place_names())
    assert {outline.code for outline in list_outlines()} == {area.code for area in list_areas()}


WORDS = [
    ("worried about rent", {"mental_health", "housing"}),
    ("Mae arnaf ddyled", set()),  # a mutated word is not guessed; the words are looked for as they stand
    ("dyled", {"money"}),
    ("domestic abuse", {"domestic_abuse"}),
    ("iechyd meddwl", {"mental_health"}),
    ("careers", set()),
    ("DEBT!", {"money"}),
    ("", set()),
]


@pytest.mark.parametrize(("words", "needs"), WORDS)
def test_plain_words_of_both_languages_mean_needs(words: str, needs: set[str]) -> None:
    assert rules.needs_in(words) == needs


def test_every_need_stands_in_one_group_and_every_age_in_one() -> None:
    assert sorted((*HOME, *HEALTH, *PEOPLE, *SAFETY)) == sorted(Need)
    years = [year for group in AgeGroup for year in range(AGES[group][0], AGES[group][1] + 1)]
    assert years == list(range(121))


AGE = [
    ("", "", None),
    ("", "myself", None),
    ("", "child", (0, 17)),
    ("11-17", "child", (11, 17)),
    ("65+", "", (65, 120)),
]


@pytest.mark.parametrize(("group", "for_whom", "ages"), AGE)
def test_ages_that_are_meant(group: str, for_whom: str, ages: tuple[int, int] | None) -> None:
    assert rules.ages_of(group, for_whom) == ages


@pytest.mark.parametrize(
    ("by_visitor", "by_all", "stops"), [(0, 0, False), (9, 299, False), (10, 10, True), (0, 300, True)]
)
def test_nobody_sends_hundreds_of_lists(by_visitor: int, by_all: int, stops: bool) -> None:
    if stops:
        with pytest.raises(rules.TooManySent):
            rules.check_not_too_many(by_visitor=by_visitor, by_all=by_all)
    else:
        rules.check_not_too_many(by_visitor=by_visitor, by_all=by_all)


def test_the_numbers_that_answer_now() -> None:
    numbers = [line.number for line in list_helplines()]
    assert numbers[0] == "999"
    assert {"111", "08088010800", "08001111", "116123", "08081640123", "08088023456"} <= set(numbers)
    assert all(line.name_cy and line.what_cy for line in list_helplines())


def test_the_leaflet_says_the_same_things_in_both_languages() -> None:
    words = list_leaflet_words()
    assert words["cy"].keys() == words["en"].keys()
    for name, said in words["en"].items():
        assert len(words["cy"][name]) > 0
        if isinstance(said, list):
            assert len(words["cy"][name]) == len(said), name
