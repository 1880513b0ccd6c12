"""What people type on the pages of wellbeing. No form here has a box for words: what nobody writes, nobody can leak."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.wellbeing import SENTENCES, ExposureKind, Item, Level
from earlyhelp.kit.forms import ChoiceField, ChoicesField, DateField, Form


class AnswerForm(Form):
    """The five sentences of a survey, each with the same five answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item, sentence in SENTENCES.items():
            self.fields[item.value] = ChoiceField(
                label=sentence,
                choices=Level.choices,
                missing=_("Select how far this was true. Every sentence needs an answer."),
            )

    def answers(self) -> dict[Item, int]:
        """What was chosen, by item."""
        return {item: int(self.cleaned_data[item.value]) for item in Item}


class RoundForm(Form):
    """From when until when a survey can be answered."""

    opens_on = DateField(label=_("First day"), missing=_("Enter the first day"))
    closes_on = DateField(
        label=_("Last day"),
        hint=_("Give everybody time: three weeks reach those on leave and on shifts too."),
        missing=_("Enter the last day"),
    )


class DayForm(Form):
    """What a worker met on a day. Nothing need be ticked."""

    day = DateField(label=_("Which day?"), missing=_("Enter the day"))
    kinds = ChoicesField(
        label=_("On this day I dealt with:"),
        hint=_("Tick what was part of the day. Leave out what you do not want to keep."),
        choices=ExposureKind.choices,
        required=False,
    )


class SumsForm(Form):
    """A file of sums over staff: the file itself stands beside the form."""
