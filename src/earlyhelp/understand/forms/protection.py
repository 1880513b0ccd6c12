"""Records for named readers, workers' own records, and people who are kept apart."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import ChoiceField, ChoicesField, DateField, Form, TextField
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand.choices.protection import WhyKept


class RestrictForm(Form):
    """Why a record opens to named readers only, to whom, and when it is looked at again."""

    why = ChoiceField(
        label=_("Why does this record open to named readers only?"),
        choices=WhyKept.choices,
        missing=_("Select why"),
    )
    words = TextField(
        label=_("What else must the readers know?"),
        hint=_("Only the readers see this. Needed for another reason."),
        required=False,
        max_length=300,
    )
    readers = ChoicesField(
        label=_("Who may read it?"),
        hint=_(
            "You are one of them. Choose those who work with the person: everybody else loses it at once."
        ),
        choices=(),
        missing=_("Select at least one colleague"),
        small=True,
    )
    review_on = DateField(
        label=_("By when must somebody look at it again?"),
        hint=_("Within a year."),
        missing=_("Enter the day by which somebody looks at it again"),
    )

    def __init__(self, *args: Any, readers: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["readers"].choices = [(str(one.pk), one.full_name) for one in readers]


class ApartForm(Form):
    """From whom somebody is kept apart, why, and when it is looked at again."""

    other = TextField(
        label=_("Reference of the other person"),
        hint=_("It begins with PN."),
        missing=_("Enter the reference of the other person"),
        width=20,
    )
    why = TextField(
        label=_("Why must they be kept apart?"),
        missing=_("Write why they must be kept apart"),
        max_length=300,
    )
    review_on = DateField(
        label=_("By when must somebody look at it again?"),
        hint=_("Within a year."),
        missing=_("Enter the day by which somebody looks at it again"),
    )


class OwnRecordForm(Form):
    """Which worker is this person, or close to them."""

    worker = ChoiceField(
        label=_("Which colleague is this person, or close to them?"),
        hint=_("Neither this record nor that of anybody who lives with them opens to the colleague again."),
        choices=(),
        missing=_("Select a colleague"),
    )

    def __init__(self, *args: Any, workers: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["worker"].choices = [(str(one.pk), one.full_name) for one in workers]


class EndProtectionForm(Form):
    """Why it ends."""

    because = TextField(
        label=_("Why does it end?"),
        missing=_("Write why, so that a colleague understands it later"),
        max_length=300,
    )
