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


@register.filter
def two_decimals(value: float) -> str:
    """A share or a coefficient to two decimals, with a true minus sign: "0.67", "−0.12"."""
    return f"{value:.2f}".replace("-", "−")
