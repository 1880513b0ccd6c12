"""Tags of the pages of training. `{% load training %}`."""

from django import template

from earlyhelp.develop.models import TrainingSession

register = template.Library()


@register.simple_tag
def places_left(session: TrainingSession) -> int:
    """How many places of a session are free."""
    return max(0, session.places - session.taken)
