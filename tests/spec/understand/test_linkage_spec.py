"""Who may be the same person: pairs of people, the band they come to, and why.

Everybody here is made up. Each table reads: what one record says, what the other says, the band.
"""

from dataclasses import replace
from datetime import date

import pytest

from earlyhelp.kit.identity import ApproximateAge, Identity
from earlyhelp.understand.linkage import Band, Field, Level, explain, rank

TODAY = date(2026, 11, 23)
LIKELY, POSSIBLE, NEITHER = Band.LIKELY, Band.POSSIBLE, None

DAVID = Identity(
    given_name="David",
    family_name="Jones",
    date_of_birth=date(1984, 3, 5),
    address="12 Heol Fawr, Bridgend",
    postcode="CF31 1ZZ",
    telephone="01656 000 123",
)
SEREN = Identity(
    given_name="Seren",
    family_name="Llewelyn",
    date_of_birth=date(2011, 6, 20),
    address="Flat 3, Bryn Glas House, Maesteg",
    postcode="CF34 9ZZ",
    telephone="07700 900456",
)
ELSEWHERE = {"address": "9 Lon Las, Wrexham", "postcode": "LL13 9ZZ", "telephone": "01978 000 999"}
NOTHING_ELSE = {"address": "", "postcode": "", "telephone": ""}


@pytest.mark.parametrize(
    ("one", "change", "band", "because"),
    [
        (DAVID, {}, LIKELY, "everything is the same"),
        (DAVID, {"given_name": "Dafydd"}, LIKELY, "the same name in Welsh and English"),
        (DAVID, {"given_name": "Dai"}, LIKELY, "known for short"),
        (DAVID, {"given_name": "Jones", "family_name": "David"}, LIKELY, "the names are in swapped places"),
        (DAVID, {"date_of_birth": date(1984, 5, 3)}, LIKELY, "day and month are swapped"),
        (DAVID, {"date_of_birth": date(1984, 3, 6)}, LIKELY, "one digit of the day, and all else the same"),
        (DAVID, {"date_of_birth": date(1984, 1, 1)}, LIKELY, "1 January stands for the year alone"),
        (DAVID, {"telephone": "", "address": ""}, LIKELY, "name, birth and postcode"),
        (DAVID, NOTHING_ELSE, POSSIBLE, "many a David Jones shares a birthday with another"),
        (DAVID, ELSEWHERE, POSSIBLE, "the same, and he may have moved"),
        (SEREN, NOTHING_ELSE, LIKELY, "her name is rare, so name and birth are enough"),
        (SEREN, ELSEWHERE, LIKELY, "she may have moved"),
        (SEREN, {"given_name": "Serren"}, LIKELY, "a slip in spelling"),
        (SEREN, {"family_name": "Llewellyn"}, LIKELY, "the English spelling"),
        (SEREN, {"family_name": "Llewelyn-Jones"}, LIKELY, "half of a double name"),
        (SEREN, {"family_name": "Bowen"}, LIKELY, "a new family name, all else the same"),
        (SEREN, {"given_name": "S"}, POSSIBLE, "an initial may be her sister's"),
        (SEREN, {"given_name": "Unknown"}, POSSIBLE, "no given name"),
        (SEREN, {"date_of_birth": None}, POSSIBLE, "no date of birth"),
        (SEREN, {"date_of_birth": date(2012, 9, 1)}, POSSIBLE, "another date of birth"),
        (SEREN, {"date_of_birth": date(1979, 6, 20)}, POSSIBLE, "a generation apart is no slip"),
        (DAVID, {"date_of_birth": None, **NOTHING_ELSE}, NEITHER, "there are thousands of David Jones"),
        (DAVID, {"date_of_birth": date(1990, 9, 9), **NOTHING_ELSE}, NEITHER, "another David Jones"),
    ],
)
def test_one_record_against_another_that_differs(one, change, band, because):
    assert explain(one, replace(one, **change), on=TODAY).band is band, because


TWIN = replace(SEREN, given_name="Ella", other_names=("Mair",))


@pytest.mark.parametrize(
    ("one", "other", "band", "because"),
    [
        (TWIN, replace(TWIN, given_name="Megan", other_names=("Haf",)), POSSIBLE, "twins"),
        (TWIN, replace(TWIN, given_name="Ellie"), POSSIBLE, "twins with names that look alike"),
        (
            replace(TWIN, given_name="Jayden"),
            replace(TWIN, given_name="Kayden"),
            POSSIBLE,
            "twins with names that rhyme",
        ),
        (
            replace(TWIN, given_name="Mary-Ann"),
            replace(TWIN, given_name="Mary-Jane"),
            POSSIBLE,
            "twins who share half a name",
        ),
        (DAVID, replace(DAVID, date_of_birth=date(2009, 8, 17)), POSSIBLE, "father and son of one name"),
        (DAVID, replace(DAVID, date_of_birth=date(2009, 3, 5)), POSSIBLE, "born on the same day of the year"),
        (
            DAVID,
            replace(DAVID, given_name="Dafydd", date_of_birth=date(2009, 8, 17)),
            POSSIBLE,
            "and in Welsh",
        ),
        (
            replace(DAVID, date_of_birth=None),
            replace(DAVID, date_of_birth=None),
            POSSIBLE,
            "father or son: nothing says which",
        ),
        (
            DAVID,
            replace(DAVID, given_name="Sharon", date_of_birth=date(1985, 7, 7)),
            NEITHER,
            "husband and wife",
        ),
        (
            SEREN,
            replace(SEREN, given_name="Osian", date_of_birth=date(2014, 6, 20)),
            NEITHER,
            "sister and brother",
        ),
        (SEREN, replace(SEREN, given_name="", date_of_birth=None), NEITHER, "only the household is known"),
    ],
)
def test_people_of_one_household_are_not_taken_for_one_person(one, other, band, because):
    assert explain(one, other, on=TODAY).band is band, because


NUMBERED = replace(DAVID, identifiers=(("nhs", "999 000 1234"),), **NOTHING_ELSE)


@pytest.mark.parametrize(
    ("change", "band", "because"),
    [
        ({}, LIKELY, "one number, written alike"),
        ({"identifiers": (("nhs", "9990001234"),)}, LIKELY, "one number, written otherwise"),
        ({"date_of_birth": None}, LIKELY, "the number stands in for the date"),
        ({"given_name": "D"}, LIKELY, "the number stands in for the name"),
        ({"given_name": "Michael"}, POSSIBLE, "the number may be mistyped"),
        ({"date_of_birth": date(1950, 1, 2)}, POSSIBLE, "the number may be mistyped"),
        (
            {"identifiers": (("nhs", "999 000 1235"),)},
            LIKELY,
            "one digit differs: it is still nearly certain",
        ),
        ({"identifiers": (("nhs", "999 777 0000"),)}, POSSIBLE, "another number speaks against"),
        ({"identifiers": (("police", "A1"),)}, POSSIBLE, "no number in common says nothing"),
        ({"identifiers": ()}, POSSIBLE, "no number is ever required"),
    ],
)
def test_an_identifier_helps_and_never_decides_alone(change, band, because):
    assert explain(NUMBERED, replace(NUMBERED, **change), on=TODAY).band is band, because


@pytest.mark.parametrize(
    ("field", "one", "other", "level"),
    [
        (Field.GIVEN_NAME, {"given_name": "Siân"}, {"given_name": "SIAN"}, Level.SAME),
        (Field.GIVEN_NAME, {"given_name": "Mary Ann"}, {"given_name": "Maryann"}, Level.SAME),
        (
            Field.GIVEN_NAME,
            {"given_name": "Mary Ann"},
            {"given_name": "Mary", "other_names": ("Ann",)},
            Level.SAME,
        ),
        (
            Field.GIVEN_NAME,
            {"given_name": "Dafydd"},
            {"given_name": "David"},
            Level.SAME_IN_WELSH_AND_ENGLISH,
        ),
        (Field.GIVEN_NAME, {"given_name": "Robert"}, {"given_name": "Bob"}, Level.OTHER_FORM),
        (Field.GIVEN_NAME, {"given_name": "Llywelyn"}, {"given_name": "Lewelin"}, Level.SOUNDS_ALIKE),
        (Field.GIVEN_NAME, {"given_name": "Geraint"}, {"given_name": "Gerxint"}, Level.CLOSE_SPELLING),
        (Field.GIVEN_NAME, {"given_name": "Mary Ann"}, {"given_name": "Mary"}, Level.ONE_PART_DIFFERS),
        (Field.GIVEN_NAME, {"given_name": "G."}, {"given_name": "Geraint"}, Level.INITIAL_ONLY),
        (Field.GIVEN_NAME, {"given_name": "M"}, {"given_name": "Geraint"}, Level.DIFFERENT),
        (
            Field.GIVEN_NAME,
            {"given_name": "John", "other_names": ("Emyr",)},
            {"given_name": "Emyr"},
            Level.ANOTHER_OF_THEIR_NAMES,
        ),
        (Field.GIVEN_NAME, {"given_name": "Ffion"}, {"given_name": "Megan"}, Level.DIFFERENT),
        (Field.GIVEN_NAME, {"given_name": "Ffion"}, {}, Level.NOT_KNOWN),
        (
            Field.FAMILY_NAME,
            {"family_name": "ap Rhys"},
            {"family_name": "Price"},
            Level.SAME_IN_WELSH_AND_ENGLISH,
        ),
        (Field.FAMILY_NAME, {"family_name": "Davies"}, {"family_name": "Davis"}, Level.OTHER_FORM),
        (Field.FAMILY_NAME, {"family_name": "O'Brien"}, {"family_name": "OBrien"}, Level.SAME),
        (Field.FAMILY_NAME, {"family_name": "Rees-Jones"}, {"family_name": "Jones"}, Level.ONE_PART_DIFFERS),
        (
            Field.FAMILY_NAME,
            {"family_name": "Rees-Jones"},
            {"family_name": "Jones-Hill"},
            Level.ONE_PART_DIFFERS,
        ),
        (Field.FAMILY_NAME, {"family_name": "Rees-Jones"}, {"family_name": "Jones Rees"}, Level.SAME),
        (Field.FAMILY_NAME, {"family_name": "Evans"}, {"family_name": "Jones"}, Level.DIFFERENT),
        (Field.OTHER_NAMES, {"other_names": ("Haf", "Mair")}, {"other_names": ("Mary",)}, Level.SAME),
        (Field.OTHER_NAMES, {"other_names": ("H",)}, {"other_names": ("Haf",)}, Level.SAME),
        (Field.OTHER_NAMES, {"other_names": ("Haf",)}, {"other_names": ("Ann",)}, Level.DIFFERENT),
        (Field.ADDRESS, {"address": "12b High St."}, {"address": "12 B, High Street"}, Level.SAME),
        (
            Field.ADDRESS,
            {"address": "12 Heol Fawr"},
            {"address": "12 Heol Fawr, Bridgend CF31 1ZZ"},
            Level.SAME,
        ),
        (
            Field.ADDRESS,
            {"address": "12 Heol y Tŷ Mawr"},
            {"address": "12 Heol y Ty Maur"},
            Level.CLOSE_SPELLING,
        ),
        (Field.ADDRESS, {"address": "12 Heol Fawr"}, {"address": "14 Heol Fawr"}, Level.ONE_PART_DIFFERS),
        (
            Field.ADDRESS,
            {"address": "12 Heol Fawr, Bridgend"},
            {"address": "12 Heol Fawr, Pen-y-bont ar Ogwr"},
            Level.ONE_PART_DIFFERS,
        ),
        (Field.ADDRESS, {"address": "Bryncoed"}, {"address": "Bryncoed, Heol Fawr"}, Level.ONE_PART_DIFFERS),
        (Field.ADDRESS, {"address": "12 Heol Fawr"}, {"address": "3 Station Road"}, Level.DIFFERENT),
        (Field.ADDRESS, {"address": "12"}, {"address": "12 Heol Fawr"}, Level.NOT_KNOWN),
        (Field.POSTCODE, {"postcode": "cf311zz"}, {"postcode": "CF31 1ZZ"}, Level.SAME),
        (Field.POSTCODE, {"postcode": "CF31 1ZZ"}, {"postcode": "CF31 1ZX"}, Level.ONE_CHARACTER_DIFFERS),
        (Field.POSTCODE, {"postcode": "CF31 1ZZ"}, {"postcode": "CF31 9AA"}, Level.SAME_DISTRICT),
        (Field.POSTCODE, {"postcode": "CF31"}, {"postcode": "CF31"}, Level.SAME_DISTRICT),
        (Field.POSTCODE, {"postcode": "CF31 1ZZ"}, {"postcode": "LL13 9AA"}, Level.DIFFERENT),
        (Field.POSTCODE, {"postcode": "none"}, {"postcode": "1"}, Level.NOT_KNOWN),
        (Field.TELEPHONE, {"telephone": "07700 900456"}, {"telephone": "+44 (0)7700 900456"}, Level.SAME),
        (Field.TELEPHONE, {"telephone": "07700 900456"}, {"telephone": "0044 7700 900456"}, Level.SAME),
        (
            Field.TELEPHONE,
            {"telephone": "07700 900456"},
            {"telephone": "07700 900457"},
            Level.ONE_CHARACTER_DIFFERS,
        ),
        (Field.TELEPHONE, {"telephone": "07700 900456"}, {"telephone": "01656 000 123"}, Level.DIFFERENT),
        (Field.TELEPHONE, {"telephone": "07700 900456"}, {"telephone": "999"}, Level.NOT_KNOWN),
    ],
)
def test_how_two_values_stand(field, one, other, level):
    assert explain(Identity(**one), Identity(**other), on=TODAY).level(field) is level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (date(1984, 3, 5), date(1984, 3, 5), Level.SAME),
        (date(1984, 3, 5), date(1984, 5, 3), Level.SWAPPED),
        (date(1984, 3, 5), date(1984, 3, 15), Level.ONE_PART_DIFFERS),
        (date(1984, 3, 5), date(1984, 8, 5), Level.ONE_PART_DIFFERS),
        (date(1984, 3, 5), date(1985, 3, 5), Level.ONE_PART_DIFFERS),
        (date(1984, 3, 5), date(1994, 3, 5), Level.ONE_PART_DIFFERS),
        (date(1969, 3, 5), date(1996, 3, 5), Level.DIFFERENT),
        (date(1984, 3, 5), date(1984, 1, 1), Level.YEAR_ONLY),
        (date(1984, 3, 5), date(1984, 7, 21), Level.YEAR_ONLY),
        (date(1984, 3, 5), date(1991, 7, 21), Level.DIFFERENT),
        (date(1984, 3, 5), ApproximateAge(40, date(2026, 11, 1)), Level.AGE_FITS),
        (date(1984, 3, 5), ApproximateAge(20, date(2026, 11, 1)), Level.DIFFERENT),
        (ApproximateAge(8, date(2020, 5, 1)), ApproximateAge(14, date(2026, 5, 1)), Level.AGE_FITS),
        (ApproximateAge(8, date(2020, 5, 1)), ApproximateAge(8, date(2026, 5, 1)), Level.DIFFERENT),
        (date(1984, 3, 5), None, Level.NOT_KNOWN),
        (date(2030, 3, 5), date(2030, 3, 5), Level.NOT_KNOWN),
        (date(1, 1, 1), date(1, 1, 1), Level.NOT_KNOWN),
    ],
)
def test_how_two_births_stand(one, other, level):
    first, second = (
        Identity(approximate_age=said) if isinstance(said, ApproximateAge) else Identity(date_of_birth=said)
        for said in (one, other)
    )
    assert explain(first, second, on=TODAY).level(Field.DATE_OF_BIRTH) is level


def test_a_common_name_weighs_less_than_a_rare_one():
    def weight(family_name: str) -> float:
        one = Identity(family_name=family_name)
        return explain(one, one, on=TODAY).weight

    assert weight("Jones") < weight("Rees") < weight("Llewelyn")


def test_the_likely_come_first_and_at_most_five_are_given():
    likely = [(f"likely {n}", replace(SEREN, address=f"{n} Lon Las")) for n in range(4)]
    possible = [(f"possible {n}", replace(SEREN, date_of_birth=date(1950, 1, n + 2))) for n in range(4)]
    strangers = [("stranger", DAVID)]
    found = rank(SEREN, [*strangers, *possible, *likely], on=TODAY)
    assert [one.key for one in found] == ["likely 0", "likely 1", "likely 2", "likely 3", "possible 0"]
    assert [one.band for one in found] == [LIKELY] * 4 + [POSSIBLE]
    everybody = rank(SEREN, [*strangers, *possible, *likely], on=TODAY, limit=None)
    assert [one.key for one in everybody[4:]] == ["possible 0", "possible 1", "possible 2", "possible 3"]


def test_a_likely_candidate_precedes_a_possible_one_that_weighs_more():
    one = replace(SEREN, identifiers=(("nhs", "1234567890"),))
    mistyped = replace(one, given_name="Megan")
    found = rank(one, [("mistyped", mistyped), ("moved", replace(SEREN, **ELSEWHERE))], on=TODAY)
    assert [(each.key, each.band) for each in found] == [("moved", LIKELY), ("mistyped", POSSIBLE)]
    assert found[0].explanation.weight < found[1].explanation.weight


def test_a_candidate_is_explained_as_explain_would():
    other = replace(SEREN, given_name="Serren")
    (found,) = rank(SEREN, [(7, other)], on=TODAY)
    assert found.explanation == explain(SEREN, other, on=TODAY)
    assert found.identity is other
