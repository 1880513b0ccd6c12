"""A table that leaves the service holds nothing that a spreadsheet would run."""

import pytest

from earlyhelp.kit.spreadsheets import csv_of, safe_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1656 555 0100", "'+44 1656 555 0100"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("Ann = Bob", "Ann = Bob"),
        (None, ""),
        (12, "12"),
        (-2, "'-2"),
    ],
)
def test_a_formula_becomes_text(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


def test_the_header_is_guarded_like_the_rows() -> None:
    assert csv_of(["=a", "b"], [["x,y", "@z"]]) == "\ufeff'=a,b\r\n\"x,y\",'@z\r\n"
