"""Who may open, see, change and close an episode of help, and where it stands."""

from collections.abc import Container
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.solve.choices.episodes import CloseReason, EpisodeState, EpisodeStep
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.rules.machines import Machine

_LED, _UNLED, _PAUSED = EpisodeState.LED, EpisodeState.UNLED, EpisodeState.PAUSED
_STEPPING, _CLOSED = EpisodeState.STEPPING_UP, EpisodeState.CLOSED

MACHINE: Final = Machine(
    name="episode",
    first=_LED,
    moves={
        (_LED, EpisodeStep.LOSE_LEAD): _UNLED,
        (_LED, EpisodeStep.PAUSE): _PAUSED,
        (_LED, EpisodeStep.ASK_STEP_UP): _STEPPING,
        (_LED, EpisodeStep.CLOSE): _CLOSED,
        (_UNLED, EpisodeStep.GIVE_LEAD): _LED,
        (_UNLED, EpisodeStep.PAUSE): _PAUSED,
        (_UNLED, EpisodeStep.ASK_STEP_UP): _STEPPING,
        (_UNLED, EpisodeStep.CLOSE): _CLOSED,
        (_PAUSED, EpisodeStep.RESUME): _LED,
        (_PAUSED, EpisodeStep.ASK_STEP_UP): _STEPPING,
        (_PAUSED, EpisodeStep.CLOSE): _CLOSED,
        (_STEPPING, EpisodeStep.STEP_REFUSED): _LED,
        (_STEPPING, EpisodeStep.STEP_AGREED): _CLOSED,
    },
    owners={
        _LED: Owner.LEAD_WORKER,
        _UNLED: Owner.FRONT_DOOR,
        _PAUSED: Owner.LEAD_WORKER,
        _STEPPING: Owner.OTHER_SIDE,
        _CLOSED: Owner.NOBODY,
    },
    clocks={
        _LED: Clock.REVIEW_DUE,
        _UNLED: Clock.REVIEW_DUE,
        _PAUSED: Clock.REVIEW_DUE,
        _STEPPING: Clock.REPLY_DUE,
    },
    ends=frozenset({_CLOSED}),
    states=EpisodeState,
    steps=EpisodeStep,
)
EPISODE_MACHINE: Final = MACHINE
# How long after its close an episode counts as one that goes on: coming back is then its reopening.
REOPEN_WITHIN_DAYS: Final = 90
# Who may lead a family's episode or join the team around it.
WORKERS: Final = (Role.PARTNER, *FRONT_DOOR_ROLES)
# The other side says yes first: solve.rules.steps.
_BY_STEP_ONLY: Final = (CloseReason.CARE_AND_SUPPORT, CloseReason.CHILD_PROTECTION)

SOMEBODY_ELSE: Final = _("Choose somebody else than the one who leaves.")


class CannotStepEpisode(RuleError):
    """The episode is not in a state from which this can be done."""


class IncompleteClose(RuleError):
    """Something is missing without which an episode does not close."""


def episode_state(*, is_closed: bool, is_paused: bool, is_stepping_up: bool, is_led: bool) -> EpisodeState:
    """The state that follows from what is recorded."""
    if is_closed:
        return _CLOSED
    if is_stepping_up:
        return _STEPPING
    if is_paused:
        return _PAUSED
    return _LED if is_led else _UNLED


def check_is_open(closed_at: datetime | None) -> None:
    """Refuse changing an episode that is over. Raises CannotStepEpisode."""
    if closed_at is not None:
        raise CannotStepEpisode(_("This episode is closed. When the family comes back, open a new one."))


def check_can_step_episode(state: str, step: EpisodeStep) -> None:
    """Refuse a step that the table does not hold. Raises CannotStepEpisode."""
    if not MACHINE.can(state, step):
        raise CannotStepEpisode(
            _(
                "The episode does not stand where this can be done. Look at it again: somebody may have moved it."
            )
        )


def may_open_episode(by: Actor, *, agency_id: UUID) -> bool:
    """The front door of the council that will own it."""
    return by.role in FRONT_DOOR_ROLES and by.practitioner_id is not None and by.agency_id == agency_id


def check_may_open_episode(by: Actor, *, agency_id: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_open_episode(by, agency_id=agency_id):
        raise NotAllowed(_("Only the front door of this council can open an episode of help."))


def may_see_episode(by: Actor, *, agency_id: UUID, is_worker: bool) -> bool:
    """The front door that opened it, and whoever has a part in it now."""
    return may_open_episode(by, agency_id=agency_id) or (by.practitioner_id is not None and is_worker)


def check_may_see_episode(by: Actor, *, agency_id: UUID, is_worker: bool) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_see_episode(by, agency_id=agency_id, is_worker=is_worker):
        raise NotAllowed(_("This episode opens to the front door and to those who work with the family now."))


def may_lead_episode(by: Actor, *, agency_id: UUID, is_lead: bool) -> bool:
    """The lead worker, and the front door that opened it: they change who is in it, and how it ends."""
    return may_open_episode(by, agency_id=agency_id) or (by.practitioner_id is not None and is_lead)


def check_may_lead_episode(by: Actor, *, agency_id: UUID, is_lead: bool) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_lead_episode(by, agency_id=agency_id, is_lead=is_lead):
        raise NotAllowed(_("Only the lead worker or the front door can change this."))


def may_move_action(by: Actor, *, owner_id: UUID | None, leads: bool) -> bool:
    """Whoever said that they would do it; the lead worker and the front door for everybody."""
    return by.practitioner_id is not None and (leads or owner_id == by.practitioner_id)


def check_may_move_action(by: Actor, *, owner_id: UUID | None, leads: bool) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_move_action(by, owner_id=owner_id, leads=leads):
        raise NotAllowed(_("You can change your own actions. Ask the lead worker about the others."))


def check_close(
    reason: str, summary: str, family_view: str, *, open_actions: int, reasons: Container[str]
) -> None:
    """Refuse a close that leaves something open, or says too little. Raises IncompleteClose.

    `reasons` are those that are offered now.
    """
    if reason in _BY_STEP_ONLY:
        raise IncompleteClose(_("Ask the statutory team first. The episode closes here when they say yes."))
    if reason not in reasons:
        raise IncompleteClose(_("Select why it ends"))
    if not summary.strip():
        raise IncompleteClose(_("Say what changed for the family."))
    if not family_view.strip():
        raise IncompleteClose(
            _("Say what the family said of the help, or that they could not be asked and why.")
        )
    if open_actions:
        raise IncompleteClose(
            _("Finish every open action first, say why it is no longer needed, or hand it over.")
        )


def check_because(words: str) -> None:
    """Refuse a change of who works with a family that nobody gives a reason for. Raises CannotStepEpisode."""
    if not words.strip():
        raise CannotStepEpisode(_("Say why, so that colleagues and the family understand it later."))


def is_reopening(closed_at: datetime, *, at: datetime, within_days: int = REOPEN_WITHIN_DAYS) -> bool:
    """True when coming back now goes on from an episode that was closed then."""
    return at - closed_at <= timedelta(days=within_days)
