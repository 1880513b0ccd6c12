"""Published figures come out to the digit, and the instrument is coded as its authors say."""

import csv
from math import ceil
from pathlib import Path

import pytest

from earlyhelp.evaluate.evidence import measures
from earlyhelp.evaluate.evidence.coding import ELEVEN, NINE, Answer, Kind, group_of, was_experienced
from earlyhelp.evaluate.evidence.measures import Group
from earlyhelp.evaluate.evidence.survey import Asked, read_survey
from earlyhelp.evaluate.evidence.tabulating import tabulate

DOCS = Path(__file__).resolve().parents[3] / "docs"
PEOPLE = {"0": 1262, "1": 464, "2-3": 398, "4+": 328}

# Wales 2017, Bellis et al. 2018, BMC Public Health 18:792: of 100 people by number of types, and what follows.
WALES_2017 = [
    # childhood condition    0      1     2-3    4+    chi²     odds ratios: 1, 2-3, 4+
    ("asthma",            (9.4,  12.0, 18.1, 24.1), 58.032,  (1.32, 2.12, 3.05)),
    ("allergies",         (15.4, 17.9, 20.6, 32.3), 49.695,  (1.20, 1.43, 2.63)),
    ("headaches",         (17.0, 24.1, 28.6, 40.2), 86.753,  (1.55, 1.95, 3.28)),
    ("digestive",         (8.3,  14.0, 13.1, 25.9), 75.100,  (1.80, 1.66, 3.85)),
    ("poor health",       (10.9, 15.9, 22.6, 36.9), 132.456, (1.55, 2.38, 4.76)),
    ("school absence",    (5.5,  11.6, 15.6, 32.9), 192.600, (2.28, 3.19, 8.49)),
]  # fmt: skip

# Of 100 people with no type and with four or more: the crude odds ratio and, where published, the ratio of risks.
CONTRASTS = [
    # outcome                         0     4+     odds   risk
    ("treated for mental illness",    23.0, 64.0,  5.95,  2.78),
    ("suicidal or self-harm",         6.0,  39.0,  10.02, 6.50),
    ("low mental wellbeing, 2015",    14.0, 41.0,  4.27,  2.93),
    ("self-harm in prison",           2.7,  31.0,  16.19, 11.48),
    ("suicide attempt in prison",     2.7,  18.3,  8.07,  6.78),
]  # fmt: skip

# What protects, of 100 people: without it, and with it. How many fewer of 100, how many for one fewer, and the odds.
RESILIENCE = [
    # who, and what is counted                           without  with   fewer  for one  odds
    ("4+ types: in treatment; few or many resources",       29.0,  14.0,  15.0,  7,       0.40),
    ("4+ types: suicidal, self-harm; few or many",          39.0,  17.0,  22.0,  5,       0.32),
    ("all: in treatment; without or with regular sport",    23.0,  12.0,  11.0,  10,      0.46),
    ("4+ types: poor child health; no asset or all",        59.8,  21.3,  38.5,  3,       0.18),
    ("4+ types, poorest fifth: habits; trusted adult",      21.5,  7.1,   14.4,  7,       0.28),
]  # fmt: skip

# A share of all cases that would not be there if everybody had the lowest risk: by groups, and as published.
ATTRIBUTABLE = [
    # outcome                       0      1      2-3    4+      of 100 cases, without types of experience
    ("allergies",                  (15.4,  17.9,  20.6,  32.3),  18.9),
    ("digestive",                  (8.3,   14.0,  13.1,  25.9),  33.5),
    ("poor health",                (10.9,  15.9,  22.6,  36.9),  36.6),
    ("school absence",             (5.5,   11.6,  15.6,  32.9),  54.2),
]  # fmt: skip

VERBAL = next(kind for kind in NINE if kind.name == "verbal abuse")
SEXUAL = next(kind for kind in NINE if kind.name == "sexual abuse")
VIOLENCE = next(kind for kind in NINE if kind.name == "domestic violence")
NO, ONCE, MORE, NOT_SAID = Answer

CODED = [
    # kind     answers to its items      counts?
    (VIOLENCE, (NO,),                    False),
    (VIOLENCE, (ONCE,),                  True),
    (VIOLENCE, (MORE,),                  True),
    (VIOLENCE, (NOT_SAID,),              None),
    (VERBAL,   (NO,),                    False),
    (VERBAL,   (ONCE,),                  False),
    (VERBAL,   (MORE,),                  True),
    (SEXUAL,   (NO, NO, NO),             False),
    (SEXUAL,   (NO, NO, ONCE),           True),
    (SEXUAL,   (NO, NOT_SAID, NO),       None),
    (SEXUAL,   (ONCE, NOT_SAID, NO),     True),
]  # fmt: skip

GROUPED = [
    ((), "0"), ((False, False), "0"), ((True, False), "1"), ((True, True), "2-3"), ((True,) * 3, "2-3"),
    ((True,) * 4, "4+"), ((True,) * 11, "4+"), ((True, None), None),
]  # fmt: skip


def groups(percent: tuple[float, ...]) -> list[Group]:
    return [Group(n, round(n * share / 100)) for n, share in zip(PEOPLE.values(), percent, strict=True)]


@pytest.mark.parametrize(("condition", "percent", "chi", "odds"), WALES_2017)
def test_the_welsh_table_of_2017(
    condition: str, percent: tuple[float, ...], chi: float, odds: tuple[float, ...]
) -> None:
    made = groups(percent)
    found = measures.chi_squared(made)
    assert found is not None
    assert (round(found.value, 3), found.freedom) == (chi, 3)
    ratios = [measures.odds_ratio(one, made[0]) for one in made[1:]]
    assert tuple(round(ratio.value, 2) for ratio in ratios if ratio) == odds


@pytest.mark.parametrize(("outcome", "none", "four", "odds", "risk"), CONTRASTS)
def test_crude_contrasts(outcome: str, none: float, four: float, odds: float, risk: float) -> None:
    reference, exposed = Group(100_000, none * 1000), Group(100_000, four * 1000)
    by_odds, by_risk = measures.odds_ratio(exposed, reference), measures.risk_ratio(exposed, reference)
    assert by_odds is not None
    assert by_risk is not None
    assert (round(by_odds.value, 2), round(by_risk.value, 2)) == (odds, risk)
    assert by_odds.low < by_odds.value < by_odds.high


@pytest.mark.parametrize(("who", "without", "having", "fewer", "for_one", "odds"), RESILIENCE)
def test_what_protects_is_told_in_people_and_not_only_in_odds(
    who: str, without: float, having: float, fewer: float, for_one: int, odds: float
) -> None:
    reference, protected = Group(100_000, without * 1000), Group(100_000, having * 1000)
    saved = measures.risk_of(reference).value - measures.risk_of(protected).value
    assert round(100 * saved, 1) == fewer
    assert ceil(1 / saved) == for_one
    ratio = measures.odds_ratio(protected, reference)
    assert ratio is not None
    assert round(ratio.value, 2) == odds
    assert ratio.high < 1


def test_a_trusted_adult_is_rarer_where_more_happened() -> None:
    """86.6 of 100 people without any type always had one, 44.4 of 100 with four or more (Ashton et al. 2021)."""
    ratio = measures.risk_ratio(Group(1000, 444), Group(1000, 866))
    assert ratio is not None
    assert round(ratio.value, 2) == 0.51


@pytest.mark.parametrize(("condition", "percent", "share"), ATTRIBUTABLE)
def test_the_share_of_cases_attributable(condition: str, percent: tuple[float, ...], share: float) -> None:
    made = groups(percent)
    found = measures.attributable_share(made, made[0])
    assert found is not None
    assert round(100 * found, 1) == share


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_worked_page_counts_right(language: str, tmp_path: Path) -> None:
    """What the page says of a thousand adults follows from its own table, and from what it was made of."""
    page = (DOCS / language / "explanation" / "one-person.md").read_text(encoding="utf-8")
    path = tmp_path / "village.csv"
    path.write_text(page.split("```csv\n")[1].split("```")[0], encoding="utf-8")
    (table,) = tabulate(read_survey(path, Asked(outcome="harm", exposure="types", count="people")))
    fewer, more = table.rows
    assert (fewer.people, fewer.cases, more.people, more.cases) == (860, 26, 140, 27)
    odds = 0.03 / 0.97 * 7.71
    assert (round(860 * 0.03), round(140 * odds / (1 + odds))) == (26, 27)
    assert table.attributable is not None
    told = {"would not": 140 - 27, "of 100 flagged": round(100 * 113 / 140), "missed": round(100 * 26 / 53)}
    assert told == {"would not": 113, "of 100 flagged": 81, "missed": 49}
    assert round(table.attributable * 53) == 23
    for number in (113, 81, 49, 23):
        assert str(number) in page


@pytest.mark.parametrize(("kind", "answers", "counts"), CODED)
def test_what_counts(kind: Kind, answers: tuple[Answer, ...], counts: bool | None) -> None:
    assert was_experienced(kind, dict(zip(kind.columns, answers, strict=True))) is counts


@pytest.mark.parametrize(("experienced", "group"), GROUPED)
def test_the_published_groups(experienced: tuple[bool | None, ...], group: str | None) -> None:
    assert group_of(experienced) == group


def test_neglect_came_with_the_survey_of_2017() -> None:
    assert [kind.name for kind in ELEVEN[len(NINE) :]] == ["emotional neglect", "physical neglect"]


def test_a_file_of_counts_gives_the_published_table(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["types", "allergies", "people"])
        for level, group in zip(PEOPLE, groups(WALES_2017[1][1]), strict=True):
            writer.writerow([level, "yes", int(group.cases)])
            writer.writerow([level, "no", int(group.people - group.cases)])
    (table,) = tabulate(read_survey(path, Asked(outcome="allergies", exposure="types", count="people")))
    assert [row.level for row in table.rows] == list(PEOPLE)
    assert [row.people for row in table.rows] == list(PEOPLE.values())
    assert table.difference is not None
    assert round(table.difference.value, 3) == 49.695
