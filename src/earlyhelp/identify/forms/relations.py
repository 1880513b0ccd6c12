"""What the people in a notification are to each other, as rows of one form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Relation, Responsibility
from earlyhelp.identify.report import Related
from earlyhelp.identify.rules import MOST_PEOPLE
from earlyhelp.kit.forms import Form, Rows, SelectField

RELATIONS = "relations"
_ENDS = ("person", "of")


class RelationForm(Form):
    """One relationship. Its inverse follows from it and is shown on the page on which answers are checked."""

    person = SelectField(label=_("Who?"), required=False, blank=_("Select a person"))
    relation = SelectField(
        label=_("What are they to the other person?"),
        choices=Relation.choices,
        required=False,
        blank=_("Select what they are"),
    )
    of = SelectField(label=_("Who is the other person?"), required=False, blank=_("Select a person"))
    responsibility = SelectField(
        label=_("If one of them is a child: does the first have parental responsibility? (optional)"),
        choices=Responsibility.choices,
        required=False,
        blank=_("Not said"),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _ENDS:
            field: Any = self.fields[name]
            field.choices = list(people)

    def clean(self) -> dict[str, Any]:
        """A relationship needs both people and a word, or nothing at all."""
        said = self.cleaned_data
        missing = {
            "person": _("Select who it is, or leave this relationship empty."),
            "relation": _("Select what they are to each other, or leave this relationship empty."),
            "of": _("Select the other person, or leave this relationship empty."),
        }
        if any(said.get(name) for name in self.fields):
            for name, sentence in missing.items():
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        if said.get("person") and said.get("person") == said.get("of"):
            self.add_error("of", _("Choose two different people for each relationship."))
        return said


class Relations(Rows):
    """The relationships in a notification. There may be none."""

    form, prefix, name = RelationForm, RELATIONS, "relation"
    title = _("Relationship %(number)d")
    add, remove = _("Add a relationship"), _("Remove this relationship")
    minimum = 0
    maximum = MOST_PEOPLE


def related(said: Mapping[str, Any], places: Mapping[str, int]) -> Related | None:
    """One relationship. `places` is a row of the page to a person in the report; empty rows have none."""
    person, of = places.get(said.get("person", "")), places.get(said.get("of", ""))
    if person is None or of is None or not said.get("relation"):
        return None
    responsibility = said.get("responsibility")
    return Related(
        person,
        Relation(said["relation"]),
        of,
        Responsibility(responsibility) if responsibility else None,
    )


def renumbered(typed: Mapping[str, list[str]], places: Mapping[str, int]) -> dict[str, list[str]]:
    """Answers in which people have moved up because one was removed. Who is gone is nobody's relation."""
    moved: dict[str, list[str]] = {}
    for name, values in typed.items():
        is_end = name.startswith(f"{RELATIONS}-") and name.rsplit("-", 1)[-1] in _ENDS
        moved[name] = [_moved(value, places) for value in values] if is_end else list(values)
    return moved


def _moved(value: str, places: Mapping[str, int]) -> str:
    return str(places[value]) if value in places else ""
