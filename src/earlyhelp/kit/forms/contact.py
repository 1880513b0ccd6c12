"""Ways to reach a person: telephone, e-mail, postcode."""

import re
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms.text import TextField, Words

# No real postcode ends in C, I, K, M, O or V. They are let through: those of synthetic people do, and a slip of
# one letter must not stop a report.
_INWARD = r"[0-9][A-Z]{2}"
_OUTWARD = (
    r"(?:GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPS-UW]|[A-HK-Y][0-9][ABEHMNPRV-Y]))"
)
_FULL = re.compile(f"({_OUTWARD})({_INWARD})")
_PART = re.compile(f"({_OUTWARD})([0-9]?)")


def readable_telephone(number: str) -> str:
    """A stored number as people write it: "07700 900123", "+353 1 234 5678"."""
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return number
    style = phonenumbers.PhoneNumberFormat
    national = parsed.country_code == 44
    return phonenumbers.format_number(parsed, style.NATIONAL if national else style.INTERNATIONAL)


class TelephoneField(TextField):
    """A telephone number, British unless it starts with a country's code. Gives "+447700900123", or "".

    An extension follows after " x". A number must be possible, not in use: numbers kept for drama pass.
    """

    input_type = "tel"

    def __init__(
        self, *, invalid: Words = "", width: int | str = 20, autocomplete: str = "tel", **kwargs: Any
    ) -> None:
        super().__init__(width=width, autocomplete=autocomplete, spellcheck=False, max_length=None, **kwargs)
        self.invalid = invalid or _(
            "Enter a telephone number, like 01656 555 0123 or 07700 900123 or +44 808 157 0192"
        )

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "GB")
        except phonenumbers.NumberParseException as error:
            raise ValidationError(self.invalid, code="invalid") from error
        if not phonenumbers.is_possible_number(number):
            raise ValidationError(self.invalid, code="invalid")
        stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return f"{stored} x{number.extension}" if number.extension else stored


class EmailField(TextField):
    """An e-mail address. Gives it as typed, without spaces around it, or ""."""

    input_type = "email"

    def __init__(
        self, *, invalid: Words = "", autocomplete: str = "email", max_length: int = 254, **kwargs: Any
    ) -> None:
        super().__init__(autocomplete=autocomplete, spellcheck=False, max_length=max_length, **kwargs)
        self.validators.append(
            EmailValidator(
                invalid or _("Enter an email address in the correct format, like name@example.com")
            )
        )


class PostcodeField(TextField):
    """A British postcode. Gives "CF31 1AA", or "" when empty.

    With `partial=True` the first part alone is enough ("CF31"), also with the digit after it ("CF31 1").
    """

    def __init__(
        self,
        *,
        partial: bool = False,
        invalid: Words = "",
        width: int | str = 10,
        autocomplete: str = "postal-code",
        **kwargs: Any,
    ) -> None:
        super().__init__(width=width, autocomplete=autocomplete, spellcheck=False, max_length=None, **kwargs)
        self.partial = partial
        whole = _("Enter a full postcode, like CF31 1AA")
        self.invalid = invalid or (
            _("Enter a postcode or its first part, like CF31 1AA or CF31") if partial else whole
        )

    def clean(self, value: Any) -> str:
        text = re.sub(r"[\W_]", "", str(super().clean(value))).upper()
        if not text:
            self.validate("")
            return ""
        found = _FULL.fullmatch(text) or (_PART.fullmatch(text) if self.partial else None)
        if found is None:
            raise ValidationError(self.invalid, code="invalid")
        return f"{found[1]} {found[2]}".strip()
