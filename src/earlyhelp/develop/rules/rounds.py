"""When a group of training is asked, what its link is, and how one person's sheets find each other. Pure."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.evaluation import Wave
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.kit.secret_links import Token, derived_token, is_derived, keyed_hash
from earlyhelp.partnership.choices import Role

ORGANISERS: Final = (Role.ADMINISTRATOR, Role.COORDINATOR)
ROUND_ROLE: Final = "questionnaire_link"
# Nobody is asked for a group so small that nothing of it could ever be shown.
LEAST_PEOPLE: Final = 10
MOST_PEOPLE: Final = 2000
# Sheets that are let in for each who was trained: somebody may mistype the letters and begin again.
_SHEETS_EACH: Final = 2
_LINK: Final = "develop.questionnaire-link"
CLOSED: Final = _("This questionnaire is not open now. Nothing was kept.")
_BEFORE: Final = timedelta(days=28)
_AFTER: Final = timedelta(days=14)
_LATER: Final = timedelta(days=28)
_MONTHS: Final = {Wave.THREE_MONTHS: 3, Wave.SIX_MONTHS: 6}


class UnfitGroup(FieldError):
    """A group that cannot be evaluated as it is described."""


class NotOpen(RuleError):
    """A questionnaire that is not open, or has enough sheets."""


class NoCode(FieldError):
    """Letters or numbers that are none."""


@dataclass(frozen=True, slots=True)
class Window:
    """From which day to which day a group is asked; both are in it."""

    opens_on: date
    closes_on: date

    def holds(self, day: date) -> bool:
        """Whether it is open on this day."""
        return self.opens_on <= day <= self.closes_on


def check_may_organise(by: Actor) -> None:
    """Only administrators and co-ordinators make groups and see what came of them. Raises NotAllowed."""
    if by.role not in ORGANISERS or by.agency_id is None:
        raise NotAllowed(_("Only an administrator or a co-ordinator can do this."))


def window_of(wave: Wave, trained_on: date) -> Window:
    """When a group that was trained on this day is asked."""
    if wave is Wave.PRE:
        return Window(trained_on - _BEFORE, trained_on)
    if wave is Wave.POST:
        return Window(trained_on, trained_on + _AFTER)
    first = months_after(trained_on, _MONTHS[wave])
    return Window(first, first + _LATER)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def check_group(*, people: int, trained_on: date, today: date, teams: Iterable[UUID]) -> None:
    """Refuse a group of which nothing could be learnt. Raises UnfitGroup."""
    if trained_on < today:
        raise UnfitGroup(
            "trained_on", _("The day has passed, and nobody can answer before the training any more.")
        )
    if not LEAST_PEOPLE <= people <= MOST_PEOPLE:
        raise UnfitGroup(
            "people",
            _("Enter a number from 10 to 2,000. Of fewer than ten nothing could be shown."),
        )
    if not list(teams):
        raise UnfitGroup("teams", _("Choose at least one team whose people are trained."))


def reader_of(round_id: UUID, *, language: str = "en") -> Actor:
    """Who answers through a link. Row-level security lets its key in to that one round, and to no sheet."""
    return Actor(None, round_id, None, ROUND_ROLE, Purpose.OWN_WORK, language, "questionnaire link")


def token_of(round_id: UUID) -> Token:
    """The private link of a round: the same for everybody of the group, and kept nowhere."""
    return derived_token(round_id, use=_LINK)


def is_link(token: Token) -> bool:
    """Whether a link is one of a round."""
    return is_derived(token, use=_LINK)


def keyed_code(group_id: UUID, plain: str) -> str:
    """What is kept of a person's own code: a hash under the service's key, another one in each group."""
    return keyed_hash(f"{group_id.hex}:{plain}", use="develop.person-code")


def has_room(*, sheets: int, people: int) -> bool:
    """Whether another sheet is let in."""
    return sheets < _SHEETS_EACH * people


def plain_code(*, school: str, street: str, day: int) -> str:
    """What a person's own code comes to: two letters, two letters, and a day of a month. Raises NoCode.

    Accents, case and spaces do not count: somebody who writes "Y Bontfaen" in June writes "y  bont-faen" in September.
    """
    letters = {"school": _letters(school), "street": _letters(street)}
    for name, found in letters.items():
        if len(found) != 2:
            raise NoCode(name, _("Enter two letters."))
    if not 1 <= day <= 31:
        raise NoCode("day", _("Enter a number from 1 to 31."))
    return f"{letters['school']}{letters['street']}{day:02d}"


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z]", "", bare)[:2]
