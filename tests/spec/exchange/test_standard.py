"""The rules of the minimum standard, as tables that a data officer can read."""

from datetime import UTC, date, datetime

import pytest

from earlyhelp.exchange.choices import SAID, Fault
from earlyhelp.exchange.police import standard
from earlyhelp.exchange.police.dates import DateReader
from earlyhelp.exchange.police.shapes import CannotRead
from earlyhelp.kit.working_days import LONDON

NAMES = [
    # name                  what is wrong
    ("Siân",                None),
    ("Llŷr ap Rhys",        None),
    ("O’Brien",             None),
    ("Rhys-Jones",          None),
    ("St. John",            None),
    ("Bo",                  None),
    ("E",                   None),
    ("李",                   None),
    ("प्रिया",                None),
    ("A" + "b" * 34,        None),
    ("A" + "b" * 35,        Fault.NAME_LENGTH),
    ("",                    Fault.NAME_LENGTH),
    ("Unknown",             Fault.NAME_FILLER),
    ("N/K",                 Fault.NAME_FILLER),
    ("ANHYSBYS",            Fault.NAME_FILLER),
    ("Not given",           Fault.NAME_FILLER),
    ("Baby",                Fault.NAME_FILLER),
    ("X",                   Fault.NAME_FILLER),
    ("xxxx",                Fault.NAME_FILLER),
    ("?",                   Fault.NAME_FILLER),
    ("-",                   Fault.NAME_FILLER),
    ("Jones 2",             Fault.NAME_LETTERS),
    ("1234",                Fault.NAME_LETTERS),
    ("Jones (ring first)",  Fault.NAME_LETTERS),
    ("Jones\nDavies",       Fault.NAME_LETTERS),
    ("=HYPERLINK(1)",       Fault.FORMULA),
    ("@SUM",                Fault.FORMULA),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fault"), NAMES)
def test_names_have_1_to_35_characters_and_no_fillers(name: str, fault: Fault | None) -> None:
    assert standard.fault_of_name(name) == fault


FOUR_AND_ONE = [
    # given    family   birth   sex  address telephone e-mail place of birth, force's number   enough
    ("Siân", "Prawf", "1991", "F", "1 Heol", "",      "",    "",           "",     True),
    ("Siân", "Prawf", "1991", "F", "",       "07700", "",    "",           "",     True),
    ("Siân", "Prawf", "1991", "F", "",       "",      "a@b", "",           "",     True),
    ("Siân", "Prawf", "1991", "F", "",       "",      "",    "Bangor",     "",     True),
    ("Siân", "Prawf", "1991", "F", "",       "",      "",    "",           "N1",   True),
    ("Siân", "Prawf", "1991", "F", "",       "",      "",    "",           "",     False),
    ("",     "Prawf", "1991", "F", "1 Heol", "07700", "a@b", "Bangor",     "N1",   False),
    ("Siân", "",      "1991", "F", "1 Heol", "07700", "a@b", "Bangor",     "N1",   False),
    ("Siân", "Prawf", "",     "F", "1 Heol", "07700", "a@b", "Bangor",     "N1",   False),
    ("Siân", "Prawf", "1991", "",  "1 Heol", "07700", "a@b", "Bangor",     "N1",   False),
]  # fmt: skip


@pytest.mark.parametrize("facts", FOUR_AND_ONE)
def test_a_person_needs_four_facts_and_one_more(facts: tuple[str, ...]) -> None:
    assert standard.is_four_and_one(facts[:4], facts[4:9]) is facts[9]


TODAY, OPENED = date(2026, 3, 2), date(2026, 3, 1)
BIRTHS = [
    (date(1991, 4, 2), None),
    (OPENED,           None),
    (TODAY,            Fault.BORN_AFTER),
    (date(2026, 3, 3), Fault.DATE_FUTURE),
    (date(1896, 1, 1), Fault.DATE_TOO_OLD),
    (date(1899, 12, 31), Fault.DATE_TOO_OLD),
]  # fmt: skip


@pytest.mark.parametrize(("born", "fault"), BIRTHS)
def test_nobody_is_born_in_the_future_or_too_long_ago(born: date, fault: Fault | None) -> None:
    assert standard.fault_of_birth(born, opened=OPENED, today=TODAY) == fault


TELEPHONES = [
    ("07700 900123",        "+447700900123"),
    ("(029) 2018-0101",     "+442920180101"),
    ("+44 (0)29 2018 0101", "+442920180101"),
    ("0044 29 2018 0101",   "+442920180101"),
    ("+353 1 234 5678",     "+35312345678"),
    ("12345",               None),
    ("650000",              None),
    ("no telephone",        None),
    ("07700 900123 x4",     None),
    ("07700 900123/900124", None),
    ("٠٧٧٠٠٩٠٠١٢٣",         "+447700900123"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "stored"), TELEPHONES)
def test_telephone_numbers_are_kept_as_e164(typed: str, stored: str | None) -> None:
    assert standard.e164(typed) == stored


@pytest.mark.parametrize(
    "national", [f"{first}{'0' * 3}{'123456'[:size]}" for first in "12378" for size in (5, 6)]
)
def test_the_quick_way_says_what_the_library_says(national: str) -> None:
    assert standard.e164(f"0{national}") == standard._through_the_library(f"0{national}")


DATES = [
    # text            format              what it says
    ("01/02/2026",    "%d/%m/%Y",         date(2026, 2, 1)),
    ("1/2/2026",      "%d/%m/%Y",         date(2026, 2, 1)),
    ("01-Feb-2026",   "%d-%b-%Y",         date(2026, 2, 1)),
    ("2026-02-01",    "iso",              date(2026, 2, 1)),
    ("02/13/2026",    "%d/%m/%Y",         None),
    ("31/02/2026",    "%d/%m/%Y",         None),
    ("2026-02-01",    "%d/%m/%Y",         None),
    ("01/02/26",      "%d/%m/%Y",         None),
    ("01/02/2026 ",   "%d/%m/%Y",         None),
    ("01-Xyz-2026",   "%d-%b-%Y",         None),
    ("yesterday",     "iso",              None),
    ("01/02/2026",    "iso",              None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "said"), DATES)
def test_a_date_is_read_as_the_mapping_says_and_never_guessed(
    text: str, written: str, said: date | None
) -> None:
    assert DateReader((written,), LONDON).day(text) == said


def test_a_time_without_an_offset_is_welsh_time() -> None:
    read = DateReader(("%d/%m/%Y %H:%M", "iso"), LONDON)
    assert read.moment("01/07/2026 21:40") == datetime(2026, 7, 1, 20, 40, tzinfo=UTC)
    assert read.moment("2026-07-01T21:40:00+00:00") == datetime(2026, 7, 1, 21, 40, tzinfo=UTC)


@pytest.mark.parametrize("written", ["%d/%m/%y", "%m/%Y", "%d/%q/%Y", "%d/%d/%Y"])
def test_a_format_with_two_meanings_is_refused(written: str) -> None:
    with pytest.raises(CannotRead):
        DateReader((written,), LONDON)


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_is_told_in_whole_sentences_in_both_languages(fault: Fault) -> None:
    words = SAID[fault]
    for text in (words.reason_en, words.reason_cy, words.remedy_en, words.remedy_cy):
        assert text.endswith(".")
        assert text[0].isupper()
    assert words.reason_en != words.reason_cy


@pytest.mark.parametrize(
    ("text", "stored"),
    [("cf311aa", "CF31 1AA"), ("CF31 1AA", "CF31 1AA"), ("CF31", None), ("Bridgend", None)],
)
def test_a_postcode_is_whole(text: str, stored: str | None) -> None:
    assert standard.postcode(text) == stored


@pytest.mark.parametrize(
    ("text", "good"), [("a@example.org", True), ("a@b", False), ("a b@example.org", False)]
)
def test_an_email_address_has_a_domain(text: str, good: bool) -> None:
    assert standard.is_email(text) is good
