"""Numbers of this room as pages write them. `{% load develop %}`."""

from django import template

from earlyhelp.develop.rules import change_chart

register = template.Library()


@register.filter
def signed(value: float) -> str:
    """A change to one decimal with its sign: "+0.5", "−0.2"."""
    return change_chart.signed(value)


@register.filter
def one_decimal(value: float) -> str:
    """A mean to one decimal: "3.4"."""
    return f"{value:.1f}"
