"""What a practitioner said they would do, as lines of My work."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from earlyhelp.kit.actor import Actor
from earlyhelp.solve.queries.own_actions import count_own_actions
from earlyhelp.solve.rules.meetings import ATTENDING_ROLES


def list_own_work(by: Actor, at: datetime) -> list[tuple[str, str, int]]:
    """The sentence, the page and the count, for everybody who may take on an action."""
    if by.role not in ATTENDING_ROLES:
        return []
    count, late = count_own_actions(by, at=at)
    to_do = ngettext("%(count)d action of yours to do", "%(count)d actions of yours to do", count)
    overdue = ngettext("%(count)d action of yours is overdue", "%(count)d actions of yours are overdue", late)
    page = reverse("solve:my_actions")
    return [(to_do % {"count": count}, page, count), (overdue % {"count": late}, page, late)]
