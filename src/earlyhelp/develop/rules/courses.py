"""Who runs training, who has a place, who may mark, and how long a course counts. Plain values only."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices import BookingState, SessionState, Took
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

# Who keeps an agency's courses and sessions. A trainer is whoever is named on a session, in any role.
RUNNING_ROLES: Final = (Role.COORDINATOR, Role.ADMINISTRATOR)
# Sixty and fourteen days before a course is due again, and on the day.
REMIND_DAYS: Final = (60, 14, 0)
# People arrive before it begins.
MARK_FROM: Final = timedelta(hours=1)
MOST_PLACES: Final = 500


class CannotBook(RuleError):
    """The session can not be booked, or left, any more."""


class CannotMark(RuleError):
    """Attendance can not be marked now."""


class ChangedMeanwhile(RuleError):
    """Somebody else changed it since the page was opened."""


class IncompleteTraining(FieldError):
    """A course or a session that does not say enough."""


class Standing(StrEnum):
    """How somebody stands with a course that they completed."""

    KEEPS = "keeps"
    DUE_SOON = "due_soon"
    DUE = "due"


def may_run(by: Actor, *, agency_id: UUID) -> bool:
    """Co-ordinators and administrators run the training of their own agency."""
    return by.role in RUNNING_ROLES and by.agency_id == agency_id


def check_may_run(by: Actor, *, agency_id: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_run(by, agency_id=agency_id):
        raise NotAllowed(
            _("Only a co-ordinator or an administrator of the agency that holds it may do this.")
        )


def may_mark(by: Actor, *, host_id: UUID, trainers: frozenset[UUID]) -> bool:
    """Whoever leads a session sees who comes and marks it; so may those who run the training of the agency."""
    return by.practitioner_id in trainers or may_run(by, agency_id=host_id)


def check_may_mark(by: Actor, *, host_id: UUID, trainers: frozenset[UUID]) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_mark(by, host_id=host_id, trainers=trainers):
        raise NotAllowed(_("Only a trainer of the session, or who runs it, sees who is booked."))


def may_see(by: Actor, *, host_id: UUID, for_partners: bool, is_trainer: bool) -> bool:
    """A session for partners is for everybody; another one for its own agency and its trainers."""
    return for_partners or is_trainer or by.agency_id == host_id


def check_may_see(by: Actor, *, host_id: UUID, for_partners: bool, is_trainer: bool) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_see(by, host_id=host_id, for_partners=for_partners, is_trainer=is_trainer):
        raise NotAllowed(_("This session is only for people of the agency that holds it."))


def check_times(starts_at: datetime, ends_at: datetime, *, at: datetime) -> None:
    """Refuse a session that ends before it begins, or begins in the past. Raises IncompleteTraining."""
    if starts_at <= at:
        raise IncompleteTraining("on", _("Enter a day and a time that are still to come."))
    if ends_at <= starts_at:
        raise IncompleteTraining("lasts", _("Enter how long it lasts, in minutes."))


def check_somewhere(*, place: str, link: str) -> None:
    """Refuse a session that is nowhere. Raises IncompleteTraining."""
    if not place and not link:
        raise IncompleteTraining("place", _("Enter a place, or a link to join, or both."))


def check_places(*, places: int, taken: int) -> None:
    """Refuse fewer places than are taken: nobody loses a place by a correction. Raises IncompleteTraining."""
    if places < taken:
        raise IncompleteTraining("places", _("More people have a place already. Enter a higher number."))


def is_open(state: str, starts_at: datetime, *, at: datetime) -> bool:
    """True while a session can be booked, and a place given up."""
    return state == SessionState.PLANNED and at < starts_at


def check_open(state: str, starts_at: datetime, *, at: datetime) -> None:
    """Refuse what comes too late. Raises CannotBook."""
    if not is_open(state, starts_at, at=at):
        raise CannotBook(_("This session has begun, is over, or was cancelled. Choose another one."))


def check_not_trainer(*, is_trainer: bool) -> None:
    """Refuse a trainer a place at their own session. Raises CannotBook."""
    if is_trainer:
        raise CannotBook(_("You lead this session, so you do not need a place."))


def place_for(*, taken: int, places: int) -> BookingState:
    """A place while there is one, the waiting list after that."""
    return BookingState.BOOKED if taken < places else BookingState.WAITING


def can_mark(state: str, starts_at: datetime, *, at: datetime) -> bool:
    """Attendance is marked from an hour before a session begins, and afterwards for as long as it takes."""
    return state == SessionState.PLANNED and at >= starts_at - MARK_FROM


def check_can_mark(state: str, starts_at: datetime, *, at: datetime) -> None:
    """Refuse marks before anybody can have come. Raises CannotMark."""
    if not can_mark(state, starts_at, at=at):
        raise CannotMark(_("You can mark who is there from an hour before the session begins."))


def check_unchanged(*, seen: int, now: int) -> None:
    """Refuse to overwrite what somebody else has just changed. Raises ChangedMeanwhile."""
    if seen != now:
        raise ChangedMeanwhile(
            _("Somebody else has changed this since you opened it. Look at what stands there now, then save.")
        )


def is_completed(took: str) -> bool:
    """Only whoever was there for all of it has completed a course."""
    return took == Took.PRESENT


def expires_on(on: date, valid_months: int | None) -> date | None:
    """The day on which a course is due again: the same day so many months later, or the last of a shorter month."""
    if valid_months is None:
        return None
    years, month = divmod(on.month - 1 + valid_months, 12)
    year, month = on.year + years, month + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def standing(expires: date | None, *, today: date) -> Standing:
    """Whether a completed course still counts, is due within sixty days, or is due."""
    if expires is None or today < expires - timedelta(days=REMIND_DAYS[0]):
        return Standing.KEEPS
    return Standing.DUE if today >= expires else Standing.DUE_SOON


def reminder(expires: date, *, today: date, reminded: int | None) -> int | None:
    """Which reminder is owed now, as days ahead; None for none. What was missed is not told twice over.

    `reminded` is the last one that was sent, None for none.
    """
    left = (expires - today).days
    owed = [days for days in REMIND_DAYS if left <= days]
    if not owed or (reminded is not None and reminded <= owed[-1]):
        return None
    return owed[-1]
