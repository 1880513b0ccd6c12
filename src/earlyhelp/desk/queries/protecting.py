"""Work about protected people, and about records that were opened in an emergency or whose time is over."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from earlyhelp.desk.queries.looking_again import list_looking_again
from earlyhelp.desk.queries.own_actions import list_own_work
from earlyhelp.govern.queries.breakglass import count_glasses_to_answer, count_glasses_to_review
from earlyhelp.govern.queries.retention import count_waiting
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.understand.queries.protection import count_protection_to_review
from earlyhelp.understand.rules import READERS


def list_beside(by: Actor, *, at: datetime) -> list[tuple[str, str, int]]:
    """Decisions to look at again, the practitioner's own actions, and who is protected: all beside the queue."""
    return [*list_looking_again(by, at), *list_own_work(by, at), *list_protecting(by, at=at)]


def list_protecting(by: Actor, *, at: datetime) -> list[tuple[str, str, int]]:
    """Sentences, addresses and counts for My work. At most six queries; nothing that names anybody."""
    found = []
    if by.role == Role.COORDINATOR:
        count = count_protection_to_review(by, until=at.astimezone(LONDON).date())
        words = ngettext(
            "%(count)d protected record to look at again",
            "%(count)d protected records to look at again",
            count,
        )
        found.append((words % {"count": count}, reverse("understand:protection_to_review"), count))
    if by.role == Role.AUDITOR:
        count = count_glasses_to_review(by)
        words = ngettext(
            "%(count)d record opened in an emergency to review",
            "%(count)d records opened in an emergency to review",
            count,
        )
        found.append((words % {"count": count}, reverse("solve:glasses"), count))
        count = count_waiting(by=by)
        words = ngettext(
            "%(count)d record whose time is over to decide",
            "%(count)d records whose time is over to decide",
            count,
        )
        found.append((words % {"count": count}, reverse("govern:retention"), count))
    if by.role in READERS and (count := count_glasses_to_answer(by, at=at)):
        words = ngettext(
            "%(count)d question about a record that you opened in an emergency",
            "%(count)d questions about records that you opened in an emergency",
            count,
        )
        found.append((words % {"count": count}, reverse("solve:emergency"), count))
    return found
