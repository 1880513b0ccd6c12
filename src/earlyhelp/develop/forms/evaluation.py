"""What is typed to make a group, and to answer a questionnaire."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.facts.instruments import Instrument, Item
from earlyhelp.develop.rules.rounds import LEAST_PEOPLE, MOST_PEOPLE, NoCode, plain_code
from earlyhelp.kit.forms import ChoiceField, ChoicesField, DateField, Form, TextField, WholeNumberField

Choices = Iterable[tuple[str, str]]


class GroupForm(Form):
    """A group that will be trained."""

    name = TextField(
        label=_("What do you call this group?"),
        hint=_("Such as “Response teams, Bridgend, spring”. Name no person."),
        missing=_("Enter a name for the group"),
        max_length=120,
    )
    course_code = TextField(
        label=_("Course code"), hint=_("If the course has one."), required=False, max_length=40, width=20
    )
    trained_on = DateField(
        label=_("On which day are they trained?"),
        hint=_("The last day, if it takes several."),
        missing=_("Enter the day of the training"),
    )
    people = WholeNumberField(
        label=_("How many people are trained?"),
        missing=_("Enter how many people are trained"),
        smallest=LEAST_PEOPLE,
        largest=MOST_PEOPLE,
    )
    teams = ChoicesField(
        label=_("Which teams do they work in?"),
        missing=_("Choose at least one team whose people are trained."),
        choices=(),
    )
    instrument = ChoiceField(
        label=_("Which questionnaire do they answer?"),
        missing=_("Choose a questionnaire"),
        choices=(),
    )

    def __init__(self, *args: Any, teams: Choices, instruments: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("teams", teams)
        self.offer("instrument", instruments)


class AnswerForm(Form):
    """One person's sheet. The first three make the code by which their sheets find each other."""

    school = TextField(
        label=_("The first two letters of the town or village where you first went to school"),
        missing=_("Enter two letters."),
        width=3,
        max_length=40,
        spellcheck=False,
        autocomplete="off",
    )
    street = TextField(
        label=_("The first two letters of the first street you remember living in"),
        missing=_("Enter two letters."),
        width=3,
        max_length=40,
        spellcheck=False,
        autocomplete="off",
    )
    day = WholeNumberField(
        label=_("The day of the month on which you were born"),
        hint=_("Such as 7, or 23. Not the month, and not the year."),
        missing=_("Enter a number from 1 to 31."),
        invalid=_("Enter a number from 1 to 31."),
        smallest=1,
        largest=31,
        width=2,
        autocomplete="off",
    )

    def __init__(self, *args: Any, instrument: Instrument, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for item in instrument.items:
            self.fields[_name(item)] = ChoiceField(
                label=item.text_cy if language == "cy" else item.text_en,
                label_size="s",
                required=False,
                choices=_choices(instrument, item, language),
            )

    @property
    def items(self) -> list[Any]:
        """The fields of what is asked, in its order."""
        return [self[_name(item)] for item in self.instrument.items]

    def clean(self) -> dict[str, Any]:
        """Put the code together, as it is compared."""
        cleaned: dict[str, Any] = super().clean() or {}
        if {"school", "street", "day"} <= cleaned.keys():
            try:
                cleaned["code"] = plain_code(
                    school=cleaned["school"], street=cleaned["street"], day=cleaned["day"]
                )
            except NoCode as wrong:
                self.add_error(wrong.field, str(wrong))
        return cleaned

    def answers(self) -> dict[str, int | None]:
        """The answer to each item, None where there is none."""
        given = {item.code: self.cleaned_data[_name(item)] for item in self.instrument.items}
        return {code: int(answer) if answer else None for code, answer in given.items()}


def _name(item: Item) -> str:
    return f"item_{item.code}"


def _choices(instrument: Instrument, item: Item, language: str) -> list[tuple[str, str]]:
    own, common = (
        (item.labels_cy, instrument.labels_cy) if language == "cy" else (item.labels_en, instrument.labels_en)
    )
    return [(str(instrument.lowest + place), label) for place, label in enumerate(own or common)]
