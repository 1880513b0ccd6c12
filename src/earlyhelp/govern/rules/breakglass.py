"""Opening one record in an emergency: for how long, who may, how it moves on, and who reviews it by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.breakglass import GlassState, GlassStep, GlassVerdict
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.working_days import LONDON, next_working_day

LONGEST: Final = timedelta(hours=2)
REVIEW_DAYS: Final = 2
OFFICER: Final = "auditor"

TRANSITIONS: Final[dict[GlassState, dict[GlassStep, GlassState]]] = {
    GlassState.OPEN: {
        GlassStep.CLOSE: GlassState.TO_REVIEW,
        GlassStep.RUN_OUT: GlassState.TO_REVIEW,
    },
    GlassState.TO_REVIEW: {
        GlassStep.ASK: GlassState.ASKED,
        GlassStep.JUSTIFY: GlassState.JUSTIFIED,
        GlassStep.CONDEMN: GlassState.NOT_JUSTIFIED,
    },
    GlassState.ASKED: {
        GlassStep.ANSWER: GlassState.TO_REVIEW,
        GlassStep.JUSTIFY: GlassState.JUSTIFIED,
        GlassStep.CONDEMN: GlassState.NOT_JUSTIFIED,
    },
    GlassState.JUSTIFIED: {},
    GlassState.NOT_JUSTIFIED: {},
}
# Who moves on what stands in each state: nothing waits for nobody.
OWNERS: Final = {
    GlassState.OPEN: _("Whoever opened it, and the clock"),
    GlassState.TO_REVIEW: _("An information governance officer of the owning agency"),
    GlassState.ASKED: _("Whoever opened it, and the officer"),
    GlassState.JUSTIFIED: _("Nobody: it is finished"),
    GlassState.NOT_JUSTIFIED: _("Nobody: it is finished"),
}
STEP_OF: Final = {
    GlassVerdict.JUSTIFIED: GlassStep.JUSTIFY,
    GlassVerdict.NOT_JUSTIFIED: GlassStep.CONDEMN,
    GlassVerdict.ASKED: GlassStep.ASK,
}
TO_DO: Final = (GlassState.OPEN, GlassState.TO_REVIEW, GlassState.ASKED)


class CannotStep(RuleError):
    """The opening does not stand where this step begins."""


class SayMore(RuleError):
    """Words are missing."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """What is asked: one record, why, in whose words, and why a restricted one can not wait for its readers."""

    record_label: str
    record_id: UUID
    record_reference: str
    owner_agency_id: UUID
    agency_label: str
    why: str
    words: str
    is_restricted: bool = False
    why_no_reader: str = ""
    told: tuple[UUID, ...] = ()


def until(at: datetime) -> datetime:
    """When an opening that begins now ends by itself."""
    return at + LONGEST


def review_by(at: datetime) -> date:
    """The working day by which the owner's officer reviews it."""
    day = at.astimezone(LONDON).date()
    for _day in range(REVIEW_DAYS):
        day = next_working_day(day)
    return day


def state_of(
    *, until_at: datetime, closed_at: datetime | None, steps: Iterable[str], at: datetime
) -> GlassState:
    """Where an opening stands: by the clock until it is closed, then by what was said of it."""
    if closed_at is None and at < until_at:
        return GlassState.OPEN
    state = GlassState.TO_REVIEW
    for step in steps:
        state = TRANSITIONS[state].get(GlassStep(step), state)
    return state


def check_can_step(state: GlassState, step: GlassStep) -> None:
    """Refuse a step that does not begin here. Raises CannotStep."""
    if step not in TRANSITIONS[state]:
        raise CannotStep(_("This opening has moved on in the meantime. Look at it again."))


def check_may_review(by: Actor, *, owner: UUID) -> None:
    """Only an information governance officer of the agency that owns the record. Raises NotAllowed."""
    if by.role != OFFICER or by.agency_id != owner:
        raise NotAllowed(
            _("An information governance officer of the agency that keeps the record reviews this.")
        )


def check_is_theirs(by: Actor, *, practitioner_id: UUID) -> None:
    """Only whoever opened it. Raises NotAllowed."""
    if by.practitioner_id is None or by.practitioner_id != practitioner_id:
        raise NotAllowed(_("Only the practitioner who opened the record can do this."))


def check_words(words: str) -> None:
    """Refuse silence. Raises SayMore."""
    if not words.strip():
        raise SayMore(_("Write your reason, so that somebody else understands it later"))


def is_overdue(state: GlassState, by_day: date, today: date) -> bool:
    """True when nobody has reviewed it by its day."""
    return state in (GlassState.TO_REVIEW, GlassState.ASKED) and today > by_day
