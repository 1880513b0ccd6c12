"""The form that all forms start from, and how one field is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Renderer(TemplatesSetting):
    """Draws forms with our templates, found as every other template is."""

    form_template_name = "kit/forms/form.html"
    field_template_name = "kit/forms/text.html"


@dataclass(frozen=True)
class Problem:
    """One line of the error summary. `href` is empty when the problem belongs to no single field."""

    message: str
    href: str
    where: str = ""  # the title of the row, when there are several rows


class BoundField(DjangoBoundField):
    """A field with what was typed in it. Printed, it draws the whole field, not only its control."""

    def __str__(self) -> SafeString:
        if self.is_hidden:
            return self.as_widget()
        return self.as_field_group()

    __html__ = __str__

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error"

    @property
    def aria_describedby(self) -> str:
        described = []
        if self.help_text:
            described.append(self.hint_id)
        if self.errors:
            described.append(self.error_id)
        if getattr(self.field, "counted", False):
            described.append(f"{self.auto_id}-info")
        return " ".join(described)

    @property
    def focus_id(self) -> str:
        """The control that a link in the error summary goes to."""
        finder = getattr(self.field, "focus_id", None)
        return finder(self) if finder else self.auto_id

    def build_widget_attrs(self, attrs: Mapping[str, Any], widget: Any = None) -> dict[str, Any]:
        built = dict(super().build_widget_attrs(dict(attrs), widget))
        classes = [getattr(self.field, "control_class", "")]
        if self.errors:
            classes.append(f"{classes[0]}--error")
        if getattr(self.field, "counted", False):
            classes.append("govuk-js-character-count")
        if width := getattr(self.field, "width", None):
            classes.append(width_class(width))
        built["class"] = " ".join(name for name in classes if name)
        return built

    @property
    def legend_class(self) -> str:
        return self._sized("govuk-fieldset__legend")

    @property
    def label_class(self) -> str:
        return self._sized("govuk-label")

    def _sized(self, base: str) -> str:
        size = getattr(self.field, "label_size", "")
        return f"{base} {base}--{size}" if size else base

    @property
    def parts(self) -> list[Any]:
        """The boxes of a date."""
        return self.field.parts(self)  # type: ignore[attr-defined, no-any-return]

    @property
    def options(self) -> list[Any]:
        """The radios, checkboxes or options of a choice."""
        return self.field.options(self)  # type: ignore[attr-defined, no-any-return]


def width_class(width: int | str) -> str:
    """The class for so many characters (2, 3, 4, 5, 10, 20), or for a share of the page ("one-half")."""
    if isinstance(width, int):
        return f"govuk-input--width-{width}"
    return f"govuk-!-width-{width}"


class Form(forms.Form):
    """A form in GOV.UK markup. Subclasses declare fields; views read `cleaned_data`."""

    default_renderer = Renderer
    use_required_attribute = False
    bound_field_class = BoundField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._unjudged = False

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """What can be chosen in a field, where that is known only when the form is made. A blank line above stays."""
        field: Any = self.fields[name]
        blank = [one for one in field.choices if one[0] == ""]
        field.choices = [*blank, *choices]

    def no_later_than(self, name: str, day: date | None) -> None:
        """The last day that a date field takes; None takes any."""
        field: Any = self.fields[name]
        field.latest = day

    def is_valid(self) -> bool:
        """True when every answer is good. Never true once the errors were hidden: nothing was judged."""
        return not self._unjudged and super().is_valid()

    def hide_errors(self) -> None:
        """Draw what was typed without judging it: for a language switch, or a row added or removed."""
        self._unjudged = True
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def outer_fields(self) -> Iterator[DjangoBoundField]:
        """The visible fields, without those drawn inside the choice that reveals them."""
        inner = {name for _chooser, _value, name in self._reveals()}
        return (bound for bound in self.visible_fields() if bound.name not in inner)

    def problems(self) -> Iterator[Problem]:
        """What to put right, in the order of the page."""
        if not self.is_bound:
            return
        yield from (Problem(str(message), "") for message in self.errors.get(NON_FIELD_ERRORS, []))
        for name in self.fields:
            if found := self.errors.get(name):
                yield Problem(str(found[0]), f"#{self[name].focus_id}")  # type: ignore[attr-defined]

    @property
    def error_summary(self) -> SafeString:
        return error_summary(self)

    def _reveals(self) -> Iterator[tuple[str, str, str]]:
        for chooser, field in self.fields.items():
            for value, names in getattr(field, "reveals", {}).items():
                for name in (names,) if isinstance(names, str) else names:
                    yield chooser, str(value), name

    def _unrevealed(self) -> set[str]:
        shown: set[str] = set()
        hidden: set[str] = set()
        for chooser, value, name in self._reveals():
            chosen = self[chooser].data or []
            chosen = [chosen] if isinstance(chosen, str) else chosen
            (shown if value in map(str, chosen) else hidden).add(name)
        return hidden - shown

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name in self._unrevealed():
            # The person went back on a choice: what stands in the box that it had revealed is not an answer.
            self.errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.fields[name], "empty", None)


def error_summary(*parts: Any) -> SafeString:
    """One summary of everything to put right in these forms and rows; nothing when all is well.

    Parts that are None or "" are passed over, so that a page without a form needs no condition.
    """
    problems: list[Problem] = []
    for part in parts:
        if hasattr(part, "problems"):
            problems.extend(part.problems())
    return render_problems(problems)


def render_problems(problems: Iterable[Problem]) -> SafeString:
    problems = list(problems)
    if not problems:
        return SafeString("")
    return SafeString(render_to_string("kit/forms/error_summary.html", {"problems": problems}))
