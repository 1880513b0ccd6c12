"""Warning notes: fair to the person, agreed by a manager, and looked at again."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.kit.time_words import written_date
from earlyhelp.understand.choices.entries import Visibility

LONGEST_UNSEEN: Final = timedelta(days=366)
SAY_WHY: Final = _("Write what you found, and why the note is still needed")


class NotFair(FieldError):
    """A note that leaves out what makes it fair. `field` says which answer."""


class AlreadyEnded(RuleError):
    """The note was ended in the meantime."""


@dataclass(frozen=True, slots=True)
class Note:
    """A warning as typed."""

    words: str
    said_by: str
    person_knows: bool
    agreed_with: str
    agreed_on: date
    review_on: date
    told_on: date | None = None
    why_not_told: str = ""
    language: str = "en"
    visibility: str = Visibility.AGENCY
    named: tuple[UUID, ...] = ()


def check_note(note: Note, today: date) -> None:
    """Refuse a warning that is not fair to the person. Raises NotFair."""
    if not note.words.strip():
        raise NotFair("words", _("Write what happened and what to do"))
    if not note.said_by.strip():
        raise NotFair("said_by", _("Write who said so"))
    if note.person_knows and (note.told_on is None or note.told_on > today):
        raise NotFair("told_on", _("Enter the day on which they were told. It is today or in the past."))
    if not note.person_knows and not note.why_not_told.strip():
        raise NotFair("why_not_told", _("Write why they were not told"))
    if not note.agreed_with.strip():
        raise NotFair("agreed_with", _("Write which manager agreed to this note"))
    if note.agreed_on > today:
        raise NotFair(
            "agreed_on", _("Enter the day on which the manager agreed. It is today or in the past.")
        )
    if note.visibility == Visibility.NAMED and not note.named:
        raise NotFair("named", _("Select at least one colleague who may see it"))
    check_next(note.review_on, today, field="review_on")


def check_next(on: date, today: date, *, field: str) -> None:
    """Refuse a review that is over already, or more than a year away. Raises NotFair."""
    if not today < on <= today + LONGEST_UNSEEN:
        raise NotFair(field, _("Enter a day after today and within a year"))


def check_live(*, ended: bool) -> None:
    """Refuse to change a note that was ended. Raises AlreadyEnded."""
    if ended:
        raise AlreadyEnded(_("A colleague ended this note in the meantime."))


def is_overdue(review_on: date, today: date) -> bool:
    """Whether somebody should have looked at it by now."""
    return review_on < today


def review_words(review_on: date, today: date) -> str:
    """When a note is to be looked at again, in words."""
    late = (today - review_on).days
    if late > 0:
        return ngettext(
            "Somebody should have looked at this %(days)d day ago, by %(day)s",
            "Somebody should have looked at this %(days)d days ago, by %(day)s",
            late,
        ) % {"days": late, "day": written_date(review_on)}
    if late == 0:
        return gettext("Somebody must look at this again today")
    return gettext("To be looked at again by %(day)s") % {"day": written_date(review_on)}
