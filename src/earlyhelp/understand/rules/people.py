"""Who may link reports and record consent, and how often the same people were notified before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES

SHORT_DAYS: Final = 90
LONG_DAYS: Final = 365
MOST_SHOWN: Final = 5


class AlreadyLinked(RuleError):
    """The report belongs to another person."""


class StillLinked(RuleError):
    """The report is linked to the very person whom it is said not to be about."""


class NoReason(RuleError):
    """A link is undone only with a reason."""


def may_link(by: Actor) -> bool:
    """Only those who decide at the front door say who is who, and record consent."""
    return by.role in FRONT_DOOR_ROLES and by.practitioner_id is not None and by.agency_id is not None


def check_may_link(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_link(by):
        raise NotAllowed(_("Only a triage decision-maker can say who a report is about."))


def check_can_link(linked_to: UUID | None, person_id: UUID) -> None:
    """Refuse to link a report that is linked to somebody else. Raises AlreadyLinked."""
    if linked_to is not None and linked_to != person_id:
        raise AlreadyLinked(
            _("This report is already linked to another person. Undo that link first, then link it again.")
        )


def check_can_part(linked_to: UUID | None, person_id: UUID | None) -> None:
    """Refuse "not the same" about two that are linked. Raises StillLinked."""
    if linked_to is not None and linked_to == person_id:
        raise StillLinked(_("This report is linked to this person. Undo the link first, and say why."))


def check_reason(because: str) -> None:
    """Refuse an undoing without a reason. Raises NoReason."""
    if not because.strip():
        raise NoReason(_("Say why you undo this link, so that a colleague understands it later"))


@dataclass(frozen=True, slots=True)
class Sent:
    """One notification, as far as counting needs it. `incident` is empty when none was given."""

    notification_id: UUID
    submitted_at: datetime
    incident: str


@dataclass(frozen=True, slots=True)
class RepeatContact:
    """How many notifications there were about the same people, this one included, as facts.

    `earlier` holds the keys of those before this one, newest first, whatever their age. `confirmed` is False while
    nobody has said that the reports are about the same people. `ago` is how long before this one each counted one was.
    """

    in_90_days: int
    in_365_days: int
    earlier: tuple[UUID, ...] = ()
    confirmed: bool = True
    ago: tuple[timedelta, ...] = field(default=(), compare=False)

    def count_in(self, days: int) -> int:
        """How many there were in so many days before this one, this one included."""
        return 1 + sum(ago <= timedelta(days=days) for ago in self.ago)


def count_repeat_contact(this: Sent, about_them: Iterable[Sent], *, confirmed: bool = True) -> RepeatContact:
    """Count back from `this`. Notifications of one incident count once, whoever sent them."""
    earlier = sorted(
        (one for one in about_them if (one.submitted_at, one.notification_id) < _order(this)),
        key=_order,
        reverse=True,
    )
    incidents = {this.incident}
    counted = []
    for one in earlier:
        if not one.incident or one.incident not in incidents:
            incidents.add(one.incident)
            counted.append(this.submitted_at - one.submitted_at)
    return RepeatContact(
        in_90_days=1 + sum(ago <= timedelta(days=SHORT_DAYS) for ago in counted),
        in_365_days=1 + sum(ago <= timedelta(days=LONG_DAYS) for ago in counted),
        earlier=tuple(dict.fromkeys(one.notification_id for one in earlier)),
        confirmed=confirmed,
        ago=tuple(counted),
    )


def _order(one: Sent) -> tuple[datetime, UUID]:
    return one.submitted_at, one.notification_id
