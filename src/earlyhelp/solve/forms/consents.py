"""What is typed of what comes next after consent was taken back."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, Form, TextAreaField
from earlyhelp.solve.choices.consents import AfterConsent


class NextStepForm(Form):
    """One of the steps that their answers allow, and why."""

    step = ChoiceField(
        label=_("What comes next?"),
        choices=(),
        missing=_("Select what comes next"),
        hints={
            AfterConsent.OTHERS: _("Whoever took it back leaves the episode. The others go on."),
            AfterConsent.SAFEGUARDING: _(
                "Only what protects somebody goes on, because the law says so. Tell the family, unless that is unsafe."
            ),
            AfterConsent.CLOSE: _("First say of each open action what came of it."),
        },
    )
    because = TextAreaField(
        label=_("Why, and what did they say?"),
        missing=_("Write why, so that a colleague understands it later"),
        rows=3,
        max_length=500,
    )

    def __init__(self, *args: Any, steps: Sequence[AfterConsent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["step"].choices = [(one.value, one.label) for one in steps]
