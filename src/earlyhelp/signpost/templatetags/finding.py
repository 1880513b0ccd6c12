"""Distances, opening times and waits, as whole sentences. `{% load finding %}`."""

from datetime import time

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earlyhelp.signpost.rules.finding import kilometres
from earlyhelp.signpost.rules.opening import Opening, OpenState

register = template.Library()
_NEAR = 0.75  # miles: what is nearer than this is said as near


@register.filter
def distance(miles: float) -> str:
    """How far, in words that claim no more than a postcode's first half can know."""
    if miles < _NEAR:
        return _("Less than a mile away")
    whole = round(miles)
    said = ngettext(
        "About %(count)d mile (%(kilometres)d kilometres)",
        "About %(count)d miles (%(kilometres)d kilometres)",
        whole,
    )
    return said % {"count": whole, "kilometres": round(kilometres(miles))}


@register.filter
def open_words(opening: Opening) -> str:
    """Whether it should be open now. Empty when nothing is known."""
    if opening.on is None or opening.at is None:
        return ""
    at = opening.at.strftime("%H:%M")
    if opening.state is OpenState.OPEN:
        if opening.at >= time(23, 59):
            return _("It should be open now.")
        return _("It should be open now, until: %(time)s") % {"time": at}
    if opening.state is OpenState.LATER_TODAY:
        return _("It is closed now. It opens today at: %(time)s") % {"time": at}
    day = date_format(opening.on, "l j F")
    return _("It is closed now. It opens next on: %(day)s, %(time)s") % {"day": day, "time": at}


@register.filter
def wait_words(days: int) -> str:
    """How long people wait, from a number of days."""
    if days == 0:
        return _("There is no wait.")
    if days < 14:
        return ngettext("About %(count)d day", "About %(count)d days", days) % {"count": days}
    weeks = round(days / 7)
    return ngettext("About %(count)d week", "About %(count)d weeks", weeks) % {"count": weeks}
