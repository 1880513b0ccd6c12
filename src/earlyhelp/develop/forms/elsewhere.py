"""Files of attendance, and matching what systems for e-learning report."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import Form, HiddenField, SelectField, TextField

Choices = Sequence[tuple[str, str]]
NONE_OF_OURS = "none"


class FileForm(Form):
    """A file of attendance: chosen at first, then carried along until it is kept. Nothing of it is stored meanwhile."""

    content = HiddenField(strip=False, max_length=1_500_000)
    name = HiddenField(max_length=255)


class FeedForm(Form):
    """What a system for e-learning is called here."""

    name = TextField(
        label=_("What do you call the system?"),
        hint=_("Such as Moodle of the college. Colleagues see this name."),
        missing=_("Enter a name for the system"),
        max_length=100,
        width="two-thirds",
    )


class CourseMatchForm(Form):
    """Which course an address means."""

    iri = HiddenField(required=True, max_length=500)
    course = SelectField(label=_("Which course is it?"), choices=[], missing=_("Choose the course"))

    def __init__(self, *args: Any, courses: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["course"]
        field.choices = [("", ""), (NONE_OF_OURS, _("None of our courses")), *courses]

    def course_id(self) -> UUID | None:
        """The course, or None for none of ours."""
        return _chosen(self.cleaned_data["course"])


class AccountMatchForm(Form):
    """Whose an account is."""

    home_page = HiddenField(required=True, max_length=500)
    account = HiddenField(required=True)
    practitioner = SelectField(label=_("Whose account is it?"), choices=[], missing=_("Choose a colleague"))

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["practitioner"]
        field.choices = [("", ""), (NONE_OF_OURS, _("Nobody of this agency")), *colleagues]

    def practitioner_id(self) -> UUID | None:
        """The colleague, or None for nobody of ours."""
        return _chosen(self.cleaned_data["practitioner"])


def _chosen(key: str) -> UUID | None:
    return None if key == NONE_OF_OURS else UUID(key)
