"""Dates and times as people know them: three boxes for a date, one for a time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms.text import FieldOptions, TextField, Words

# Months as people write them, whole or by their first letters, in either language: a page in Welsh may
# be filled in from an English form, so the page's language does not choose the list.
_MONTH_NAMES = (
    ("january", "ionawr"),
    ("february", "chwefror"),
    ("march", "mawrth"),
    ("april", "ebrill"),
    ("may", "mai"),
    ("june", "mehefin"),
    ("july", "gorffennaf"),
    ("august", "awst"),
    ("september", "medi"),
    ("october", "hydref"),
    ("november", "tachwedd"),
    ("december", "rhagfyr"),
)
_MONTHS = {
    short: number
    for number, names in enumerate(_MONTH_NAMES, 1)
    for name in names
    for short in (name, name[:3], name[:4])
}
_PARTS = ("day", "month", "year")


class PartialDate(NamedTuple):
    """A date of which only the year is certain. `day` is None when `month` is."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class Part:
    """One box of a date, as the template draws it."""

    name: str
    id: str
    label: str
    value: str
    classes: str
    autocomplete: str


class DateWidget(forms.Widget):
    """Reads and fills three boxes: `name-day`, `name-month`, `name-year`."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str, str]:
        day, month, year = (str(data.get(f"{name}-{part}") or "").strip() for part in _PARTS)
        return day, month, year


def _triple(value: Any) -> tuple[str, str, str]:
    if value is None or value == "":
        return "", "", ""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, PartialDate):
        return str(value.day or ""), str(value.month or ""), str(value.year)
    day, month, year = value
    return day, month, year


def _marks(code: str | None) -> list[str]:
    """The boxes that an error marks: those its code names, or all three when it names none."""
    named = [part for part in (code or "").split("-") if part in _PARTS]
    return named or list(_PARTS)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    lowered = text.lower().rstrip(".")
    return _MONTHS.get(lowered) or _number(text)


class DateField(FieldOptions, forms.Field):
    """A day, as day, month and year. Gives a date, or None when it is empty and may be.

    `earliest` and `latest` bound it; set `form.fields["x"].latest = today` in the form's __init__ where the
    clock is an argument. `too_early` and `too_late` are the sentences for a date outside them.
    """

    widget = DateWidget
    template_name = "kit/forms/date.html"

    def __init__(
        self,
        *,
        earliest: date = date(1900, 1, 1),
        latest: date | None = None,
        too_early: Words = "",
        too_late: Words = "",
        birthday: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest, self.birthday = earliest, latest, birthday
        self.too_early = too_early or _("Enter a year from %(year)d onwards")
        self.too_late = too_late or _("Enter a date that is today or in the past")

    def clean(self, value: Any) -> Any:
        day, month, year = _triple(value)
        if not (day or month or year):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="day")
            return None
        return self.read(day, month, year)

    def read(self, day: str, month: str, year: str) -> Any:
        self.require(day, month, year)
        found = self._real(self._whole_year(year), self._month_of(month), self._day_of(day))
        self._check_bounds(found)
        return found

    def require(self, day: str, month: str, year: str) -> None:
        """Say which boxes are empty.

        Raises ValidationError whose code names the boxes to mark.
        """
        sentences: dict[str, Words] = {
            "day": _("Enter the day as well, like 31"),
            "month": _("Enter the month as well, like 3"),
            "year": _("Enter the year as well, like 1984"),
            "day-month": _("Enter the day and the month as well"),
            "day-year": _("Enter the day and the year as well"),
            "month-year": _("Enter the month and the year as well"),
        }
        empty = "-".join(part for part, text in zip(_PARTS, (day, month, year), strict=True) if not text)
        if empty:
            raise ValidationError(sentences[empty], code=empty)

    def _whole_year(self, text: str) -> int:
        year = _number(text)
        if year is None or len(text) != 4:
            raise ValidationError(_("Enter the year as 4 numbers, like 1984"), code="year")
        if year < self.earliest.year:
            raise ValidationError(self.too_early, code="year", params={"year": self.earliest.year})
        return year

    def _month_of(self, text: str) -> int:
        month = _month(text)
        if month is None or not 1 <= month <= 12:
            raise ValidationError(_("Enter the month as a number from 1 to 12"), code="month")
        return month

    def _day_of(self, text: str) -> int:
        day = _number(text)
        if day is None or not 1 <= day <= 31:
            raise ValidationError(_("Enter the day as a number from 1 to 31"), code="day")
        return day

    def _real(self, year: int, month: int, day: int) -> date:
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(
                _("Enter a date that exists. That month does not have so many days"), code="day"
            ) from error

    def _check_bounds(self, found: date) -> None:
        if found < self.earliest:
            raise ValidationError(self.too_early, code="day-month-year", params={"year": self.earliest.year})
        if self.latest is not None and found > self.latest:
            raise ValidationError(self.too_late, code="day-month-year")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _triple(initial) != _triple(data)

    def parts(self, bound: Any) -> list[Part]:
        """The three boxes, marked where the error is."""
        codes = {
            code for error in bound.form.errors.as_data().get(bound.name, []) for code in _marks(error.code)
        }
        labels = {"day": gettext("Day"), "month": gettext("Month"), "year": gettext("Year")}
        values = dict(zip(_PARTS, _triple(bound.value()), strict=True))
        return [
            Part(
                name=f"{bound.html_name}-{part}",
                id=f"{bound.auto_id}-{part}",
                label=labels[part],
                value=values[part],
                classes=f"govuk-input--width-{4 if part == 'year' else 2}"
                + (" govuk-input--error" if part in codes else ""),
                autocomplete=f"bday-{part}" if self.birthday else "",
            )
            for part in _PARTS
        ]

    def focus_id(self, bound: Any) -> str:
        """The first box that is marked, or the day."""
        marked = [part.id for part in self.parts(bound) if "error" in part.classes]
        return marked[0] if marked else f"{bound.auto_id}-day"


class PartialDateField(DateField):
    """A date of which the year, or the year and month, is enough. Gives a PartialDate, or None."""

    def read(self, day: str, month: str, year: str) -> PartialDate:
        if not year:
            raise ValidationError(
                _("Enter the year, like 1984. The day and the month may stay empty"), code="year"
            )
        if day and not month:
            raise ValidationError(_("Enter the month as well, or leave the day empty"), code="month")
        whole = self._whole_year(year)
        in_month = self._month_of(month) if month else None
        on_day = self._day_of(day) if day else None
        self._check_bounds(self._real(whole, in_month or 1, on_day or 1))
        return PartialDate(whole, in_month, on_day)


_CLOCK = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?(am|pm|yb|yh)?")


class TimeField(TextField):
    """A time of day as people write it: "14:30", "1430", "2.30pm", "9am", "2.30yh". Gives a time or None."""

    empty: Any = None

    def __init__(self, *, invalid: Words = "", width: int | str = 5, **kwargs: Any) -> None:
        super().__init__(width=width, spellcheck=False, max_length=None, **kwargs)
        self.invalid = invalid or _("Enter a time, like 14:30 or 2:30pm")

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).lower()
        if not text:
            return None
        found = _CLOCK.fullmatch(text.replace(" ", "").replace(".m.", "m"))
        if found is None:
            raise ValidationError(self.invalid, code="invalid")
        return self._time(int(found[1]), int(found[2] or 0), found[3])

    def _time(self, hour: int, minute: int, half: str | None) -> time:
        if half:
            if not 1 <= hour <= 12:
                raise ValidationError(self.invalid, code="invalid")
            hour = hour % 12 + (12 if half in ("pm", "yh") else 0)
        try:
            return time(hour, minute)
        except ValueError as error:
            raise ValidationError(self.invalid, code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value
