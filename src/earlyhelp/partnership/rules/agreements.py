"""What a sharing agreement allows, how it moves, and what to say when none covers a share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.choices.agreements import AgreementKind, AgreementState, AgreementStep

S, Step = AgreementState, AgreementStep

# What may be done from a state, and the state that follows. What is not here is refused.
TRANSITIONS: Final[Mapping[AgreementState, Mapping[AgreementStep, AgreementState]]] = {
    S.DRAFT: {Step.CHANGE: S.DRAFT, Step.SEND: S.SIGNING, Step.END: S.ENDED},
    S.SIGNING: {Step.TAKE_BACK: S.DRAFT, Step.SIGN: S.SIGNING, Step.COMPLETE: S.LIVE, Step.END: S.ENDED},
    S.LIVE: {
        Step.REVIEW: S.REVIEW,
        Step.LEAVE: S.LIVE,
        Step.END: S.ENDED,
        Step.REPLACE: S.ENDED,
        Step.EXPIRE: S.EXPIRED,
        Step.WARN: S.LIVE,
    },
    S.REVIEW: {
        Step.KEEP: S.LIVE,
        Step.LEAVE: S.REVIEW,
        Step.END: S.ENDED,
        Step.REPLACE: S.ENDED,
        Step.EXPIRE: S.EXPIRED,
        Step.WARN: S.REVIEW,
    },
    S.ENDED: {},
    S.EXPIRED: {},
}
# Who must act while it stands there. The empty sentence is for an end.
OWNERS: Final = {
    S.DRAFT: _("The agency that draws it up"),
    S.SIGNING: _("Each party that has not signed"),
    S.LIVE: _("The agency that drew it up, by the review date"),
    S.REVIEW: _("The agency that drew it up"),
    S.ENDED: _("Nobody: it is over"),
    S.EXPIRED: _("Nobody: it is over"),
}
IN_FORCE: Final = frozenset({S.LIVE, S.REVIEW})
OFFICERS: Final = (Role.AUDITOR, Role.ADMINISTRATOR)
NEW_VERSION_WAITS: Final = _("A new version is already being drawn up or signed. Go on with that one.")
SIGNS_ITSELF: Final = _("This party has signed, or has an officer who signs for it here.")
WARN_DAYS: Final = (60, 30, 7, 0)
FEWEST_PARTIES: Final = 2


class NoAgreement(NotAllowed):
    """No live agreement lets these two agencies share this for this purpose."""


class CannotMoveAgreement(RuleError):
    """The agreement does not stand where this can be done."""


class AgreementIncomplete(RuleError):
    """Something that an agreement must say is missing, or two things it says do not fit."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one sharing agreement allows: parties, purpose, data sets, its state and the days between which it counts.

    `giver` is the only party that gives under a data disclosure agreement, which goes one way; None under the others.
    """

    parties: frozenset[UUID]
    purpose: str
    data_sets: frozenset[str]
    starts_on: date
    ends_on: date | None
    state: str = AgreementState.LIVE
    giver: UUID | None = None


def covers(terms: Terms, *, giver: UUID, receiver: UUID, purpose: str, data_set: str, on: date) -> bool:
    """Whether an agreement lets `giver` share this data set with `receiver` on this day."""
    return (
        terms.state in IN_FORCE
        and terms.starts_on <= on
        and (terms.ends_on is None or on <= terms.ends_on)
        and {giver, receiver} <= terms.parties
        and terms.giver in (None, giver)
        and purpose == terms.purpose
        and data_set in terms.data_sets
    )


def can_step(state: str, step: AgreementStep) -> bool:
    """True when the table holds this step from this state."""
    return step in TRANSITIONS[AgreementState(state)]


def next_state(state: str, step: AgreementStep) -> AgreementState:
    """The state that follows. Raises CannotMoveAgreement when the table does not hold the step."""
    if not can_step(state, step):
        raise CannotMoveAgreement(
            _("This agreement has moved on, so this can no longer be done. Look at it again.")
        )
    return TRANSITIONS[AgreementState(state)][step]


def may_keep_agreements(by: Actor) -> bool:
    """Information governance officers and administrators keep their agency's agreements."""
    return by.role in OFFICERS and by.agency_id is not None


def check_may_keep_agreements(by: Actor, *, parties: Iterable[UUID]) -> None:
    """Refuse whoever is no officer of a party. Raises NotAllowed."""
    if not may_keep_agreements(by) or by.agency_id not in set(parties):
        raise NotAllowed(
            _("Only an information governance officer or an administrator of a party may do this.")
        )


def check_leads_agreement(by: Actor, *, lead: UUID | None, parties: Iterable[UUID]) -> None:
    """Refuse a party that did not draw the agreement up. Raises NotAllowed."""
    check_may_keep_agreements(by, parties=parties)
    if lead is not None and by.agency_id != lead:
        raise NotAllowed(_("Only the agency that drew this agreement up may do this."))


def check_terms(
    *,
    kind: str,
    parties: Iterable[UUID],
    giver: UUID | None,
    lead: UUID,
    dates: tuple[date, date, date | None],
) -> None:
    """Refuse terms that do not fit together. `dates` are the first day, the review and the last day or None.

    Raises AgreementIncomplete.
    """
    among = set(parties)
    starts_on, review_on, ends_on = dates
    if len(among) < FEWEST_PARTIES:
        raise AgreementIncomplete(_("Choose at least two parties."))
    if lead not in among:
        raise AgreementIncomplete(_("Your own agency must be one of the parties."))
    if kind == AgreementKind.DDA and giver not in among:
        raise AgreementIncomplete(
            _("Say which of the parties gives. A data disclosure agreement goes one way.")
        )
    if kind != AgreementKind.DDA and giver is not None:
        raise AgreementIncomplete(_("Only a data disclosure agreement goes one way."))
    if review_on <= starts_on:
        raise AgreementIncomplete(_("The review must come after the first day."))
    if ends_on is not None and ends_on <= starts_on:
        raise AgreementIncomplete(_("The last day must come after the first day."))


def check_data_sets(data_sets: Iterable[str]) -> None:
    """Refuse an agreement that names no data set, or one of them twice. Raises AgreementIncomplete."""
    named = list(data_sets)
    if not named:
        raise AgreementIncomplete(_("Say what is shared: add at least one data set."))
    if len(named) != len(set(named)):
        raise AgreementIncomplete(_("Each data set stands in the table once."))


def check_review_ahead(review_on: date, *, on: date) -> None:
    """Refuse a next review that is not to come. Raises AgreementIncomplete."""
    if review_on <= on:
        raise AgreementIncomplete(_("The next review must be on a day to come."))


def warning_due(*, due_on: date, on: date, warned: Iterable[int]) -> int | None:
    """The warning, in days ahead, that is to be given today, or None. A day on which nothing ran is caught up."""
    left = (due_on - on).days
    reached = [days for days in WARN_DAYS if left <= days]
    if left < 0 or not reached:
        return None
    nearest = min(reached)
    return None if nearest in set(warned) else nearest
