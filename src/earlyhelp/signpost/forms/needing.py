"""The steward's form of what a service needs to know: a reason in both languages, or none."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import Form, TextField
from earlyhelp.signpost.actions.needing import Reasons
from earlyhelp.signpost.choices.referrals import Item

_ENGLISH = _("Why, in English")
_WELSH = _("Why, in Welsh")


class NeededForm(Form):
    """Two reasons for each item. Both are filled in for what is needed, and both empty for what is not."""

    age_en = TextField(label=_ENGLISH, required=False, max_length=300)
    age_cy = TextField(label=_WELSH, required=False, max_length=300)
    date_of_birth_en = TextField(label=_ENGLISH, required=False, max_length=300)
    date_of_birth_cy = TextField(label=_WELSH, required=False, max_length=300)
    language_en = TextField(label=_ENGLISH, required=False, max_length=300)
    language_cy = TextField(label=_WELSH, required=False, max_length=300)
    strengths_en = TextField(label=_ENGLISH, required=False, max_length=300)
    strengths_cy = TextField(label=_WELSH, required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """A reason that stands in one language only can not be shown to everybody."""
        answers: dict[str, Any] = super().clean() or {}
        for item in Item:
            english, welsh = answers.get(f"{item}_en"), answers.get(f"{item}_cy")
            if bool(english) != bool(welsh):
                lacks = f"{item}_cy" if english else f"{item}_en"
                self.add_error(lacks, ValidationError(_("Write the reason in both languages, or in neither")))
        return answers

    def groups(self) -> list[tuple[Any, Any, Any]]:
        """Each item with its two fields, in the order of the page."""
        return [(item, self[f"{item}_en"], self[f"{item}_cy"]) for item in Item]

    def reasons(self) -> Reasons:
        """What is needed, once the form is valid."""
        answers = self.cleaned_data
        return {
            item: (answers[f"{item}_en"], answers[f"{item}_cy"]) for item in Item if answers[f"{item}_en"]
        }
