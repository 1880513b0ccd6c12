"""What the owner of an entry may change in it, how a proposal moves, and who decides. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.choices.finding import ProposalState

# The fields that an owner may propose to change, in the order of the form, with their labels. Where the service is,
# its needs, its areas and how referrals reach it are for the steward, because safety and routing hang on them.
EDITABLE: Final[Mapping[str, Promise | str]] = {
    "name_en": _("Name in English"),
    "name_cy": _("Name in Welsh"),
    "description_en": _("What the service does, in English"),
    "description_cy": _("What the service does, in Welsh"),
    "eligibility_en": _("Who it is for, in English"),
    "eligibility_cy": _("Who it is for, in Welsh"),
    "min_age": _("Youngest age"),
    "max_age": _("Oldest age"),
    "opening_en": _("When it is open, in English"),
    "opening_cy": _("When it is open, in Welsh"),
    "cost_en": _("Cost, in English"),
    "cost_cy": _("Cost, in Welsh"),
    "waiting_time_en": _("How long people wait, in English"),
    "waiting_time_cy": _("How long people wait, in Welsh"),
    "telephone": _("Telephone number"),
    "email": _("E-mail address"),
    "url": _("Web page"),
    "welsh_provision": _("Welsh"),
    "closed_to_referrals_on": _("No new referrals from"),
}

TRANSITIONS: Final[Mapping[ProposalState, frozenset[ProposalState]]] = {
    ProposalState.WAITING: frozenset(
        {ProposalState.APPROVED, ProposalState.DECLINED, ProposalState.WITHDRAWN}
    ),
    ProposalState.APPROVED: frozenset(),
    ProposalState.DECLINED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}
# Owners are asked again after half a year, and once a month until they answer.
ASK_AGAIN_DAYS: Final = 30

Changes = dict[str, dict[str, Any]]

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][A-Z]{2}\b", re.I)


class NothingChanged(RuleError):
    """The proposal says what the entry says already."""


class AlreadyDecided(RuleError):
    """Somebody else decided on the proposal."""


class EntryMoved(RuleError):
    """The entry is no longer what the owner saw when they proposed the change."""


class PlaceTold(RuleError):
    """A text would tell where a service is whose place must stay secret."""


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """What differs, field by field, as plain values. Raises NothingChanged."""
    changes = {
        name: {"before": plain(before[name]), "after": plain(after[name])}
        for name in EDITABLE
        if name in after and plain(before[name]) != plain(after[name])
    }
    if not changes:
        raise NothingChanged(_("Nothing is different from what the entry says now."))
    return changes


def plain(value: Any) -> Any:
    """A value as JSON holds it: a day as year-month-day."""
    return value.isoformat() if isinstance(value, date) else value


def check_place_untold(changes: Changes, *, is_placeless: bool) -> None:
    """Raise PlaceTold when a text of a service whose place is secret holds a postcode."""
    texts = [str(change["after"]) for change in changes.values() if change["after"]]
    if is_placeless and any(_POSTCODE.search(text) for text in texts):
        raise PlaceTold(
            _("Where this service is must stay secret. Take the postcode and the address out of the text.")
        )


def check_may_edit_entry(by: Actor, owner_id: UUID | None) -> None:
    """Raise NotAllowed unless this is a service worker of the agency that runs the service."""
    if by.role != Role.SERVICE_WORKER or owner_id is None or by.agency_id != owner_id:
        raise NotAllowed(_("Only the organisation that runs a service can change its entry."))


def check_can_decide(state: str, to: ProposalState) -> None:
    """Raise AlreadyDecided when the table does not hold this move."""
    if to not in TRANSITIONS[ProposalState(state)]:
        raise AlreadyDecided(_("Somebody has already decided on this change. Look at the list again."))


def check_still_so(changes: Changes, now: Mapping[str, Any]) -> None:
    """Raise EntryMoved when the entry has changed since the owner saw it."""
    if any(plain(now[name]) != change["before"] for name, change in changes.items()):
        raise EntryMoved(
            _("The entry has changed since this was proposed. Decline it and ask the owner to look again.")
        )
