"""What officers write and people say."""

import re
from random import Random

import pytest

from earlyhelp.identify.choices import Need
from earlyhelp.solve.choices import Reason
from earlyhelp.synth.narrative import SITUATIONS, phrase, write_account
from earlyhelp.synth.narrative.writing import front_door_texts, report_texts


def every_text(language):
    for texts in (report_texts(language), front_door_texts(language)):
        for section in texts.values():
            for sentences in section.values():
                yield from sentences


@pytest.mark.parametrize("texts", [report_texts, front_door_texts])
def test_both_languages_say_the_same_kinds_of_thing(texts):
    shape = {key: set(section) for key, section in texts("en").items()}
    assert {key: set(section) for key, section in texts("cy").items()} == shape
    assert all(
        sentences for language in ("en", "cy") for s in texts(language).values() for sentences in s.values()
    )


def test_every_situation_has_texts_and_every_text_a_situation():
    assert set(report_texts("en")) == {"any", *SITUATIONS}


def test_every_reason_and_need_has_words_in_both_languages():
    for language in ("en", "cy"):
        assert set(front_door_texts(language)["rationale"]) == set(Reason.values)
        assert set(front_door_texts(language)["request"]) == set(Need.values)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_texts_are_whole_sentences_with_nothing_left_to_fill_in(language):
    for text in every_text(language):
        assert not re.search(r"[{}%<>]", text)
        assert text[0].isupper() or text[0] == "“"
        assert text.rstrip("”")[-1] in ".?!" or text in front_door_texts(language)["met_by"]["by"]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_own_words_are_in_quotation_marks(language):
    for situation in SITUATIONS:
        for key in ("adult", "child"):
            for words in report_texts(language)[situation].get(key, []):
                assert words.startswith("“")
                assert words.endswith("”")


def test_no_text_counts_or_names_adverse_experiences():
    for language in ("en", "cy"):
        assert not any(re.search(r"\bACEs?\b|\bscore\b|\bsgôr\b", text) for text in every_text(language))


def test_words_are_kept_in_the_language_they_were_said_in():
    account = write_account(Random(3), "missing", language="en", spoken="cy", child=True, children=True)
    said = report_texts("cy")["missing"]
    assert all(line in said["child"] + said["adult"] for line in account.own_words.split("\n"))
    assert account.seen_and_heard.startswith(tuple(report_texts("en")["missing"]["came"]))


def test_accounts_vary():
    accounts = {
        write_account(Random(number), "argument", language="en", spoken="en", child=False, children=True)
        for number in range(200)
    }
    assert len(accounts) > 190


def test_the_front_door_writes_in_its_own_language():
    assert phrase(Random(1), "cy", "question", "who") in front_door_texts("cy")["question"]["who"]
