"""Filters of a chronology's pages. `{% load chronology %}`."""

from typing import Final

from django import template

from earlyhelp.understand.choices.chronology import Certainty
from earlyhelp.understand.rules.chronology import Entry, Gap, gap_words, when_words

register = template.Library()

_COLOURS: Final = {Certainty.FACT: "blue", Certainty.REPORTED: "yellow", Certainty.OPINION: "purple"}


@register.filter
def when(entry: Entry) -> str:
    """When an entry happened, in words."""
    return when_words(entry)


@register.filter
def gap(stretch: Gap) -> str:
    """A gap, as a sentence."""
    return gap_words(stretch)


@register.filter
def colour(entry: Entry) -> str:
    """The colour of the tag that says how sure an entry is; its words say it too."""
    return _COLOURS[entry.certainty]
