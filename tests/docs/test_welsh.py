"""The proof-reader of the Welsh finds what is wrong, and leaves what is right in peace."""

from functools import cache

import pytest
from spylls.hunspell import Dictionary
from tools import welsh

pytestmark = pytest.mark.skipif(
    not welsh.DICTIONARY.with_suffix(".dic").exists(), reason="the dictionary comes with npm ci"
)


@cache
def speller() -> welsh.Speller:
    return welsh.Speller(Dictionary.from_files(str(welsh.DICTIONARY)).lookup, welsh.our_words())


def test_our_welsh_is_spelt_and_in_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert welsh.main() == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mae'r hysbysiead wedi mynd.", "hysbysiead"),
        ("Anfonwch y referral.", "referral"),
        ("Cymorth cynar i'r teulu", "cynar"),
    ],
)
def test_a_word_that_is_not_welsh_is_reported(text: str, word: str) -> None:
    assert list(welsh.proofread([("here", text)], speller()).unknown) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Mae’r hysbysiad wedi mynd i’r drws ffrynt.",
        "Anfonwyd %(count)s hysbysiad at <strong>{name}</strong>.",
        "Gweler `earlyhelp serve` a https://example.org/word a [hyn](../en/page.md).",
        "Cyfeirnod EH-26-0004217",
        "Pen-y-bont ar Ogwr",
        "ei phlentyn, fy nhad, â’u cymdogion",
    ],
)
def test_what_is_right_is_left_in_peace(text: str) -> None:
    proof = welsh.proofread([("here", text)], speller())
    assert not proof.unknown
    assert not proof.misformed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("gwybodaeth o plentyn", "blentyn"),
        ("cymorth i teulu", "deulu"),
        ("heb cydsyniad", "gydsyniad"),
        ("dau plentyn", "blentyn"),
        ("ar gofyn", "ofyn"),
        ("drwy rhaglen", "raglen"),
        ("teulu a plant", "phlant"),
        ("gyda cymorth", "chymorth"),
        ("tri plentyn", "phlentyn"),
        ("fy plentyn", "mhlentyn"),
        ("ei plentyn", "phlentyn"),
        ("y asiantaeth", "yr asiantaeth"),
        ("yr drws", "y drws"),
        ("yn unol â anghenion", "ag anghenion"),
        ("gyda oedolyn", "gydag oedolyn"),
        ("i mewn mewn hysbysiad", "mewn"),
    ],
)
def test_a_wrong_form_is_reported(text: str, wanted: str) -> None:
    found = welsh.proofread([("here", text)], speller()).misformed
    assert len(found) == 1
    assert found[0].endswith(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "am byth",
        "i bawb",
        "o dan yr ardd",
        "i mewn",
        "dros Gymru",
        "i blant a phobl ifanc",
        "ar gael",
        "gan bwy",
        "heb ddim",
        "i gyd",
        "o’r plant",
        "ei dŷ",
        "ei mam",
        "tri dyn",
        "a gafodd",
        "o ganlyniad",
        "i grŵp",
        "hyd. Plant",
        "yr wythnos",
        "y wraig",
        "yr hyn",
        "ag eraill",
        "yr, drws",
    ],
)
def test_a_sound_phrase_is_left_in_peace(text: str) -> None:
    assert not welsh.proofread([("here", text)], speller()).misformed


def test_no_word_of_our_own_is_in_the_dictionary_already() -> None:
    bare = welsh.Speller(Dictionary.from_files(str(welsh.DICTIONARY)).lookup, [])
    assert not [word for word in welsh.our_words() if bare.knows(word)]
