"""What people type about the programme. What all partners read stands in both languages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.programme import Degree, ItemState
from earlyhelp.kit.forms import ChoiceField, DateField, Form, SelectField, TextAreaField, TextField

_DEGREES = [(str(value), label) for value, label in Degree.choices]


class NamedForm(Form):
    """A name in both languages."""

    name_en = TextField(label=_("In English"), missing=_("Write it in English"), lang="en")
    name_cy = TextField(label=_("In Welsh"), missing=_("Write it in Welsh"), lang="cy")


class WorkstreamForm(NamedForm):
    """A part of the programme."""

    aim_en = TextAreaField(
        label=_("What it is to achieve, in English"), missing=_("Write it in English"), rows=3, lang="en"
    )
    aim_cy = TextAreaField(
        label=_("What it is to achieve, in Welsh"), missing=_("Write it in Welsh"), rows=3, lang="cy"
    )
    led_by = SelectField(
        label=_("Which partner leads it?"),
        missing=_("Choose which partner leads it"),
        blank=_("Choose a partner"),
        choices=(),
    )

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["led_by"]
        field.choices = partners


class DueForm(NamedForm):
    """A milestone or a pledge: what, and by when."""

    due_on = DateField(label=_("By when?"), missing=_("Enter the day by which it is done"))


class RiskForm(NamedForm):
    """What could keep a workstream from its aim."""

    likelihood = ChoiceField(
        label=_("How likely is it?"), choices=_DEGREES, missing=_("Select how likely it is"), inline=True
    )
    impact = ChoiceField(
        label=_("How much would it cost the programme?"),
        choices=_DEGREES,
        missing=_("Select how much it would cost"),
        inline=True,
    )


class DecisionForm(NamedForm):
    """What was decided, and why."""

    why_en = TextAreaField(label=_("Why, in English"), missing=_("Write it in English"), rows=3, lang="en")
    why_cy = TextAreaField(label=_("Why, in Welsh"), missing=_("Write it in Welsh"), rows=3, lang="cy")
    decided_on = DateField(
        label=_("When was it decided?"), missing=_("Enter the day on which it was decided")
    )


class WordForm(Form):
    """How a milestone, a risk or a pledge goes."""

    state = ChoiceField(
        label=_("How does it stand?"), choices=ItemState.choices, missing=_("Select how it stands")
    )
    words = TextAreaField(
        label=_("How does it go?"),
        hint=_("All partners read this. No names of people."),
        missing=_("Say in a few words how it goes"),
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, is_risk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_risk:
            self.fields["likelihood"] = ChoiceField(
                label=_("How likely is it now?"),
                choices=_DEGREES,
                missing=_("Select how likely it is"),
                inline=True,
            )
            self.fields["impact"] = ChoiceField(
                label=_("How much would it cost the programme now?"),
                choices=_DEGREES,
                missing=_("Select how much it would cost"),
                inline=True,
            )
        else:
            self.fields["due_on"] = DateField(
                label=_("By when, as it looks now?"),
                hint=_("Leave it as it is, or move it. The first day stays visible."),
                missing=_("Enter the day by which it is done"),
            )
