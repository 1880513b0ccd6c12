"""Days on which recording changed: which of them a chart of a force marks, and files that cannot be used."""

from datetime import date

import pytest

from earlyhelp.evaluate.measures.measure import Period
from earlyhelp.evaluate.rules.breaks import BadBreak, Break, breaks_in, read_breaks, shipped

YEARS = Period(date(2011, 1, 1), date(2030, 12, 31))
OWN = Break(date(2024, 2, 1), "gwent", "Began", "Dechrau", "The force")


def test_what_is_shipped_is_said_in_both_languages_with_its_source():
    assert [one.on for one in shipped()] == [date(2011, 4, 1), date(2014, 11, 18), date(2023, 7, 26)]
    assert all(one.title("en") != one.title("cy") and one.source for one in shipped())


def test_a_force_has_its_own_breaks_and_those_of_all():
    assert [one.on.year for one in breaks_in(YEARS, "gwent", [OWN])] == [2011, 2014, 2023, 2024]
    assert [one.on.year for one in breaks_in(YEARS, "south-wales", [OWN])] == [2011, 2014, 2023]
    assert OWN in breaks_in(YEARS, more=[OWN])


def test_only_breaks_of_the_period_are_marked():
    assert breaks_in(Period(date(2024, 2, 1), date(2024, 2, 1)), "gwent", [OWN]) == [OWN]
    assert breaks_in(Period(date(2024, 2, 2), date(2024, 3, 1)), "gwent", [OWN]) == []


ENTRY = """[[break]]
date = 2024-02-01
force = "gwent"
title_en = "Began"
title_cy = "Dechrau"
source = "The force"
"""


def test_a_service_adds_breaks_in_a_file_and_needs_no_code(tmp_path):
    path = tmp_path / "breaks.toml"
    path.write_text(ENTRY, "utf-8")
    assert read_breaks(path) == (OWN,)


@pytest.mark.parametrize(
    "text",
    [ENTRY.replace("2024-02-01", '"soon"'), ENTRY.replace('"Dechrau"', '" "'), ENTRY.replace("[[", "[["[:1])],
)
def test_an_entry_that_cannot_be_used_is_named(tmp_path, text):
    path = tmp_path / "breaks.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadBreak, match=r"breaks\.toml"):
        read_breaks(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadBreak, match="nowhere"):
        read_breaks(tmp_path / "nowhere.toml")
