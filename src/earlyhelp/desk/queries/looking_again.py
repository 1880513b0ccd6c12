"""How many last decisions wait for a second look, as a line of My work."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve.queries.second_looks import count_looks


def list_looking_again(by: Actor, at: datetime) -> list[tuple[str, str, int]]:
    """The sentence, the page and the count, for those who work at a front door."""
    if by.role not in FRONT_DOOR_ROLES:
        return []
    count = count_looks(by, at)
    sentence = ngettext(
        "%(count)d last decision to look at again", "%(count)d last decisions to look at again", count
    )
    return [(sentence % {"count": count}, reverse("solve:second_looks"), count)]
