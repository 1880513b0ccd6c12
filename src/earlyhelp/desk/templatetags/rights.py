"""Tags of the pages about requests. `{% load rights %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from earlyhelp.govern.models.rights import PackLine
from earlyhelp.govern.rules.redaction import marks_of
from earlyhelp.kit import forms

register = template.Library()


@register.filter
def shown(line: PackLine, language: str) -> list[dict[str, Any]]:
    """The columns of a line with their names, and what was proposed to be hidden marked in them."""
    marks = marks_of(line.proposed)
    return [
        {
            "name": one["name"][language],
            "text": _marked(
                one, [mark for mark in marks if mark.text == _text(one, number, language)], language
            ),
        }
        for number, one in enumerate(line.fields)
    ]


def _text(one: dict[str, Any], number: int, language: str) -> int:
    return 2 * number + (language == "cy" and one["en"] != one["cy"])


def _marked(one: dict[str, Any], marks: Iterable[Any], language: str) -> SafeString:
    text, at, parts = str(one[language]), 0, []
    for mark in marks:
        parts.append((text[at : mark.start], text[mark.start : mark.end]))
        at = mark.end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[at:])


@register.simple_tag
def error_summary_of(found: Iterable[Any]) -> SafeString:
    """One error summary for all the lines of a page."""
    return forms.error_summary(*found)
