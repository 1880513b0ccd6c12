"""Names, dates and sexes as files write them."""

import pytest

from earlyhelp.understand.linkage.batch.plain import (
    Born,
    born_of,
    family_of,
    given_of,
    halves_of,
    order_of,
    sex_of,
)

NOBODY = Born(None, None, None, None)


@pytest.mark.parametrize(
    ("written", "order", "expected"),
    [
        ("1984-03-05", "dmy", "19840305"),
        ("1984-03-05T00:00:00", "dmy", "19840305"),
        ("1984-03-05 00:00:00", "dmy", "19840305"),
        ("19840305", "dmy", "19840305"),
        ("05031984", "dmy", "19840305"),
        ("5/3/1984", "dmy", "19840305"),
        ("3/5/1984", "mdy", "19840305"),
        ("5.3.84", "dmy", "19840305"),
        ("5.3.17", "dmy", "20170305"),
        ("84-03-05", "ymd", "19840305"),
        ("5 March 1984", "dmy", "19840305"),
        ("5 Mawrth 1984", "dmy", "19840305"),
        ("1984 Mar 5", "dmy", "19840305"),
        ("19841345", "dmy", "19841345"),
        ("1984.03|05", "%Y.%m|%d", "19840305"),
        ("soon", "dmy", None),
        ("soon", "%Y", None),
        ("0000-03-05", "dmy", None),
    ],
)
def test_dates_in_any_usual_form(written, order, expected):
    assert born_of(written, order, 2026).born == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1984", Born(None, 1984, None, None)),
        ("1984-03", Born(None, 1984, 3, None)),
        ("March 1984", Born(None, 1984, 3, None)),
        ("March", NOBODY),
        ("1984-0-0", Born(None, 1984, None, None)),
        ("12", NOBODY),
    ],
)
def test_dates_of_which_only_a_part_is_known(written, expected):
    assert born_of(written, "dmy", 2026) == expected


def test_the_order_of_day_and_month_is_learnt_from_those_that_can_be_only_one():
    assert order_of(["05/03/1984", "03/25/1984"]) == "mdy"
    assert order_of(["05/03/1984", "25/03/1984"]) == "dmy"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Siân Haf Jones", ("sian haf", "jones")),
        ("Jones, Siân Haf", ("Siân Haf", "Jones")),
        ("Dafydd ap Rhys", ("dafydd", "aprhys")),
        ("Siân", ("sian", "")),
    ],
)
def test_a_whole_name_is_parted(written, expected):
    assert halves_of(written) == expected


def test_a_given_name_keeps_its_first_word_apart():
    assert given_of("Mary Ann")[:3] == ("mary", "ann", given_of("Mair").given_root)
    assert given_of("unknown").given is None


def test_a_family_name_keeps_both_ends():
    assert family_of("Rees-Jones")[:3] == ("rees jones", "rees", "jones")
    assert family_of("ap Rhys").family_root == family_of("Price").family_root
    assert family_of("").family is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Male", "m"), ("F", "f"), ("benyw", "f"), ("1", "m"), ("2", "f"), ("unknown", None), ("x", "x")],
)
def test_sexes(written, expected):
    assert sex_of(written) == expected
