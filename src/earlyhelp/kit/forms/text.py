"""Fields for words and numbers, in any script."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str | Promise

# NUL and half characters (surrogates) cannot be stored; other control characters cannot be seen.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def storable(text: str) -> str:
    """The same words with one form for each letter (ŵ is one character, not two) and plain line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", text))


class FieldOptions:
    """What every field takes besides Django's own options. Mixed in before a Django field."""

    empty: Any = None
    control_class = ""
    template_name: str | None = None
    uses_fieldset = False

    def __init__(
        self,
        *args: Any,
        hint: Words = "",
        missing: Words = "",
        label_size: str = "",
        heading: bool = False,
        lang: str = "",
        **kwargs: Any,
    ) -> None:
        if hint:
            kwargs["help_text"] = hint
        kwargs.setdefault("template_name", self.template_name)
        super().__init__(*args, **kwargs)
        self.label_size = label_size or ("l" if heading else "")
        self.heading = heading
        self.lang = lang
        self.error_messages["required"] = missing or _("Answer this question")  # type: ignore[attr-defined]


class TextField(FieldOptions, forms.CharField):
    """One line of text. Gives the words, never None."""

    empty: Any = ""
    control_class = "govuk-input"
    template_name = "kit/forms/text.html"
    counted = False
    input_type = "text"

    def __init__(
        self,
        *,
        width: int | str = "",
        autocomplete: str = "",
        spellcheck: bool | None = None,
        inputmode: str = "",
        prefix: Words = "",
        suffix: Words = "",
        max_length: int | None = 200,
        too_long: Words = "",
        **kwargs: Any,
    ) -> None:
        self.autocomplete, self.spellcheck, self.inputmode = autocomplete, spellcheck, inputmode
        super().__init__(max_length=max_length, **kwargs)
        self.width = width
        self.prefix, self.suffix = prefix, suffix
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = too_long or _(
                    "Shorten what you wrote to %(limit_value)d characters or fewer. It has %(show_value)d"
                )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Attributes of the control. No `maxlength`: it would cut off silently what somebody pastes."""
        attrs: dict[str, Any] = {}
        if isinstance(widget, forms.TextInput) and not widget.is_hidden:
            attrs["type"] = self.input_type
        if self.autocomplete:
            attrs["autocomplete"] = self.autocomplete
        if self.spellcheck is not None:
            attrs["spellcheck"] = "true" if self.spellcheck else "false"
        if self.inputmode:
            attrs["inputmode"] = self.inputmode
        return attrs

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        if self.lang:
            self.widget.attrs["lang"] = self.lang
        return super().get_bound_field(form, field_name)

    def to_python(self, value: Any) -> str:
        return super().to_python(storable(str(value)) if value not in self.empty_values else value) or ""


class TextAreaField(TextField):
    """Several lines of text, with a count of the characters left when `count` is true."""

    control_class = "govuk-textarea"
    template_name = "kit/forms/textarea.html"
    widget = forms.Textarea

    def __init__(
        self,
        *,
        rows: int = 5,
        count: bool = False,
        max_length: int = 5000,
        spellcheck: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(max_length=max_length, spellcheck=spellcheck, **kwargs)
        self.widget.attrs.pop("cols", None)
        self.widget.attrs["rows"] = rows
        self.counted = count

    def count_messages(self) -> list[tuple[str, str]]:
        """The sentences with which the browser counts, as data attributes."""
        return [
            ("characters-under-limit.one", gettext("You have %{count} character left")),
            ("characters-under-limit.other", gettext("You have %{count} characters left")),
            ("characters-at-limit", gettext("You have no characters left")),
            ("characters-over-limit.one", gettext("You have %{count} character too many")),
            ("characters-over-limit.other", gettext("You have %{count} characters too many")),
        ]


class PasswordField(TextField):
    """A password: never drawn again with what was typed, never trimmed."""

    widget = forms.PasswordInput
    input_type = "password"

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        super().__init__(autocomplete=autocomplete, spellcheck=False, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return forms.CharField.to_python(self, value) or ""


class HiddenField(TextField):
    """A value that the page carries and nobody types."""

    widget = forms.HiddenInput

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)


class WholeNumberField(TextField):
    """A whole number between `smallest` and `largest`, in digits of any script. Gives an int or None."""

    empty: Any = None

    def __init__(
        self,
        *,
        smallest: int = 0,
        largest: int = 1_000_000,
        invalid: Words = "",
        width: int | str = 4,
        **kwargs: Any,
    ) -> None:
        super().__init__(width=width, inputmode="numeric", spellcheck=False, max_length=None, **kwargs)
        self.smallest, self.largest = smallest, largest
        self.invalid = invalid or _("Enter a whole number from %(smallest)d to %(largest)d")

    def clean(self, value: Any) -> Any:
        text = self.to_python(value).replace(",", "").replace(" ", "")
        self.validate(text)
        if not text:
            return None
        # 12 digits hold every number we ask for, and keep a pasted novel away from int().
        number = int(text) if text.isdecimal() and len(text) <= 12 else None
        if number is None or not self.smallest <= number <= self.largest:
            raise ValidationError(
                self.invalid, code="invalid", params={"smallest": self.smallest, "largest": self.largest}
            )
        return number
