"""What is typed of the privacy notice that was given, and of a child's understanding."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
    ChoiceField,
    DateField,
    Form,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from earlyhelp.understand.actions import Notice
from earlyhelp.understand.choices.consents import ConsentPurpose, NoticeForm, NoticeLanguage
from earlyhelp.understand.rules.consents import AROUND

PAST = _("Enter a day that is today or in the past")


class NoticeGivenForm(Form):
    """When, how and in which language the notice was given."""

    language = ChoiceField(
        label=_("In which language did they get the privacy notice?"),
        choices=NoticeLanguage.choices,
        missing=_("Select the language in which they got it"),
    )
    form = ChoiceField(
        label=_("How did they get it?"), choices=NoticeForm.choices, missing=_("Select how they got it")
    )
    to_whom = TextField(
        label=_("Who got it, if not the person themselves? (optional)"),
        hint=_("Such as a parent of a young child."),
        required=False,
        max_length=200,
    )
    on = DateField(label=_("On which day?"), missing=_("Enter the day on which they got it"), too_late=PAST)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["on"].latest = today

    def notice(self, edition: str) -> Notice:
        """The notice as given, once the form is valid."""
        said = self.cleaned_data
        return Notice(
            NoticeLanguage(said["language"]), NoticeForm(said["form"]), said["on"], edition, said["to_whom"]
        )


class CompetenceForm(Form):
    """Whether a child understood one decision on one day, and why."""

    purpose = ChoiceField(
        label=_("What was it about?"), choices=ConsentPurpose.choices, missing=_("Select what it was about")
    )
    to = SelectField(
        label=_("Whom does it reach?"), choices=(), missing=_("Select whom it reaches"), initial=AROUND.key
    )
    understands = YesNoField(
        label=_("Did the child understand this decision, and what may follow from it?"),
        hint=_("Judge this one decision on this one day: not the child."),
        missing=_("Select whether the child understood"),
    )
    why = TextAreaField(
        label=_("How do you know?"),
        hint=_(
            "What you told them, what they said in their own words, and whether they felt free to say no."
        ),
        missing=_("Write what the child understood, or did not, and how you know"),
        rows=4,
        max_length=2000,
    )
    on = DateField(
        label=_("On which day did you talk with the child?"), missing=_("Enter the day"), too_late=PAST
    )

    def __init__(self, *args: Any, today: date, recipients: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["on"].latest = today
        fields["to"].choices = recipients
