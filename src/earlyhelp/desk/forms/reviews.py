"""What a colleague answers who reads a notification for its writer: a step of each thing, and no words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.reviews import ABSENT, QualityStep, Rubric
from earlyhelp.kit.forms import ChoiceField, Form


class RatingForm(Form):
    """The items of a rubric, each with its four described steps."""

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in rubric.items:
            choices: list[tuple[str, Any]] = [(str(step.value), step.label) for step in QualityStep]
            if item.may_be_absent:
                choices.append((ABSENT, _("It cannot be asked of this notification: there is no child")))
            self.fields[item.key] = ChoiceField(
                label=item.text,
                label_size="m",
                choices=choices,
                hints={str(step.value): item.steps[place] for place, step in enumerate(QualityStep)},
                divider_before=ABSENT if item.may_be_absent else "",
                missing=_("Choose the step that fits best"),
            )
