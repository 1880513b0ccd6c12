"""What people type to assess their organisation, and to say what it does about it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.maturity import Domain, ImprovementState, Step
from earlyhelp.develop.models import AssessmentAnswer
from earlyhelp.kit.forms import (
    CheckboxField,
    ChoiceField,
    DateField,
    Form,
    HiddenField,
    SelectField,
    TextAreaField,
    TextField,
)


class DomainForm(Form):
    """The statements of one domain: the step that fits, and what shows it. Any may stay open for now."""

    seen = HiddenField(required=False)

    def __init__(
        self, *args: Any, domain: Domain, answers: Mapping[str, AssessmentAnswer], mark: str, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"seen": mark}
        for key, answer in answers.items():
            initial |= {f"{key}-step": str(answer.step), f"{key}-evidence": answer.evidence}
        super().__init__(*args, initial=initial, **kwargs)
        self.domain = domain
        for one in domain.statements:
            labels = Step.labels
            self.fields[f"{one.key}-step"] = ChoiceField(
                label=one.text,
                label_size="m",
                required=False,
                choices=[(str(step.value), labels[place]) for place, step in enumerate(Step)],
                hints={str(step.value): one.steps[place] for place, step in enumerate(Step)},
            )
            self.fields[f"{one.key}-evidence"] = TextAreaField(
                label=_("What shows it?"),
                hint=_("Optional. Such as a document, a figure, or what people said. No names."),
                required=False,
                rows=2,
                max_length=1000,
            )

    def answers(self) -> dict[str, tuple[int, str]]:
        """The step and the words for each statement that has a step."""
        said = self.cleaned_data
        return {
            one.key: (int(said[f"{one.key}-step"]), said[f"{one.key}-evidence"])
            for one in self.domain.statements
            if said[f"{one.key}-step"]
        }


class FinishForm(Form):
    """Saying that this is how it is."""

    share = CheckboxField(
        label=_("Tell the partners of the programme how many statements of each domain stand at each step"),
        hint=_("They see numbers, not your answers or what shows them."),
        required=False,
    )


class ImprovementForm(Form):
    """Something the organisation does about a statement."""

    text = TextField(
        label=_("What will you do?"), missing=_("Say what you will do"), max_length=400, width="full"
    )
    owner = SelectField(
        label=_("Who does it?"), missing=_("Choose who does it"), blank=_("Choose somebody"), choices=()
    )
    due_on = DateField(label=_("By when?"), missing=_("Enter the day by which it is done"))

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.choices = owners


class ImprovementWordForm(Form):
    """How an improvement goes."""

    state = ChoiceField(
        label=_("How does it stand?"),
        choices=ImprovementState.choices,
        missing=_("Select how it stands"),
    )
    words = TextAreaField(
        label=_("What came of it?"),
        hint=_("What was done, and what difference you see. No names of people."),
        required=False,
        rows=3,
        max_length=1000,
    )
