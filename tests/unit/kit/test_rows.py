"""Several people in one form."""

import pytest
from django.http import QueryDict

from earlyhelp.kit.forms import Form, Rows, TextField, error_summary


class PersonForm(Form):
    name = TextField(label="Name", missing="Enter the name")
    note = TextField(label="Note", required=False)


class People(Rows):
    form, prefix, name = PersonForm, "people", "person"
    title, add, remove = "Person %(number)d", "Add another person", "Remove this person"
    too_few = "Add at least one person"
    maximum = 3


class Extras(People):
    minimum = 0
    title = "Somebody else"


def sent(*names: str, **more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    for index, name in enumerate(names):
        data.update({f"people-{index}-row": "1", f"people-{index}-name": name, f"people-{index}-note": ""})
    data.update(more)
    return data


def test_an_unsent_form_shows_the_least_number_of_rows_or_what_there_is() -> None:
    assert [row.title for row in People()] == ["Person 1"]
    assert len(Extras()) == 0
    rows = People(initial=[{"name": "Siân"}, {"name": "Owain"}])
    assert [row.removable for row in rows] == [True, True]
    assert 'value="Owain"' in str(rows)
    assert list(rows.problems()) == []
    assert not rows.is_valid()


def test_good_rows_give_their_values_and_pass_over_empty_ones() -> None:
    rows = People(sent("Siân", "", "Owain"))
    assert rows.is_valid()
    assert [row["name"] for row in rows.cleaned_data] == ["Siân", "Owain"]


def test_a_first_row_left_empty_is_asked_for() -> None:
    rows = People(sent(""))
    assert not rows.is_valid()
    assert [(problem.message, problem.href, problem.where) for problem in rows.problems()] == [
        ("Enter the name", "#id_people-0-name", "")
    ]


def test_errors_in_one_of_several_rows_say_which() -> None:
    rows = People(sent("Siân", "x" * 300))
    assert not rows.is_valid()
    assert "Person 2: Shorten what you wrote" in error_summary(rows)
    assert len(rows.errors) == 1


def test_an_error_of_a_whole_row_leads_to_the_rows() -> None:
    rows = People(sent("Siân"))
    rows.forms[0].add_error(None, "This person is there twice")
    assert [problem.href for problem in rows.problems()] == ["#people"]


def test_adding_a_row_keeps_what_was_typed_and_judges_nothing() -> None:
    rows = People(sent("", add_person="1"))
    assert rows.button_pressed
    assert len(rows) == 2
    assert rows.errors == []
    assert list(rows.problems()) == []
    assert len(People(sent("a", "b", "c", add_person="1"))) == 3


def test_removing_a_row_moves_the_others_up() -> None:
    rows = People(sent("Siân", "Owain", "Mared", remove_person="1"))
    assert rows.button_pressed
    assert [row.form["name"].value() for row in rows] == ["Siân", "Mared"]


@pytest.mark.parametrize("index", ["7", "-1", "x", ""])
def test_removing_a_row_that_is_not_there_changes_nothing(index: str) -> None:
    rows = People(sent("Siân", "Owain", remove_person=index))
    assert not rows.button_pressed
    assert len(rows) == 2


def test_the_last_row_cannot_be_removed_for_good() -> None:
    assert len(People(sent("Siân", remove_person="0"))) == 1
    assert not next(iter(People())).removable


def test_gaps_between_rows_are_closed() -> None:
    data = QueryDict(mutable=True)
    data.update({"people-2-name": "Siân", "people-9-name": "Owain", "people-x-name": "?", "other": "1"})
    assert [row["name"] for row in _valid(People(data)).cleaned_data] == ["Siân", "Owain"]


def test_too_many_rows_are_refused() -> None:
    rows = People(sent("a", "b", "c", "d"))
    assert not rows.is_valid()
    assert "Keep to 3 or fewer" in error_summary(rows)
    assert "add_person" not in str(rows)


def test_rows_that_are_all_empty_are_too_few_unless_none_is_needed() -> None:
    class Loose(People):
        class Anything(Form):
            note = TextField(label="Note", required=False)

        form = Anything

    assert "Add at least one person" in error_summary(Loose(sent("")))
    assert _valid(Extras(sent(""))).cleaned_data == []


def test_hidden_errors_are_not_drawn() -> None:
    rows = People(sent(""))
    rows.hide_errors()
    assert error_summary(rows) == ""
    assert not rows.is_valid()


def test_the_row_that_the_browser_copies_has_places_for_its_number() -> None:
    page = str(People())
    assert 'name="people-__index__-name"' in page
    assert "Person __number__" in page
    assert 'name="add_person"' in page


def _valid(rows: Rows) -> Rows:
    assert rows.is_valid()
    return rows
