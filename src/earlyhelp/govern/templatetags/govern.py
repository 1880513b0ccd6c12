"""Words for the audit. `{% load govern %}`."""

from django import template

from earlyhelp.govern.choices import DEEDS

register = template.Library()


@register.filter
def did(code: str) -> str:
    """What an entry says was done, in words; the code itself for a deed of an earlier version."""
    return str(DEEDS.get(code, code))
