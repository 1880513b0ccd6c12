"""Changing the list of incident codes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import CodeKind, CodeTheme
from earlyhelp.kit.forms import ChoiceField, DateField, Form, SelectField, TextField


class CodeForm(Form):
    """A code that is there: its words in both languages, and its last day."""

    label_en = TextField(
        label=_("In English"), missing=_("Enter the words in English"), max_length=200, width="two-thirds"
    )
    label_cy = TextField(
        label=_("In Welsh"), missing=_("Enter the words in Welsh"), max_length=200, width="two-thirds"
    )
    ends_on = DateField(
        label=_("The last day on which it may be used"),
        hint=_("Leave it empty while the code is in use."),
        required=False,
        label_size="s",
    )


class NewCodeForm(CodeForm):
    """A code that is not there yet."""

    kind = ChoiceField(
        label=_("What it says"), choices=CodeKind.choices, missing=_("Select what the code says")
    )
    code = TextField(
        label=_("Code"),
        hint=_("Capital letters, digits and underscores, such as WELFARE_CONCERN."),
        missing=_("Enter the code"),
        max_length=30,
        width=20,
        spellcheck=False,
    )
    theme = SelectField(
        label=_("Chapter"),
        hint=_("Only for a category of incident."),
        choices=[("", _("None")), *CodeTheme.choices],
        required=False,
    )
    starts_on = DateField(
        label=_("The first day on which it may be used"), missing=_("Enter the first day"), label_size="s"
    )
    field_order = ("kind", "code", "theme", "label_en", "label_cy", "starts_on", "ends_on")

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        told = dict(self.cleaned_data)
        return told | {
            "kind": CodeKind(told["kind"]),
            "theme": CodeTheme(told["theme"]) if told["theme"] else None,
        }
