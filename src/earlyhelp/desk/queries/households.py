"""A household on one page: who lives there, and the notifications about them."""

from dataclasses import dataclass
from datetime import datetime

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.models import Decision
from earlyhelp.solve.queries import list_last_decisions
from earlyhelp.understand import queries as understand


@dataclass(frozen=True, slots=True)
class About:
    """A notification about somebody of the household, whom it names, and the decision that counts."""

    notification: Notification
    names: tuple[str, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """What the page of a household shows."""

    home: understand.Home
    notifications: tuple[About, ...]


def get_household_page(by: Actor, reference: str, *, at: datetime) -> HouseholdPage:
    """One household with the notifications about those who live in it, the newest first. The reading is audited.

    Raises Household.DoesNotExist or NotAllowed.
    """
    home = understand.get_home(by, reference, at=at)
    named: dict[Notification, list[str]] = {}
    for dweller in home.dwellers:
        for said in dweller.known.said:
            if said.reported is not None and not dweller.row.is_over:
                named.setdefault(said.reported.notification, []).append(said.full_name)
    decided = list_last_decisions(by, [one.pk for one in named])
    newest = sorted(named, key=lambda one: one.submitted_at, reverse=True)
    return HouseholdPage(
        home, tuple(About(one, tuple(dict.fromkeys(named[one])), decided.get(one.pk)) for one in newest)
    )
