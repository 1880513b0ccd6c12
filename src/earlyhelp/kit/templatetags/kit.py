"""Tags and filters of the page components. `{% load kit %}`."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template.defaultfilters import date as formatted
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from earlyhelp.kit import forms
from earlyhelp.kit.forms.contact import readable_telephone

register = template.Library()


@register.simple_tag
def error_summary(*parts: Any) -> SafeString:
    """One error summary for these forms and rows. Parts that are missing are passed over."""
    return forms.error_summary(*parts)


@register.simple_tag
def has_errors(*parts: Any) -> bool:
    """True when any of these forms and rows has something to put right."""
    return bool(forms.error_summary(*parts))


@register.filter
def words(thing: Any, name: str = "name") -> str:
    """A bilingual column in the reader's language: `{{ agency|words }}`, `{{ reason|words:"label" }}`."""
    if thing is None or thing == "":
        return ""
    language = "cy" if (get_language() or "en").startswith("cy") else "en"
    return str(getattr(thing, f"{name}_{language}"))


@register.filter
def telephone(number: str | None) -> str:
    """A stored telephone number as people write it."""
    return readable_telephone(number) if number else ""


@register.filter
def day(moment: date | datetime | None) -> str:
    """A day in words: "4 March 2026", in Welsh "4 Mawrth 2026"."""
    return formatted(_local(moment), "j F Y") if moment else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A day and time: "4 March 2026, 14:05"."""
    return formatted(_local(value), "j F Y, H:i") if value else ""


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.simple_tag
def other_language() -> str:
    """The code of the language that the switch leads to."""
    return "en" if (get_language() or "en").startswith("cy") else "cy"
