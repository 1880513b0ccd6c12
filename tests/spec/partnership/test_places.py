"""In which fifth of Wales a small area is, and what a row of open data on places may say."""

import csv
from pathlib import Path

import pytest

from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.choices.places import PlacesFault
from earlyhelp.partnership.management.places import Wrong, read_index, read_postcodes
from earlyhelp.partnership.rules import places


@pytest.mark.parametrize(
    ("place", "last", "fifth"),
    [
        (1, 1909, 1),
        (382, 1909, 1),
        (383, 1909, 2),
        (764, 1909, 2),
        (765, 1909, 3),
        (1145, 1909, 3),
        (1146, 1909, 4),
        (1527, 1909, 4),
        (1528, 1909, 5),
        (1909, 1909, 5),
        (1, 10, 1),
        (2, 10, 1),
        (3, 10, 2),
        (10, 10, 5),
        (4, 5, 4),
    ],
)
def test_a_rank_a_decile_and_a_quintile_say_a_fifth(place, last, fifth):
    assert places.fifth_of(place, last) == fifth


def test_every_rank_is_in_a_fifth_and_the_fifths_are_alike():
    found = [places.fifth_of(rank, places.SMALL_AREAS) for rank in range(1, places.SMALL_AREAS + 1)]
    assert [found.count(fifth) for fifth in range(1, 6)] == [382, 382, 381, 382, 382]


@pytest.mark.parametrize(
    ("text", "place"),
    [("1", 1), (" 885 ", 885), ("1,324", 1324), ("1909", 1909)]
    + [(text, None) for text in ("", "0", "1910", "86.6", "-3", "first", "12345")],
)
def test_a_rank_is_a_whole_number_up_to_the_last_one(text, place):
    assert places.place_in(text, places.SMALL_AREAS) == place


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("CF31 1AA", "CF31 1AA"),
        ("cf311aa", "CF31 1AA"),
        (" ll1  2bc ", "LL1 2BC"),
        ("CF31", ""),
        ("", ""),
        ("none", ""),
    ],
)
def test_a_postcode_is_written_in_one_way(text, written):
    assert places.written_postcode(text) == written


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_the_index_is_read_as_it_is_published(tmp_path):
    """A title above the headings; the published quintile counts before the rank."""
    found = read_index(
        table(
            tmp_path / "wimd.csv",
            ("WIMD 2019: LSOA overall rank, decile, quintile and quartile",),
            ("",),
            ("LSOA code", "LSOA name (Eng)", "WIMD 2019 overall rank", "WIMD 2019 overall quintile"),
            ("W01000001", "Aberffraw", "885", "3"),
            ("W01000002", "Rhosneigr", "1324", "4"),
            ("W01000003", "Amlwch", "10", "6"),
            ("E01000001", "London", "5", "1"),
            ("W01000001", "Aberffraw", "885", "3"),
            ("W01000002", "Rhosneigr", "1324", "5"),
            ("W01000004",),
        )
    )
    assert found.rows == {"W01000001": "3", "W01000002": "4"}
    assert found.read == 7
    assert found.wrong == [
        Wrong("wimd.csv", 6, PlacesFault.PLACE),
        Wrong("wimd.csv", 7, PlacesFault.AREA),
        Wrong("wimd.csv", 9, PlacesFault.TWICE),
        Wrong("wimd.csv", 10, PlacesFault.SHORT),
    ]


@pytest.mark.parametrize(
    ("heading", "said", "fifth"),
    [
        ("WIMD 2019", "1,145", "3"),
        ("WIMD 2019 Overall Decile", "9", "5"),
        ("wimd 2019 lsoa rank", "382", "1"),
    ],
)
def test_ranks_or_deciles_alone_are_enough(tmp_path, heading, said, fifth):
    found = read_index(table(tmp_path / "wimd.csv", ("LSOA Code", heading), ("W01000001", said)))
    assert found.rows == {"W01000001": fifth}


def test_scores_are_no_ranks(tmp_path):
    found = read_index(table(tmp_path / "scores.csv", ("lsoa", "WIMD 2019"), ("W01000240", "86.6")))
    assert found.rows == {}
    assert found.wrong == [Wrong("scores.csv", 2, PlacesFault.PLACE)]


def test_postcodes_of_wales_are_kept_and_the_others_counted(tmp_path):
    """Of 2011 where the file says it, or else of 2021; several files are read as one."""
    first = table(
        tmp_path / "a.csv",
        ("pcd", "pcds", "lsoa11", "lsoa21"),
        ("CF311AA", "CF31 1AA", "W01000101", "W01001999"),
        ("CF311AB", "CF31 1AB", "", "W01001999"),
        ("BS1 1AA", "BS1 1AA", "E01014370", "E01014370"),
        ("GY1 1AA", "GY1 1AA", "L99999999", "L99999999"),
        ("CF311ZZ", "CF31 1ZZ", "", ""),
        ("CF311AC", "CF31 1AC", "W0100", "W0100"),
        ("", "not one", "W01000101", "W01000101"),
        ("CF311AA", "CF31 1AA", "W01000102", "W01001999"),
        ("CF31",),
    )
    second = table(tmp_path / "b.csv", ("LSOA21CD", "PCDS"), ("W01000103", "SA1 1AA"))
    found = read_postcodes([first, second])
    assert found.rows == {"CF31 1AA": "W01000101", "CF31 1AB": "W01001999", "SA1 1AA": "W01000103"}
    assert (found.read, found.elsewhere) == (10, 3)
    assert found.wrong == [
        Wrong("a.csv", 7, PlacesFault.AREA),
        Wrong("a.csv", 8, PlacesFault.POSTCODE),
        Wrong("a.csv", 9, PlacesFault.TWICE),
        Wrong("a.csv", 10, PlacesFault.SHORT),
    ]


def test_what_is_no_such_table_is_refused(tmp_path):
    other = table(tmp_path / "other.csv", *[("name", "value")] * 12)
    with pytest.raises(RuleError, match="no headings for the code"):
        read_index(other)
    with pytest.raises(RuleError, match="no headings for a postcode"):
        read_postcodes([other])
    with pytest.raises(RuleError, match="can not be read"):
        read_postcodes([tmp_path / "nowhere.csv"])
    empty = table(tmp_path / "empty.csv")
    with pytest.raises(RuleError, match="no headings"):
        read_index(empty)
