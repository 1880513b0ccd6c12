"""Which column says what: guessed, or read from a mapping that people write as they like."""

import pytest

from earlyhelp.understand.linkage.batch.faults import CannotLink, Fault
from earlyhelp.understand.linkage.batch.mapping import guess, read_mapping, understood

FEBRL = [
    "rec_id", "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
    "date_of_birth", "soc_sec_id",
]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            FEBRL,
            {
                "record_id": ("rec_id",),
                "given_name": ("given_name",),
                "family_name": ("surname",),
                "date_of_birth": ("date_of_birth",),
                "address": ("street_number", "address_1", "address_2"),
                "postcode": ("postcode",),
                "town": ("suburb",),
                "identifiers": ("soc_sec_id",),
            },
        ),
        (
            [
                "unique_id",
                "cluster",
                "full_name",
                "first_name",
                "surname",
                "DOB",
                "birth_place",
                "occupation",
            ],
            {
                "record_id": ("unique_id",),
                "given_name": ("first_name",),
                "family_name": ("surname",),
                "date_of_birth": ("DOB",),
                "place_of_birth": ("birth_place",),
                "also": ("occupation",),
            },
        ),
        (
            ["id", "name", "by", "bm", "bd"],
            {
                "record_id": ("id",),
                "full_name": ("name",),
                "birth_day": ("bd",),
                "birth_month": ("bm",),
                "birth_year": ("by",),
            },
        ),
        (
            ["Enw cyntaf", "Cyfenw", "Dyddiad geni", "Cod post", "Birthday", "age"],
            {
                "given_name": ("Enw cyntaf",),
                "family_name": ("Cyfenw",),
                "date_of_birth": ("Dyddiad geni",),
                "postcode": ("Cod post",),
            },
        ),
        (["id", "Birthday"], {"record_id": ("id",), "date_of_birth": ("Birthday",)}),
        (
            ["Voter ID", "LNAME", "Tel. No.", "Parish"],
            {
                "record_id": ("Voter ID",),
                "family_name": ("LNAME",),
                "telephone": ("Tel. No.",),
                "town": ("Parish",),
            },
        ),
        (
            ["first", "fname_c1", "lname_c1", "lname_c2"],
            {"given_name": ("first",), "family_name": ("lname_c1", "lname_c2")},
        ),
    ],
)
def test_usual_names_of_columns_are_recognised(columns, expected):
    assert dict(guess(columns).columns) == expected


@pytest.mark.parametrize(
    ("said", "columns"),
    [
        ({"given_name": "fn", "surname": "sn"}, {"given_name": ("fn",), "family_name": ("sn",)}),
        ({"columns": {"First name": "FN"}}, {"given_name": ("fn",)}),
        ({"address": ["hn", "st"]}, {"address": ("hn", "st")}),
        ({"identifiers": {"nhs": "nhs_no", "police": "pnc"}}, {"identifiers": ("nhs_no", "pnc")}),
        (
            {"date_of_birth": {"day": "d", "month": "m", "year": "y"}},
            {"birth_day": ("d",), "birth_month": ("m",), "birth_year": ("y",)},
        ),
        ({"fn": "given_name"}, {"given_name": ("fn",)}),
    ],
)
def test_a_mapping_is_understood_however_it_is_written(said, columns):
    assert dict(understood(said, ["fn", "sn", "hn", "st", "nhs_no", "pnc", "d", "m", "y"]).columns) == columns


def test_a_mapping_says_how_dates_are_written_and_that_a_source_has_nobody_twice():
    mapping = understood({"dob": "d", "dates": "mdy", "source": "s", "once_in_each_source": True}, ["d", "s"])
    assert (mapping.dates, mapping.once_in_each_source) == ("mdy", True)


@pytest.mark.parametrize(
    ("said", "fault", "about"),
    [
        ({"shoe_size": "fn"}, Fault.UNKNOWN_FIELD, "shoe_size"),
        ({"given_name": "nope"}, Fault.NO_COLUMN, "nope"),
        ({"record_id": "fn"}, Fault.NOTHING_TO_COMPARE, ""),
    ],
)
def test_what_a_mapping_gets_wrong_is_named(said, fault, about):
    with pytest.raises(CannotLink) as problem:
        understood(said, ["fn"])
    assert (problem.value.fault, problem.value.about) == (fault, about)


def test_a_mapping_that_is_not_there_or_no_toml_is_told(tmp_path):
    with pytest.raises(CannotLink, match="no_mapping_file"):
        read_mapping(tmp_path / "none.toml", ["fn"])
    broken = tmp_path / "broken.toml"
    broken.write_text("given_name = ")
    with pytest.raises(CannotLink, match="mapping_not_readable"):
        read_mapping(broken, ["fn"])
    right = tmp_path / "right.toml"
    right.write_text('given_name = "fn"')
    assert read_mapping(right, ["fn"]).of("given_name") == ("fn",)
