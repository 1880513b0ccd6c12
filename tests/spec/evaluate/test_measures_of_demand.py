"""Measures of demand and repeat demand, as an analyst can count them by hand. Prints docs/generated/measures.md."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from earlyhelp.evaluate.facts.tables import TABLES
from earlyhelp.evaluate.measures import engine
from earlyhelp.evaluate.measures.catalogue import MEASURES
from earlyhelp.evaluate.measures.measure import Period, Value
from tests.factories.demand_facts import rows_of, write_facts

PAGE = Path(__file__).parents[3] / "docs" / "generated" / "measures.md"
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def counted(tmp_path):
    """Values of one measure over a table: {(force, area, group): (count, out_of)}, or with what is asked for."""

    def of(name, text, *, period=MARCH, table="incidents", get=("count", "out_of")):
        facts = write_facts(tmp_path, **{table: rows_of(text)})
        found = engine.run(facts, period, only=[name])[f"{name}.1"].to_pylist()
        return {
            tuple(row[key] for key in ("first", "force", "area", "group")): tuple(row[key] for key in get)
            for row in found
        }

    return of


def in_gwent(found, first=date(2026, 3, 1)):
    return {
        group: value
        for (month, force, _area, group), value in found.items()
        if (month, force) == (first, "gwent")
    }


CLASSES = """
| when             | opening         | closing         | opening_class  | closing_class  |
| 2026-03-01 00:00 | WELFARE_CONCERN | WELFARE_CONCERN | welfare        | welfare        |
| 2026-03-02 10:00 | WELFARE_CONCERN | CLOSED_CRIME    | welfare        | crime          |
| 2026-03-03 10:00 | WELFARE_MISSING | CLOSED_CRIME    | welfare        | crime          |
| 2026-03-04 10:00 | ASB_PERSONAL    | ASB_NUISANCE    | antisocial     | antisocial     |
| 2026-03-05 10:00 | ROAD_OFFENCE    | CLOSED_DUPLICATE| transport      | administration |
| 2026-03-31 23:59 | WELFARE_CONCERN | -               | welfare        | -              |
| 2026-04-01 00:00 | WELFARE_CONCERN | CLOSED_CRIME    | welfare        | crime          |
"""  # The last one is of April; midnight is that of London, where summer time has begun.


def test_each_category_counts_of_all_that_were_opened(counted):
    assert in_gwent(counted("demand_opening", CLASSES)) == {
        "WELFARE_CONCERN": (3, 6),
        "WELFARE_MISSING": (1, 6),
        "ASB_PERSONAL": (1, 6),
        "ROAD_OFFENCE": (1, 6),
    }


def test_an_open_incident_has_no_closing_category(counted):
    assert in_gwent(counted("demand_closing", CLASSES)) == {
        "WELFARE_CONCERN": (1, 5),
        "CLOSED_CRIME": (2, 5),
        "ASB_NUISANCE": (1, 5),
        "CLOSED_DUPLICATE": (1, 5),
    }


def test_shares_are_of_what_was_closed_without_administration(counted):
    assert in_gwent(counted("demand_share", CLASSES, get=("count", "out_of", "value"))) == {
        "crime": (2, 4, 0.5),
        "antisocial": (1, 4, 0.25),
        "welfare": (1, 4, 0.25),
        "transport": (0, 4, 0.0),
        "other": (0, 4, 0.0),
    }


def test_what_an_incident_turned_out_to_be_is_of_those_opened_alike(counted):
    assert in_gwent(counted("reclassified", CLASSES)) == {
        "welfare>welfare": (1, 3),
        "welfare>crime": (2, 3),
        "antisocial>antisocial": (1, 1),
        "transport>administration": (1, 1),
    }


def test_only_closed_anti_social_behaviour_counts_as_such(counted):
    assert in_gwent(counted("antisocial_incidents", CLASSES)) == {"ASB_NUISANCE": (1, 1)}


def test_flags_are_of_all_incidents_but_administration_and_may_be_several(counted):
    text = """
    | when             | vulnerable | domestic | youth | opening_class | closing_class  |
    | 2026-03-01 10:00 | yes        | yes      | no    | welfare       | welfare        |
    | 2026-03-02 10:00 | yes        | no       | no    | welfare       | -              |
    | 2026-03-03 10:00 | no         | no       | no    | crime         | crime          |
    | 2026-03-04 10:00 | yes        | yes      | yes   | welfare       | administration |
    """
    found = in_gwent(counted("vulnerability_flags", text))
    assert found["vulnerable"] == (2, 3)
    assert found["domestic"] == (1, 3)
    assert found["youth"] == found["drugs"] == found["alcohol"] == found["mental_health"] == (0, 3)


def test_places_add_up_and_an_unknown_place_is_one_of_its_own(counted):
    text = """
    | when             | force       | area      |
    | 2026-03-01 10:00 | gwent       | W06000022 |
    | 2026-03-01 10:00 | gwent       | -         |
    | 2026-03-01 10:00 | south-wales | W06000015 |
    | 2026-03-01 10:00 | -           | W06000015 |
    """
    found = counted("demand_opening", text, get=("count",))
    assert {(force, area): count for (_m, force, area, _g), (count,) in found.items()} == {
        ("", ""): 4,
        ("gwent", ""): 2,
        ("south-wales", ""): 1,
        ("not_known", ""): 1,
        ("", "W06000022"): 1,
        ("", "W06000015"): 2,
        ("", "not_known"): 1,
    }


def test_street_level_rows_stand_apart(counted):
    text = """
    | when             | kind                  | has_crime_id |
    | 2026-02-01 00:00 | anti-social-behaviour | no           |
    | 2026-03-01 00:00 | anti-social-behaviour | no           |
    | 2026-03-01 00:00 | anti-social-behaviour | no           |
    | 2026-03-01 00:00 | burglary              | yes          |
    """
    found = in_gwent(counted("street_context", text, table="streets"))
    assert found == {"anti-social-behaviour": (2, 3), "burglary": (1, 3)}


REPEATED = """
| when             | person | household | address | closing_class  |
| 2025-01-01 00:00 | 9      | 9         | 9       | welfare        |
| 2026-01-01 10:00 | 1      | 7         | 8       | welfare        |
| 2026-03-01 10:00 | 1      | 7         | 8       | crime          |
| 2026-03-31 10:00 | 1      | 7         | 8       | welfare        |
| 2026-03-31 10:00 | 2      | 7         | 8       | administration |
| 2026-03-31 11:00 | 2      | 7         | -       | -              |
| 2026-03-31 12:00 | -      | -         | 8       | welfare        |
"""


def test_an_incident_of_a_person_repeats_when_another_came_within_so_many_days(counted):
    # Person 1: 59 days after the first, then exactly 30 days. Person 2: a duplicate is administration, so not before.
    assert in_gwent(counted("repeat_person", REPEATED)) == {
        "030": (1, 3),
        "090": (2, 3),
        "180": (2, 3),
        "365": (2, 3),
    }


def test_a_household_repeats_whoever_of_it_the_incident_is_about(counted):
    assert in_gwent(counted("repeat_household", REPEATED))["030"] == (2, 3)


def test_an_address_repeats_without_anybody_being_known(counted):
    assert in_gwent(counted("repeat_address", REPEATED))["030"] == (2, 3)


def test_a_month_counts_only_where_facts_go_back_as_far_as_is_looked_back(counted):
    text = """
    | when             | force       | person |
    | 2025-12-01 00:00 | gwent       | 1      |
    | 2026-03-01 00:00 | gwent       | 1      |
    | 2026-02-01 00:00 | south-wales | 2      |
    | 2026-03-02 00:00 | south-wales | 2      |
    """
    # Gwent's facts begin 90 days before March, South Wales' 28 days.
    found = counted("repeat_person", text)
    assert {(force, group) for _m, force, _a, group in found if force} == {("gwent", "030"), ("gwent", "090")}
    assert found[date(2026, 3, 1), "gwent", "", "090"] == (1, 1)
    assert found[date(2026, 3, 1), "", "", "030"] == (0, 1)


YEAR = """
| when             | person | address |
| 2025-03-31 10:00 | 1      | 1       |
| 2025-04-01 00:00 | 1      | 1       |
| 2025-05-01 10:00 | 1      | 1       |
| 2025-06-01 10:00 | 2      | 1       |
| 2025-07-01 10:00 | 3      | 1       |
| 2025-08-01 10:00 | 3      | 2       |
| 2025-09-01 10:00 | 4      | 2       |
| 2025-10-01 10:00 | 4      | 3       |
| 2025-11-01 10:00 | 4      | 3       |
| 2026-03-31 10:00 | 4      | 4       |
| 2026-04-01 10:00 | 2      | 4       |
"""  # In the twelve months: people 2, 1, 2 and 4 incidents; addresses 4, 2, 2 and 1.


def test_people_come_back_within_the_twelve_months(counted):
    assert counted("people_again", YEAR)[date(2025, 4, 1), "", "", ""] == (3, 4)


def test_people_are_spread_over_numbers_of_incidents(counted):
    found = {
        group: value
        for (_m, force, _a, group), value in counted("incidents_per_person", YEAR).items()
        if not force
    }
    assert found == {"01": (1, 4), "02": (2, 4), "04": (1, 4)}


def test_the_busiest_hold_a_share_and_whoever_stands_on_the_edge_counts_in_part(counted):
    found = counted("top_share_person", YEAR, get=("value", "out_of"))
    of = {group: value for (_m, force, _a, group), value in found.items() if not force}
    # 20 per cent of four people are 0.8 of the one with 4 of 9 incidents.
    assert of["top_20"] == (round(0.8 * 4 / 9, 10), 4)
    assert of["top_05"] == (round(0.2 * 4 / 9, 10), 4)


def test_the_curve_of_lorenz_and_the_coefficient_of_gini_agree_with_the_count(counted):
    curve = counted("lorenz_person", YEAR, get=("value",))
    at = {group: value for (_m, force, _a, group), (value,) in curve.items() if not force}
    assert (at["000"], at["100"]) == (0.0, 1.0)
    assert at["050"] == round(3 / 9, 10)
    # Mean difference of 1, 2, 2, 4 over all pairs: sum of |x - y| = 2 * (1+1+3+0+2+2) = 18; / (2 * 16 * 2.25) = 0.25
    assert counted("gini_person", YEAR, get=("value",))[date(2025, 4, 1), "", "", ""] == (0.25,)


def test_addresses_are_counted_alike(counted):
    assert counted("gini_address", YEAR, get=("value", "out_of"))[date(2025, 4, 1), "", "", ""] == (0.25, 4)
    top = counted("top_share_address", YEAR, get=("value",))
    assert top[date(2025, 4, 1), "", "", "top_20"] == (round(0.8 * 4 / 9, 10),)
    assert counted("lorenz_address", YEAR, get=("value",))[date(2025, 4, 1), "", "", "100"] == (1.0,)


def test_a_force_whose_facts_begin_too_late_is_left_out_of_the_year(counted):
    assert counted("people_again", "| when | person |\n| 2025-05-02 10:00 | 1 |") == {}


def test_three_incidents_of_anti_social_behaviour_in_six_months_reach_the_threshold(counted):
    text = """
    | when             | person | household | closing_class |
    | 2025-03-01 10:00 | 1      | 1         | antisocial    |
    | 2025-04-20 10:00 | 1      | 1         | antisocial    |
    | 2025-08-30 10:00 | 1      | 1         | antisocial    |
    | 2025-05-01 10:00 | 2      | 1         | antisocial    |
    | 2025-06-01 10:00 | 2      | -         | welfare       |
    | 2025-11-01 10:00 | 2      | -         | antisocial    |
    | 2025-12-01 10:00 | 3      | 3         | welfare       |
    """
    # Person 1: the third came 182 days after the first. Person 2: two of it. Household 1: four within the time.
    found = {
        group: value
        for (_m, force, _a, group), value in counted("antisocial_review", text).items()
        if not force
    }
    assert found == {"person": (1, 2), "household": (1, 1)}


def test_the_time_to_the_next_incident_counts_everybody_for_as_long_as_they_were_watched(counted):
    text = """
    | when             | person |
    | 2026-03-01 00:00 | 1      |
    | 2026-03-11 00:00 | 1      |
    | 2026-03-20 00:00 | 1      |
    | 2026-03-01 00:00 | 2      |
    | 2026-03-02 00:00 | 2      |
    | 2026-03-27 00:00 | 3      |
    | 2026-03-01 00:00 | 4      |
    """
    found = counted("time_to_next", text, get=("count", "out_of", "value"))
    at = {group: value for (_m, force, _a, group), value in found.items() if not force}
    # Person 2 after 1 day (1 of 4), person 3 is watched for 5 days, person 1 after 10 days (1 of the 2 still watched).
    assert at["005"] == (1, 4, 0.25)
    assert at["010"] == (2, 4, round(1 - 0.75 * 0.5, 10))
    assert at["365"] == (2, 4, round(1 - 0.75 * 0.5, 10))


def test_when_everybody_came_again_the_share_is_one_and_has_no_interval(counted):
    text = "| when | person |\n| 2026-03-01 10:00 | 1 |\n| 2026-03-05 10:00 | 1 |"
    found = counted("time_to_next", text, get=("value", "low", "high"))
    assert found[date(2026, 3, 1), "gwent", "", "005"] == (1.0, None, None)


def test_when_nobody_came_again_the_share_is_nothing(counted):
    found = counted(
        "time_to_next", "| when | person |\n| 2026-03-01 10:00 | 1 |", get=("value", "low", "high")
    )
    assert found[date(2026, 3, 1), "gwent", "", "365"] == (0.0, 0.0, 0.0)


def test_a_table_that_nobody_published_has_no_values(counted):
    assert counted("street_context", CLASSES) == {}


def test_every_entry_says_what_it_counts_of_what_and_when():
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        assert set(measure.tables) <= set(TABLES)
        assert isinstance(measure.value, Value)
        for said in (
            measure.title,
            measure.unit,
            measure.window,
            measure.denominator,
            measure.source,
            measure.caveat,
        ):
            assert len(str(said)) > 10, measure.name


def entries(language):
    with translation.override(language):
        return [
            (m.name, [str(said) for said in (m.title, m.unit, m.window, m.denominator, m.source, m.caveat)])
            for m in MEASURES
        ]


def page():
    """Every entry in both languages."""
    lines = [
        "# Measures / Mesurau",
        "",
        "Printed by `tests/spec/evaluate/test_measures_of_demand.py` from the catalogue. Do not edit.",
        "",
        "Argreffir gan `tests/spec/evaluate/test_measures_of_demand.py` o'r catalog. Peidiwch â'i olygu.",
    ]
    heads = (
        "Unit / Uned",
        "When / Pryd",
        "Of what / O beth",
        "Source / Ffynhonnell",
        "Take care / Byddwch yn ofalus",
    )
    for (name, english), (_name, welsh) in zip(entries("en"), entries("cy"), strict=True):
        lines += [
            "",
            f"## {name}",
            "",
            f"**{english[0]}** / **{welsh[0]}**",
            "",
            "| | English | Cymraeg |",
            "|---|---|---|",
        ]
        lines += [
            f"| {head} | {en} | {cy} |" for head, en, cy in zip(heads, english[1:], welsh[1:], strict=True)
        ]
    return "\n".join(lines) + "\n"


def test_the_manual_says_the_same():
    if os.environ.get("UPDATE_GENERATED"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "run with UPDATE_GENERATED=1"
