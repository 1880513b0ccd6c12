"""What is typed of a warning note, and when it is looked at again."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    TextAreaField,
    TextField,
    YesNoField,
)
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand.choices.entries import Visibility
from earlyhelp.understand.rules.warnings import Note

_PAST = _("Enter a day that is today or in the past")


class WarningForm(Form):
    """What to know before meeting a person, whether they were told, who agreed, and when it is looked at again."""

    words = TextAreaField(
        label=_("What must a colleague know before they meet this person?"),
        hint=_("What happened, when, and what to do. Not what the person is."),
        missing=_("Write what happened and what to do"),
        rows=4,
        max_length=2000,
    )
    said_by = TextField(label=_("Who said so?"), missing=_("Write who said so"))
    person_knows = YesNoField(
        label=_("Was the person told of this note?"),
        missing=_("Select whether the person was told"),
        reveals={"yes": "told_on", "no": "why_not_told"},
    )
    told_on = DateField(
        label=_("When were they told?"), missing=_("Enter the day on which they were told"), too_late=_PAST
    )
    why_not_told = TextField(
        label=_("Why were they not told?"), missing=_("Write why they were not told"), max_length=300
    )
    agreed_with = TextField(
        label=_("Which manager agreed to this note?"), missing=_("Write which manager agreed to this note")
    )
    agreed_on = DateField(
        label=_("When did the manager agree?"),
        missing=_("Enter the day on which the manager agreed"),
        too_late=_PAST,
    )
    review_on = DateField(
        label=_("By when must somebody look at it again?"),
        hint=_("Within a year. It then stands in “My work” of your team."),
        missing=_("Enter the day by which somebody looks at it again"),
    )
    visibility = ChoiceField(
        label=_("Who may see it?"),
        choices=Visibility.choices,
        missing=_("Select who may see it"),
        initial=Visibility.AGENCY,
        reveals={Visibility.NAMED: "named"},
    )
    named = ChoicesField(
        label=_("Which colleagues?"),
        choices=(),
        missing=_("Select at least one colleague who may see it"),
        small=True,
    )

    def __init__(self, *args: Any, today: date, colleagues: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["told_on"].latest = fields["agreed_on"].latest = today
        fields["named"].choices = [(str(one.pk), one.full_name) for one in colleagues]

    def note(self, language: str) -> Note:
        """The note, once the form is valid."""
        answers = self.cleaned_data
        return Note(
            words=answers["words"],
            said_by=answers["said_by"],
            person_knows=answers["person_knows"],
            told_on=answers["told_on"],
            why_not_told=answers["why_not_told"] or "",
            agreed_with=answers["agreed_with"],
            agreed_on=answers["agreed_on"],
            review_on=answers["review_on"],
            language=language,
            visibility=answers["visibility"],
            named=tuple(UUID(key) for key in answers["named"] or ()),
        )


class ReviewForm(Form):
    """What was found, and when to look again; or that the note ends."""

    still_needed = YesNoField(
        label=_("Is the note still needed?"),
        missing=_("Select whether the note is still needed"),
        reveals={"yes": ("found", "next_on"), "no": "because"},
    )
    found = TextAreaField(
        label=_("What did you find, and why is it still needed?"),
        missing=_("Write what you found, and why the note is still needed"),
        rows=3,
        max_length=2000,
    )
    next_on = DateField(
        label=_("By when must somebody look at it again?"),
        missing=_("Enter the day by which somebody looks at it again"),
    )
    because = TextField(
        label=_("Why does it end?"),
        missing=_("Write why, so that a colleague understands it later"),
        max_length=300,
    )
