"""Searching for a person, and saying why something is taken back."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
    ChoiceField,
    DateField,
    Form,
    HiddenField,
    PostcodeField,
    SelectField,
    TextField,
    WholeNumberField,
)
from earlyhelp.understand.choices import IdentifierSystem, WhyOpened


class SearchForm(Form):
    """Anything that is known of a person. Nothing but the reason must be answered."""

    of = HiddenField()
    given_name = TextField(label=_("First names"), required=False, max_length=100, spellcheck=False)
    family_name = TextField(
        label=_("Family name"),
        hint=_("In any order and any spelling, in Welsh or English."),
        required=False,
        max_length=100,
        spellcheck=False,
    )
    date_of_birth = DateField(
        label=_("Date of birth"), required=False, too_late=_("Enter a date that is today or in the past")
    )
    age = WholeNumberField(
        label=_("Or about how old are they?"), required=False, smallest=0, largest=120, width=3
    )
    postcode = PostcodeField(
        label=_("Postcode"), hint=_("The first part is enough, such as CF31."), required=False, partial=True
    )
    address = TextField(label=_("Address"), required=False, max_length=300)
    telephone = TextField(label=_("Telephone number"), required=False, max_length=30, width=20)
    number = TextField(label=_("A number that they are known by"), required=False, max_length=80, width=20)
    number_kind = SelectField(
        label=_("Which number is it?"),
        choices=[("", _("I do not know")), *IdentifierSystem.choices],
        required=False,
    )
    because = ChoiceField(
        label=_("Why do you search for them?"),
        hint=_("Your answer is kept with your name and the time. The person may ask who read about them."),
        choices=WhyOpened.choices,
        missing=_("Select why you search for them"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.no_later_than("date_of_birth", today)

    def typed(self) -> dict[str, Any]:
        """What was typed, as the search is kept: plain values only."""
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"of", "because"} and value not in (None, "")
        }
        if born := said.get("date_of_birth"):
            said["date_of_birth"] = born.isoformat()
        return said


class TakeBackForm(Form):
    """Why a link, a joining or "not the same" is taken back."""

    because = TextField(
        label=_("Why do you take this back?"),
        hint=_("A colleague will read this later. Write no more about the person than is needed."),
        missing=_("Say why you take this back, so that a colleague understands it later"),
        max_length=300,
    )
