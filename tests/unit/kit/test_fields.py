"""What the fields make of what people type, the bad included."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    ChoicesField,
    DateField,
    EmailField,
    HiddenField,
    PartialDate,
    PartialDateField,
    PasswordField,
    PostcodeField,
    SelectField,
    TelephoneField,
    TextAreaField,
    TextField,
    TimeField,
    WholeNumberField,
    YesNoField,
)
from earlyhelp.kit.forms.contact import readable_telephone

LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]


def refusal(field: Any, value: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Siân  ", "Siân"),
        ("w\u0302", "ŵ"),
        ("a\x00b\x07c", "abc"),
        ("half \ud83d character", "half  character"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("👩‍👧 yn iawn", "👩‍👧 yn iawn"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        (None, ""),
        ("", ""),
    ],
)
def test_text_keeps_any_script_and_drops_what_cannot_be_stored(typed: str | None, kept: str) -> None:
    assert TextAreaField(required=False).clean(typed) == kept


def test_long_text_is_refused_with_a_sentence_that_says_what_to_do() -> None:
    said = refusal(TextAreaField(), "x" * 10_000)
    assert said == "Shorten what you wrote to 5000 characters or fewer. It has 10000"
    assert refusal(TextField(too_long="Shorten the name"), "x" * 201) == "Shorten the name"


def test_a_text_of_nothing_but_nul_counts_as_empty() -> None:
    assert refusal(TextField(missing="Enter the name"), "\x00\x00") == "Enter the name"
    assert refusal(TextField(), "") == "Answer this question"


def test_a_password_is_taken_exactly_as_typed() -> None:
    assert PasswordField().clean("  a b  ") == "  a b  "
    assert PasswordField(required=False).clean("") == ""


def test_a_hidden_value_may_be_absent() -> None:
    assert HiddenField().clean(None) == ""


@pytest.mark.parametrize(("typed", "number"), [("12", 12), ("1,200", 1200), ("٣", 3), ("", None)])
def test_whole_numbers(typed: str, number: int | None) -> None:
    assert WholeNumberField(required=False).clean(typed) == number


@pytest.mark.parametrize("typed", ["-1", "²", "1.5", "many", "9" * 5000, "1000001"])
def test_what_is_not_a_whole_number_is_refused(typed: str) -> None:
    assert refusal(WholeNumberField(), typed) == "Enter a whole number from 0 to 1000000"


def test_a_missing_number_is_refused_when_required() -> None:
    assert refusal(WholeNumberField(missing="Enter their age"), "") == "Enter their age"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("31", "3", "1984"), date(1984, 3, 31)),
        (("1", "ionawr", "2020"), date(2020, 1, 1)),
        (("1", "Sept", "2020"), date(2020, 9, 1)),
        (("1", "Feb.", "2024"), date(2024, 2, 1)),
        (("٣", "٤", "١٩٨٤"), date(1984, 4, 3)),
        (("29", "2", "2024"), date(2024, 2, 29)),
    ],
)
def test_dates_as_people_write_them(typed: tuple[str, str, str], found: date) -> None:
    assert DateField().clean(typed) == found


@pytest.mark.parametrize(
    ("typed", "sentence", "marked"),
    [
        (("", "", ""), "Answer this question", "day"),
        (("31", "2", "2026"), "Enter a date that exists. That month does not have so many days", "day"),
        (("1", "1", "0001"), "Enter a year from 1900 onwards", "year"),
        (("1", "1", "84"), "Enter the year as 4 numbers, like 1984", "year"),
        (("1", "1", "year"), "Enter the year as 4 numbers, like 1984", "year"),
        (("1", "13", "1984"), "Enter the month as a number from 1 to 12", "month"),
        (("0", "1", "1984"), "Enter the day as a number from 1 to 31", "day"),
        (("😀", "1", "1984"), "Enter the day as a number from 1 to 31", "day"),
        (("9" * 9999, "1", "1984"), "Enter the day as a number from 1 to 31", "day"),
        (("", "1", "1984"), "Enter the day as well, like 31", "day"),
        (("1", "", "1984"), "Enter the month as well, like 3", "month"),
        (("1", "1", ""), "Enter the year as well, like 1984", "year"),
        (("", "", "1984"), "Enter the day and the month as well", "day-month"),
        (("", "1", ""), "Enter the day and the year as well", "day-year"),
        (("1", "", ""), "Enter the month and the year as well", "month-year"),
    ],
)
def test_dates_that_cannot_be(typed: tuple[str, str, str], sentence: str, marked: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DateField().clean(typed)
    assert refused.value.messages == [sentence]
    assert refused.value.code == marked


def test_dates_outside_their_bounds() -> None:
    bounded = DateField(earliest=date(2026, 3, 5), latest=date(2026, 3, 10), required=False)
    assert refusal(bounded, ("4", "3", "2026")) == "Enter a year from 2026 onwards"
    assert refusal(bounded, ("11", "3", "2026")) == "Enter a date that is today or in the past"
    assert bounded.clean(("5", "3", "2026")) == date(2026, 3, 5)
    assert bounded.clean(None) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("", "", "1984"), PartialDate(1984)),
        (("", "3", "1984"), PartialDate(1984, 3)),
        (("31", "3", "1984"), PartialDate(1984, 3, 31)),
    ],
)
def test_partial_dates(typed: tuple[str, str, str], found: PartialDate) -> None:
    assert PartialDateField().clean(typed) == found


def test_partial_dates_that_cannot_be() -> None:
    assert "Enter the year, like 1984" in refusal(PartialDateField(), ("1", "3", ""))
    assert "Enter the month as well" in refusal(PartialDateField(), ("1", "", "1984"))
    assert "Enter a date that exists" in refusal(PartialDateField(), ("31", "2", "1984"))


def test_a_date_has_changed_when_a_box_has() -> None:
    assert not DateField().has_changed(date(1984, 3, 1), ("1", "3", "1984"))
    assert not DateField().has_changed(None, ("", "", ""))
    assert PartialDateField().has_changed(PartialDate(1984, 3), ("2", "3", "1984"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("2.30 p.m.", time(14, 30)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12:15pm", time(12, 15)),
        ("2.30yh", time(14, 30)),
        ("", None),
    ],
)
def test_times_as_people_write_them(typed: str, found: time | None) -> None:
    assert TimeField(required=False).clean(typed) == found


@pytest.mark.parametrize("typed", ["25:00", "12:61", "13pm", "0am", "noonish", "٢٥:٠٠"])
def test_times_that_cannot_be(typed: str) -> None:
    assert refusal(TimeField(), typed) == "Enter a time, like 14:30 or 2:30pm"


def test_a_time_is_drawn_with_two_digits() -> None:
    assert TimeField().prepare_value(time(9, 5)) == "09:05"
    assert TimeField().prepare_value("nine") == "nine"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07700 900123", "+447700900123"),
        ("(01656) 555 012", "+441656555012"),
        ("+353 1 234 5678", "+35312345678"),
        ("01656 555012 ext 12", "+441656555012 x12"),
        ("", ""),
    ],
)
def test_telephone_numbers(typed: str, kept: str) -> None:
    assert TelephoneField(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["123", "ring the neighbour", "+999 123", "0" * 300, "😀"])
def test_what_is_not_a_telephone_number_is_refused(typed: str) -> None:
    assert refusal(TelephoneField(), typed).startswith("Enter a telephone number, like")


def test_telephone_numbers_are_drawn_as_people_write_them() -> None:
    assert readable_telephone("+447700900123") == "07700 900123"
    assert readable_telephone("+35312345678") == "+353 1 234 5678"
    assert readable_telephone("ask the school") == "ask the school"


def test_email_addresses() -> None:
    assert EmailField().clean(" a@example.com ") == "a@example.com"
    assert refusal(EmailField(), "a at example").startswith("Enter an email address in the correct format")


@pytest.mark.parametrize(
    ("typed", "kept"), [("cf311aa", "CF31 1AA"), ("CF31-1AA", "CF31 1AA"), ("w1a 1hq", "W1A 1HQ"), ("", "")]
)
def test_postcodes(typed: str, kept: str) -> None:
    assert PostcodeField(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("cf31", "CF31"), ("CF31 1", "CF31 1"), ("CF31 1AA", "CF31 1AA")]
)
def test_parts_of_postcodes(typed: str, kept: str) -> None:
    assert PostcodeField(partial=True).clean(typed) == kept


def test_what_is_not_a_postcode_is_refused() -> None:
    assert refusal(PostcodeField(), "CF31") == "Enter a full postcode, like CF31 1AA"
    assert refusal(PostcodeField(partial=True), "XYZ") == (
        "Enter a postcode or its first part, like CF31 1AA or CF31"
    )
    assert refusal(PostcodeField(missing="Enter the postcode"), "--") == "Enter the postcode"


def test_choices_give_their_values() -> None:
    assert ChoiceField(choices=LANGUAGES).clean("cy") == "cy"
    assert SelectField(choices=LANGUAGES, required=False).clean("") == ""
    assert ChoicesField(choices=LANGUAGES).clean(["cy", "en"]) == ["cy", "en"]


def test_a_choice_that_is_not_offered_is_refused() -> None:
    assert refusal(ChoiceField(choices=LANGUAGES), "xx") == "Select one of the answers on this page"
    assert refusal(ChoicesField(choices=LANGUAGES), "en") == "Select one of the answers on this page"


@pytest.mark.parametrize(("typed", "found"), [("yes", True), ("no", False), ("", None)])
def test_yes_or_no(typed: str, found: bool | None) -> None:
    assert YesNoField(required=False).clean(typed) is found


def test_a_checkbox_that_is_required_must_be_ticked() -> None:
    assert CheckboxField().clean("on") is True
    assert CheckboxField(required=False).clean(None) is False
    assert refusal(CheckboxField(missing="Confirm that they agreed"), None) == "Confirm that they agreed"
