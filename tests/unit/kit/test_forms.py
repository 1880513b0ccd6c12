"""How a form is drawn, checked, and kept through a language switch."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory
from django.utils import translation

from earlyhelp.kit import forms
from earlyhelp.kit.forms.language import language_switch


class Contact(forms.Form):
    token = forms.HiddenField()
    name = forms.TextField(label="Name", hint="As they say it", missing="Enter the name", width=20, lang="cy")
    price = forms.TextField(label="Price", required=False, prefix="£", suffix="a week", width="one-half")
    words = forms.TextAreaField(
        label="Words", count=True, max_length=50, missing="Write something", heading=True
    )
    born = forms.DateField(label="Born", missing="Enter the date", birthday=True, label_size="m")
    at = forms.TimeField(label="At", required=False)
    how = forms.ChoiceField(
        label="How?",
        hint="One",
        choices=[("phone", "Telephone"), ("post", "Post"), ("none", "Neither")],
        hints={"phone": "When it is safe"},
        reveals={"phone": "number"},
        divider_before="none",
        small=True,
        missing="Select how",
    )
    number = forms.TelephoneField(label="Number", missing="Enter the number")
    needs = forms.ChoicesField(
        label="Needs",
        choices=[("home", "Home"), ("money", "Money")],
        hints={"home": "Rent, repairs"},
        reveals={"home": ["rooms", "owner"], "money": ["owner"]},
        required=False,
    )
    rooms = forms.WholeNumberField(label="Rooms", missing="Enter how many rooms")
    owner = forms.TextField(label="Owner", missing="Enter the owner")
    safe = forms.YesNoField(label="Safe?", required=False, heading=True)
    service = forms.SelectField(label="Service", choices=[("a", "A")], blank="Choose", required=False)
    agreed = forms.CheckboxField(label="They agreed", hint="Say how", missing="Confirm that they agreed")


GOOD = {
    "name": "Siân",
    "words": "Da iawn",
    "born-day": "1",
    "born-month": "3",
    "born-year": "1984",
    "how": "post",
    "agreed": "on",
}


def sent(**changes: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(GOOD | changes)
    return data


def test_a_good_form_gives_python_values() -> None:
    form = Contact(sent(safe="no"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(1984, 3, 1)
    assert form.cleaned_data["safe"] is False
    assert form.error_summary == ""


def test_what_is_not_revealed_is_neither_asked_nor_kept() -> None:
    form = Contact(sent(number="nonsense", owner="Somebody"))
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["number"], form.cleaned_data["owner"], form.cleaned_data["rooms"]) == (
        "",
        "",
        None,
    )


def test_what_is_revealed_is_asked() -> None:
    data = sent(how="phone")
    data.setlist("needs", ["money"])
    form = Contact(data)
    assert not form.is_valid()
    assert form.errors == {"number": ["Enter the number"], "owner": ["Enter the owner"]}


def test_the_summary_leads_to_the_control_in_error() -> None:
    form = Contact(sent(name="", **{"born-month": "13", "how": ""}))
    form.add_error(None, "Somebody else changed this")
    summary = form.error_summary
    assert "There is a problem" in summary
    assert "Somebody else changed this" in summary
    for href, sentence in [
        ("#id_name", "Enter the name"),
        ("#id_born-month", "Enter the month"),
        ("#id_how", "Select how"),
    ]:
        assert f'href="{href}"' in summary
        assert sentence in summary


def test_a_date_with_an_error_that_names_no_box_marks_all_three() -> None:
    form = Contact(sent())
    form.add_error("born", "They cannot be older than their mother")
    assert str(form["born"]).count("govuk-input--error") == 3
    form = Contact(sent())
    form.add_error("born", ValidationError("The year is wrong", code="year"))
    assert form["born"].focus_id == "id_born-year"


def test_a_drawn_form_names_and_describes_every_control() -> None:
    page = str(Contact(initial={"born": date(1984, 3, 1), "at": time(9, 5), "safe": True, "needs": ["home"]}))
    assert 'aria-describedby="id_name-hint"' in page
    assert 'lang="cy"' in page
    assert "govuk-input--width-20" in page
    assert "govuk-!-width-one-half" in page
    assert 'value="1984"' in page
    assert 'value="09:05"' in page
    assert 'autocomplete="bday-day"' in page
    assert 'data-maxlength="50"' in page
    assert 'data-i18n.characters-under-limit.other="You have %{count} characters left"' in page
    assert '<h1 class="govuk-fieldset__heading">Safe?</h1>' in page
    assert 'class="govuk-radios__divider">or<' in page
    assert 'data-aria-controls="id_how-conditional"' in page
    assert 'type="hidden" name="token"' in page
    assert 'type="tel"' in page
    assert "maxlength=" not in page.replace("data-maxlength=", "")


def test_revealed_fields_are_drawn_once_inside_their_choice() -> None:
    page = str(Contact())
    assert page.count('name="number"') == 1
    assert page.count('id="id_name"') == 1


def test_a_drawn_form_with_errors_shows_each_beside_its_control_and_keeps_what_was_typed() -> None:
    form = Contact(
        sent(name="x" * 10_000, words="", agreed="", how="phone", number="123", service="zz", price="7")
    )
    page = str(form)
    assert 'aria-describedby="id_name-hint id_name-error"' in page
    assert "govuk-input--error" in page
    assert "govuk-textarea--error" in page
    assert "govuk-select--error" in page
    assert "x" * 10_000 in page
    assert 'value="123"' in page
    assert page.count("Error:") == len(form.errors)


def test_what_is_typed_cannot_become_markup() -> None:
    assert "<script>" not in str(Contact(sent(name="<script>alert(1)</script>", how="")))


def test_hidden_errors_leave_what_was_typed() -> None:
    form = Contact(sent(name="", words="Da iawn"))
    form.hide_errors()
    assert form.error_summary == ""
    assert "Da iawn" in str(form)
    assert "Error:" not in str(form)
    assert not form.is_valid()


def test_a_summary_passes_over_what_is_not_a_form() -> None:
    assert forms.error_summary(None, "", Contact()) == ""


def test_a_field_keeps_its_own_template_when_given_one() -> None:
    assert forms.TextField(template_name="kit/forms/textarea.html").template_name == "kit/forms/textarea.html"


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("switched" if forms.language_switch_requested(request) else "sent")


@pytest.fixture
def post() -> RequestFactory:
    return RequestFactory()


def test_the_switch_in_a_form_reaches_the_view_and_is_remembered(post: RequestFactory) -> None:
    request = post.post("/people?page=2", {"switch_language": "cy", "name": "Siân"})
    with translation.override("en"):
        response = language_switch(answer)(request)
        assert translation.get_language() == "cy"
    assert response.content == b"switched"
    assert response.cookies["language"].value == "cy"


def test_the_switch_outside_a_form_shows_the_same_page_again(post: RequestFactory) -> None:
    data = {"switch_language": "en", "switch_language_only": "1"}
    response = language_switch(answer)(post.post("/people?page=2", data))
    assert (response.status_code, response["Location"]) == (302, "/people?page=2")
    assert response.cookies["language"].value == "en"


@pytest.mark.parametrize("data", [{}, {"switch_language": "xx"}, {"switch_language": ""}])
def test_a_language_that_is_not_ours_is_no_switch(post: RequestFactory, data: dict[str, str]) -> None:
    response = language_switch(answer)(post.post("/", data))
    assert response.content == b"sent"
    assert not response.cookies


def test_reading_a_page_is_no_switch(post: RequestFactory) -> None:
    assert language_switch(answer)(post.get("/", {"switch_language": "cy"})).content == b"sent"
