"""Files of attendance: what is read of them, and what is said of each row that cannot be."""

from datetime import date

import pytest

from earlyhelp.develop.choices import Took
from earlyhelp.develop.choices.attendance_files import REASONS, RowFault
from earlyhelp.develop.rules.attendance_files import MOST_BYTES, CannotRead, read_file

TODAY = date(2026, 3, 2)
HEAD = "email,course,date,attended\n"

RIGHT = [
    # the row, the day, how much of it
    ("a@example.org,time-1,2026-02-03,yes", date(2026, 2, 3), Took.PRESENT),
    ("A@Example.org,TIME-1,03/02/2026,", date(2026, 2, 3), Took.PRESENT),
    (" a@example.org , time-1 , 3.2.2026 , Partly ", date(2026, 2, 3), Took.PARTLY),
    ("a@example.org,time-1,2026-03-02,no", date(2026, 3, 2), Took.ABSENT),
    ("a@example.org,time-1,2000-01-01,rhannol", date(2000, 1, 1), Took.PARTLY),
    ("a@example.org,time-1,2026-03-02,naddo", date(2026, 3, 2), Took.ABSENT),
    ('"a@example.org",time-1,2026-03-02,"oedd"', date(2026, 3, 2), Took.PRESENT),
]


@pytest.mark.parametrize(("row", "on", "took"), RIGHT)
def test_a_right_row(row: str, on: date, took: Took) -> None:
    read = read_file((HEAD + row).encode(), today=TODAY)
    assert not read.refused
    assert [(one.line, one.email, one.course, one.on, one.took) for one in read.right] == [
        (2, "a@example.org", "time-1", on, took)
    ]


WRONG = [
    (",time-1,2026-02-03,yes", "email", RowFault.NO_EMAIL),
    ("a@example.org,,2026-02-03,yes", "course", RowFault.NO_COURSE),
    ("a@example.org,time-1,,yes", "date", RowFault.NO_DATE),
    ("a@example.org", "course", RowFault.NO_COURSE),
    ("a@example.org,time-1,3 February,yes", "date", RowFault.DATE_FORMAT),
    ("a@example.org,time-1,02/13/2026,yes", "date", RowFault.DATE_FORMAT),
    ("a@example.org,time-1,2026-03-03,yes", "date", RowFault.DATE_FUTURE),
    ("a@example.org,time-1,1999-12-31,yes", "date", RowFault.DATE_TOO_OLD),
    ("a@example.org,time-1,2026-02-03,perhaps", "attended", RowFault.ATTENDED),
    ("a@example.org,time-1,2026-02-03,yes,more", "", RowFault.COLUMNS),
]


@pytest.mark.parametrize(("row", "column", "fault"), WRONG)
def test_a_wrong_row_says_where_and_why(row: str, column: str, fault: RowFault) -> None:
    read = read_file((HEAD + "b@example.org,time-1,2026-02-03,\n" + row).encode(), today=TODAY)
    assert [(one.line, one.column, one.fault) for one in read.refused] == [(3, column, fault)]
    assert len(read.right) == 1
    assert read.rows == 2


@pytest.mark.parametrize("fault", RowFault)
def test_every_reason_says_what_to_do(fault: RowFault) -> None:
    reason, remedy = REASONS[fault]
    assert str(reason).endswith(".")
    assert str(remedy).endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        "﻿e-bost;cwrs;dyddiad\r\na@example.org;time-1;03/02/2026\r\n",
        "date,note,Course,Work Email\n2026-02-03,kept by hand,time-1,a@example.org\n\n,,,\n",
    ],
)
def test_headings_in_either_language_in_any_order_and_columns_that_are_not_asked_for(content: str) -> None:
    read = read_file(content.encode(), today=TODAY)
    assert [(one.email, one.course, one.on) for one in read.right] == [
        ("a@example.org", "time-1", date(2026, 2, 3))
    ]


def test_a_line_break_inside_a_cell_does_not_shift_the_lines() -> None:
    text = 'email,course,date,note\na@example.org,x,2026-02-03,"one\ntwo"\nb@example.org,x,never,\n'
    assert [one.line for one in read_file(text.encode(), today=TODAY).refused] == [4]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        HEAD.encode(),
        b"email,course\na@example.org,x",
        b"email,email,course,date\n",
        b"who,what\n1,2",
        b"\xff\xfe\x00",
        "ŵ".encode("latin-1", "replace") + b"\xe9",
        HEAD.encode() + b"a\x00@example.org,x,2026-02-03,",
        b"email,course,date\n" + b'"' + b"a" * 200_000 + b"\n",
        b" " * (MOST_BYTES + 1),
        HEAD.encode() + b"a@example.org,x,2026-02-03,\n" * 5_001,
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(CannotRead) as refusal:
        read_file(content, today=TODAY)
    assert str(refusal.value).endswith(".")
