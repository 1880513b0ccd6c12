"""Names as they vary in Wales."""

import pytest

from earlyhelp.kit import names
from earlyhelp.kit.name_forms import FAMILY_FORMS, FAMILY_SHARES, GIVEN_FORMS, GIVEN_SHARES, OTHER_KNOWN_GIVEN
from earlyhelp.kit.names import Form, Kind

WELSH, VARIANT = Form.WELSH_AND_ENGLISH, Form.VARIANT


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Siân", "sian"),
        ("SIA\u0302N", "sian"),
        ("Llŷr", "llyr"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("Rhys-Jones", "rhys jones"),
        ("  Mary   Ann ", "mary ann"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
        ("Иван", "иван"),
        ("", ""),
        ("123 / ?", ""),
    ],
)
def test_folding_keeps_the_letters_and_drops_what_people_write_differently(written, folded):
    assert names.fold(written) == folded


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Dafydd ap Rhys", ("dafydd", "aprhys")),
        ("ab Owen", ("abowen",)),
        ("Mc Donald", ("mcdonald",)),
        ("Mac", ("mac",)),
        ("Jones ap", ("jones", "ap")),
        ("Mr Owen", ("owen",)),
        ("Miss", ("miss",)),
        ("Unknown", ()),
        ("N/K", ()),
        ("Anhysbys", ()),
        ("", ()),
    ],
)
def test_a_name_is_read_in_words_without_titles_and_with_patronymics_joined(written, words):
    assert names.words(written) == words


@pytest.mark.parametrize(
    ("first", "second", "kind", "form"),
    [
        ("dafydd", "david", Kind.GIVEN, WELSH),
        ("dai", "david", Kind.GIVEN, WELSH),
        ("dai", "dafydd", Kind.GIVEN, VARIANT),
        ("ioan", "john", Kind.GIVEN, WELSH),
        ("ieuan", "john", Kind.GIVEN, WELSH),
        ("ioan", "ieuan", Kind.GIVEN, VARIANT),
        ("llywelyn", "llewellyn", Kind.GIVEN, WELSH),
        ("rhys", "reece", Kind.GIVEN, WELSH),
        ("huw", "hugh", Kind.GIVEN, WELSH),
        ("gwilym", "william", Kind.GIVEN, WELSH),
        ("catrin", "catherine", Kind.GIVEN, WELSH),
        ("mair", "mary", Kind.GIVEN, WELSH),
        ("megan", "margaret", Kind.GIVEN, WELSH),
        ("robert", "bob", Kind.GIVEN, VARIANT),
        ("ioan", "evan", Kind.GIVEN, None),
        ("ella", "ellie", Kind.GIVEN, None),
        ("jayden", "kayden", Kind.GIVEN, None),
        ("rhys", "price", Kind.FAMILY, WELSH),
        ("aprhys", "price", Kind.FAMILY, WELSH),
        ("rees", "reece", Kind.FAMILY, VARIANT),
        ("abowen", "bowen", Kind.FAMILY, WELSH),
        ("bowen", "owen", Kind.FAMILY, None),
        ("pugh", "hughes", Kind.FAMILY, None),
        ("gruffydd", "griffiths", Kind.FAMILY, WELSH),
        ("lewis", "llewellyn", Kind.FAMILY, None),
    ],
)
def test_forms_of_one_name_are_told_from_two_names(first, second, kind, form):
    assert names.same_name(first, second, kind) is form
    assert names.same_name(second, first, kind) is form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dafydd", "david"),
        ("dafydd", "davith"),
        ("gwilym", "wiliam"),
        ("llywelyn", "lewellyn"),
        ("llywelyn", "llewelin"),
        ("rhys", "reece"),
        ("rhys", "rees"),
        ("prys", "price"),
        ("ceri", "kerry"),
        ("ifor", "ivor"),
        ("ffion", "fion"),
        ("ffion", "phion"),
        ("gruffydd", "griffith"),
        ("griffith", "griffiths"),
        ("owen", "owens"),
        ("sian", "shan"),
        ("siarl", "sharl"),
        ("huw", "hugh"),
        ("wyn", "gwyn"),
        ("iestyn", "yestin"),
        ("vaughan", "vaughn"),
        ("knight", "night"),
        ("wren", "ren"),
        ("bach", "back"),
        ("macdonald", "mcdonald"),
    ],
)
def test_names_that_sound_alike_to_a_welsh_or_english_ear_share_a_code(one, other):
    assert names.sound(one) == names.sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("megan", "ffion"), ("jones", "davies"), ("ioan", "gwen"), ("huw", "owen")]
)
def test_names_that_sound_different_have_different_codes(one, other):
    assert names.sound(one) != names.sound(other)


def test_an_opening_h_or_w_is_heard_and_an_opening_vowel_is_any_vowel():
    assert names.sound("howell")[0] == "H"
    assert names.sound("wendy")[0] == "W"
    assert names.sound("wmffre")[0] == "A"
    assert names.sound("evan") == names.sound("ifan")


def test_a_name_in_another_script_is_its_own_code():
    assert names.sound("иван") == "иван"


def test_all_forms_of_a_name_are_found_under_one_root():
    assert names.root("dafydd") == names.root("dai") == names.root("david")
    assert names.root("aprhys") == names.root("price") == names.root("rees")
    assert names.root("zzz") == "zzz"
    assert names.root("david") != names.root("john")


def test_roots_do_not_run_together_into_one_great_heap():
    heaps: dict[str, int] = {}
    for line in (GIVEN_FORMS + FAMILY_FORMS).splitlines():
        for word in line.replace("|", " ").split():
            heaps[names.root(word)] = heaps.get(names.root(word), 0) + 1
    assert max(heaps.values()) < 60


def test_common_names_are_known_to_be_common_and_the_rarest_word_decides():
    assert names.share(("jones",), Kind.FAMILY) > names.share(("llewellyn",), Kind.FAMILY)
    assert names.share(("rhys", "jones"), Kind.FAMILY) == names.share(("zzz",), Kind.FAMILY)
    assert names.share((), Kind.GIVEN) == names.share(("zzz",), Kind.GIVEN)


def test_established_names_are_known_by_kind():
    assert names.is_known("ellie", Kind.GIVEN)
    assert not names.is_known("elly", Kind.GIVEN)
    assert names.is_known("jones", Kind.FAMILY)


@pytest.mark.parametrize("table", [GIVEN_FORMS, FAMILY_FORMS, OTHER_KNOWN_GIVEN])
def test_tables_hold_folded_names_only(table):
    for word in table.replace("|", " ").split():
        assert names.fold(word) == word


@pytest.mark.parametrize("shares", [FAMILY_SHARES, GIVEN_SHARES])
def test_shares_are_of_folded_names_and_add_up_to_less_than_everybody(shares):
    assert all(names.fold(name) == name for name in shares)
    assert sum(shares.values()) < 1
