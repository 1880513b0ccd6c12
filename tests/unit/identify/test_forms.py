"""What the forms make of nothing: an empty relationship, words for questions that are not asked, a blank mark."""

from earlyhelp.identify.choices import Setting
from earlyhelp.identify.forms.relations import RelationForm
from earlyhelp.identify.forms.starting import CallForm
from earlyhelp.identify.forms.wording import WORDINGS, word
from earlyhelp.identify.prefill import Facts, drop


def test_a_relationship_of_which_nothing_is_said_lacks_nothing() -> None:
    form = RelationForm({}, people=[("0", "Person 1"), ("1", "Person 2")])
    assert form.is_valid()


def test_only_the_questions_that_a_form_asks_are_worded() -> None:
    form = CallForm()
    asked = {name: field.label for name, field in form.fields.items()}
    word(form, Setting.SCHOOL)
    worded = WORDINGS[Setting.SCHOOL]["seen_and_heard"].label
    assert {name: field.label for name, field in form.fields.items()} == asked | {"seen_and_heard": worded}


def test_a_person_whom_no_incident_filled_stays_when_an_incident_is_dropped() -> None:
    facts = Facts("P260301-0412", {}, ({"given_name": {"given_name": "Angharad"}},))
    typed = {"people-0-given_name": ["Angharad"]}
    left = drop(typed, facts)
    assert left["people-0-given_name"] == ["Angharad"]
