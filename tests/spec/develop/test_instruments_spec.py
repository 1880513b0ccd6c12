"""How answers become figures: every questionnaire that ships, and the conversion of the seven-item well-being scale.

This prints docs/generated/questionnaires.md.
"""

import os
from pathlib import Path

import pytest

from earlyhelp.develop.facts.instruments import BadInstrument, Instrument, list_shipped, read_instrument
from earlyhelp.develop.rules.instruments import SWEMWBS, NotAnAnswer, check_answers, range_of, values_of
from tests.factories.evaluation import OURS, SEVEN, all_alike

PAGE = Path(__file__).resolve().parents[3] / "docs" / "generated" / "questionnaires.md"
LOADED = read_instrument(SEVEN)

# What is answered, and what knowledge, confidence and intention come to. "-" is an item without an answer; the last
# column says why. Items in their order: k1 k2 k3(reversed) k4, c1 c2 c3 c4(reversed), i1 i2 i3 i4(reversed).
OWN = (
    ("5514 5515 5551", 4.75, 3.00, 5.00, "k3 = 1 counts as 5, c4 = 5 as 1, i4 = 1 as 5"),
    ("1151 1115 1115", 1.00, 1.00, 1.00, "the lowest of all, with reversed items at the other end"),
    ("5515 5551 5551", 5.00, 5.00, 5.00, "the highest of all"),
    ("3333 3333 3333", 3.00, 3.00, 3.00, "the middle is the middle, reversed or not"),
    ("551- 5551 5551", 5.00, 5.00, 5.00, "three of four answered: their mean"),
    ("55-- 5551 5551", None, 5.00, 5.00, "two of four: this part does not count, the others do"),
    ("---- ---- ----", None, None, None, "nothing answered"),
)
# Sum of the seven answers, and the metric. Stewart-Brown and others 2009, table 4.
CONVERTED = (
    (7, 7.00), (8, 9.51), (9, 11.25), (10, 12.40), (11, 13.33), (12, 14.08), (13, 14.75), (14, 15.32), (15, 15.84),
    (16, 16.36), (17, 16.88), (18, 17.43), (19, 17.98), (20, 18.59), (21, 19.25), (22, 19.98), (23, 20.73),
    (24, 21.54), (25, 22.35), (26, 23.21), (27, 24.11), (28, 25.03), (29, 26.02), (30, 27.03), (31, 28.13),
    (32, 29.31), (33, 30.70), (34, 32.55), (35, 35.00),
)  # fmt: skip


def answers_of(told: str) -> dict[str, int | None]:
    marks = told.replace(" ", "")
    return {
        item.code: None if mark == "-" else int(mark) for item, mark in zip(OURS.items, marks, strict=True)
    }


@pytest.mark.parametrize(("told", "knowledge", "confidence", "intention", "why"), OWN)
def test_our_own_questionnaire(
    told: str, knowledge: float | None, confidence: float | None, intention: float | None, why: str
) -> None:
    found = values_of(OURS, answers_of(told))
    assert found == {"knowledge": knowledge, "confidence": confidence, "intention": intention}, why


@pytest.mark.parametrize(("total", "metric"), CONVERTED)
def test_the_conversion_of_the_seven_item_scale(total: int, metric: float) -> None:
    given = [1] * 7
    for place in range(total - 7):
        given[place % 7] += 1
    answers = {f"s{number}": answer for number, answer in enumerate(given, start=1)}
    assert sum(given) == total
    assert values_of(LOADED, answers) == {"whole": metric}


def test_the_table_has_every_sum_once_and_rises() -> None:
    assert list(SWEMWBS) == list(range(7, 36))
    assert sorted(SWEMWBS.values()) == list(SWEMWBS.values())
    assert dict(CONVERTED) == SWEMWBS


@pytest.mark.parametrize("missing", range(1, 8))
def test_all_seven_must_be_answered(missing: int) -> None:
    answers: dict[str, int | None] = {f"s{number}": 3 for number in range(1, 8)}
    answers[f"s{missing}"] = None
    assert values_of(LOADED, answers) == {"whole": None}
    del answers[f"s{missing}"]
    assert values_of(LOADED, answers) == {"whole": None}


def test_a_sum_with_an_item_missing_is_filled_up_by_the_mean_of_the_others() -> None:
    text = SEVEN.replace('conversion = "swemwbs"', 'conversion = ""').replace(
        "least_answered = 1.0", "least_answered = 0.5"
    )
    loose = read_instrument(text)
    assert values_of(loose, {f"s{number}": 4 for number in range(1, 5)}) == {"whole": 28}
    assert values_of(loose, {f"s{number}": 4 for number in range(1, 4)}) == {"whole": None}
    assert range_of(loose, "whole") == (7, 35)


def test_between_which_numbers_a_part_lies() -> None:
    assert range_of(OURS, "knowledge") == (1, 5)
    assert range_of(LOADED, "whole") == (7, 35)


@pytest.mark.parametrize("answers", [{"k1": 0}, {"k1": 6}, {"x9": 3}])
def test_what_was_not_asked_is_no_answer(answers: dict[str, int | None]) -> None:
    with pytest.raises(NotAnAnswer):
        check_answers(OURS, answers)


def test_answers_and_gaps_are_taken() -> None:
    check_answers(OURS, {**all_alike(5), "k1": None})


def test_what_ships_is_our_own_and_in_both_languages() -> None:
    assert [one.code for one in list_shipped()] == ["knowing-and-doing"]
    assert 10 <= len(OURS.items) <= 15
    for item in OURS.items:
        assert item.text_en.endswith(".")
        assert item.text_cy.endswith(".")
        assert item.text_en != item.text_cy
    for scale in OURS.scales:
        reversed_items = [item.code for item in OURS.items_of(scale.code) if item.reversed]
        assert len(reversed_items) == 1, "agreeing with everything must not count as high"


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        ('rule = "sum"', 'rule = "best"', "rule"),
        ("version = 1", "version = 0", "version"),
        ('code = "seven"', 'code = "seven of them"', "code"),
        ('labels_cy = ["1", "2", "3", "4", "5"]', 'labels_cy = ["1", "2"]', "labels_en"),
        ("least_answered = 1.0", "least_answered = 0", "least_answered"),
        ("least_answered = 1.0", "least_answered = 0.8", "conversion"),
        ('conversion = "swemwbs"', 'conversion = "ours"', "conversion"),
        ('code = "s2"', 'code = "s1"', "items"),
        ('scale = "whole"', 'scale = "part"', "items.scale"),
        ('cy = "Brawddeg 3"', 'cy = ""', "cy"),
        ('code = "s3"', 'code = "s 3"', "items.code"),
        ('en = "Sentence 3"', 'en = "Sentence 3"\nlabels_en = ["a"]', "items.labels_en"),
        ("lowest = 1", 'lowest = "one"', "lowest"),
        ("[[scales]]", "[scales]", "scales"),
        ("lowest = 1", "lowest =", "Invalid value"),
    ],
)
def test_a_file_that_is_no_questionnaire_says_where(was: str, becomes: str, where: str) -> None:
    with pytest.raises(BadInstrument, match=where):
        read_instrument(SEVEN.replace(was, becomes))


def test_an_item_may_have_ends_of_its_own() -> None:
    own = 'en = "Sentence 3"\nlabels_en = ["a", "2", "3", "4", "b"]\nlabels_cy = ["ch", "2", "3", "4", "d"]'
    read = read_instrument(SEVEN.replace('en = "Sentence 3"', own))
    assert read.items[2].labels_cy == ("ch", "2", "3", "4", "d")


def page() -> str:
    lines = [
        "# Questionnaires",
        "",
        "What the service counts of answers. Printed by `tests/spec/develop/test_instruments_spec.py`, which tries it.",
    ]
    for one in list_shipped():
        lines += ["", f"## {one.title_en} · {one.title_cy}", "", *_about(one)]
    lines += [
        "",
        "### What it comes to",
        "",
        "| Answers (k1–k4, c1–c4, i1–i4) | Knowledge | Confidence | Intention | Why |",
        "|---|---|---|---|---|",
        *(f"| `{told}` | {_shown(k)} | {_shown(c)} | {_shown(i)} | {why} |" for told, k, c, i, why in OWN),
        "",
        "## Seven-item well-being scale (SWEMWBS)",
        "",
        "Its words are not here: whoever holds a licence loads them. All seven items must be answered; the sum of the "
        "seven answers is converted (Stewart-Brown and others 2009, table 4).",
        "",
        "| Sum | Metric |",
        "|---|---|",
        *(f"| {total} | {metric:.2f} |" for total, metric in CONVERTED),
        "",
    ]
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "does not count" if value is None else f"{value:.2f}"


def _about(one: Instrument) -> list[str]:
    titles = {scale.code: f"{scale.title_en} · {scale.title_cy}" for scale in one.scales}
    return [
        f"Code `{one.code}`, version {one.version}. Ships with the service. Licence: {one.licence}",
        "",
        f"Answers from {one.lowest} ({one.labels_en[0]} · {one.labels_cy[0]}) to {one.highest} "
        f"({one.labels_en[-1]} · {one.labels_cy[-1]}). Each part is the {one.rule} of its items, where at least "
        f"{one.least_answered:.0%} of them are answered.",
        "",
        "| Item | Part | Reversed | English | Cymraeg |",
        "|---|---|---|---|---|",
        *(
            f"| {item.code} | {titles[item.scale]} | {'yes' if item.reversed else ''} | {item.text_en} "
            f"| {item.text_cy} |"
            for item in one.items
        ),
    ]


def test_the_printed_page_is_up_to_date() -> None:
    if os.environ.get("UPDATE_GENERATED"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "run with UPDATE_GENERATED=1"
