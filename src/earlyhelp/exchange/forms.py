"""Changing the list of incident codes, and adding versions of mappings."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.rules import LONGEST_MAPPING, LONGEST_NAME
from earlyhelp.identify.choices import CodeKind, CodeTheme
from earlyhelp.kit.forms import ChoiceField, DateField, Form, SelectField, TextAreaField, TextField


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


class MappingForm(Form):
    """A version of a mapping that is there: its text, and why."""

    text = TextAreaField(
        label=_("The mapping"),
        hint=_("TOML, as it stands in a mapping file. Do not name anybody in it."),
        missing=_("Type the mapping, or choose a file"),
        rows=24,
        max_length=LONGEST_MAPPING,
        spellcheck=False,
        strip=False,
    )
    why = TextAreaField(
        label=_("Why is it added?"),
        hint=_("Colleagues read this in the history of the mapping. Do not name a person who is helped."),
        missing=_("Say why, so that a colleague understands it later"),
        rows=2,
        max_length=300,
    )


class NewMappingForm(MappingForm):
    """A mapping that is not there yet."""

    agency = SelectField(
        label=_("Whose files is it for?"), choices=(), missing=_("Select a police force"), blank=_("Choose")
    )
    name = TextField(
        label=_("Name"),
        hint=_(
            "Small letters, digits and hyphens, such as niche-2026. The command line asks for it by this name."
        ),
        missing=_("Enter a name"),
        max_length=LONGEST_NAME,
        width="one-half",
        spellcheck=False,
        autocomplete="off",
    )
    field_order = ("agency", "name", "text", "why")

    def __init__(self, *args: Any, agencies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)


class TrialForm(Form):
    """A file to try a mapping on. The file itself is read by the view."""
