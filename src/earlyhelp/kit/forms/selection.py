"""Fields for choosing: radios, select, checkboxes, yes or no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms.text import FieldOptions, Words

Reveals = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Option:
    """One radio, checkbox or option, as the template draws it."""

    value: str
    label: str
    id: str
    checked: bool
    hint: str = ""
    divider: str = ""
    reveals: list[Any] = field(default_factory=list)


class Choosing(FieldOptions):
    """What the fields of choices share.

    `hints` gives a hint by value, `reveals` the name (or names) of the fields drawn under a value and checked
    only while it is chosen, `divider_before` the value above which "or" stands.
    """

    def __init__(
        self,
        *,
        hints: Mapping[str, Words] | None = None,
        reveals: Reveals | None = None,
        divider_before: str = "",
        inline: bool = False,
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.reveals: dict[str, str | Sequence[str]] = {
            str(key): names for key, names in (reveals or {}).items()
        }
        self.divider_before, self.inline, self.small = str(divider_before), inline, small
        self.error_messages["invalid_choice"] = _("Select one of the answers on this page")  # type: ignore[attr-defined]

    def options(self, bound: Any) -> list[Option]:
        """The choices in order. The first has the field's own id, so that the error summary leads to it."""
        chosen = bound.value()
        chosen = chosen if isinstance(chosen, list | tuple | set) else [chosen]
        picked = {str(value) for value in chosen if value is not None}
        return [
            Option(
                value=str(value),
                label=str(label),
                id=f"{bound.auto_id}-{index}" if index else bound.auto_id,
                checked=str(value) in picked,
                hint=str(self.hints.get(str(value), "")),
                divider=gettext("or") if self.divider_before and str(value) == self.divider_before else "",
                reveals=self._revealed(bound, str(value)),
            )
            for index, (value, label) in enumerate(self._flat())
        ]

    def _flat(self) -> list[tuple[Any, Any]]:
        return [(value, label) for value, label in self.choices if str(value) or self.keep_blank]  # type: ignore[attr-defined]

    keep_blank = False

    def _revealed(self, bound: Any, value: str) -> list[Any]:
        names = self.reveals.get(value, ())
        return [bound.form[name] for name in ((names,) if isinstance(names, str) else names)]


class ChoiceField(Choosing, forms.ChoiceField):
    """One of several, as radios. Gives the value, or "" when empty."""

    empty = ""
    widget = forms.RadioSelect
    template_name = "kit/forms/radios.html"


class SelectField(Choosing, forms.ChoiceField):
    """One of many, as a list that opens. Use only where radios would be too many. Gives the value, or ""."""

    empty = ""
    widget = forms.Select
    control_class = "govuk-select"
    template_name = "kit/forms/select.html"
    keep_blank = True

    def __init__(self, *, blank: Words = "", width: int | str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.blank, self.width = blank, width

    def _flat(self) -> list[tuple[Any, Any]]:
        flat = super()._flat()
        return flat if flat and not str(flat[0][0]) else [("", self.blank), *flat]


class ChoicesField(Choosing, forms.MultipleChoiceField):
    """Any number of several, as checkboxes. Gives a list of values."""

    empty: Any = []
    widget = forms.CheckboxSelectMultiple
    template_name = "kit/forms/checkboxes.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_list"] = self.error_messages["invalid_choice"]


class YesNoField(Choosing, forms.ChoiceField):
    """Yes or no, as radios. Gives True, False, or None when empty. `reveals` is keyed by "yes" and "no"."""

    widget = forms.RadioSelect
    template_name = "kit/forms/radios.html"

    def __init__(self, *, yes: Words = "", no: Words = "", inline: bool = True, **kwargs: Any) -> None:
        # Radios that reveal something cannot stand side by side.
        inline = inline and not kwargs.get("reveals")
        super().__init__(choices=[("yes", yes or _("Yes")), ("no", no or _("No"))], inline=inline, **kwargs)

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(str(super().clean(value)))

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class CheckboxField(FieldOptions, forms.BooleanField):
    """One checkbox with its label. Gives True or False. When required, it must be ticked."""

    empty = False
    template_name = "kit/forms/checkbox.html"

    def clean(self, value: Any) -> bool:
        ticked = bool(self.to_python(value))
        if self.required and not ticked:
            raise ValidationError(self.error_messages["required"], code="required")
        return ticked
