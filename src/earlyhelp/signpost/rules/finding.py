"""The public finder: what words mean, how far is far, and how often one visitor may send something. Pure."""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need
from earlyhelp.kit.errors import RuleError
from earlyhelp.signpost.choices import NEED_BY_NAME
from earlyhelp.signpost.choices.finding import AGES, NEED_BY_WORD, ForWhom

CHILDHOOD = (0, 17)
KILOMETRES_IN_A_MILE = 1.609344
# One visitor, an hour: enough for somebody who helps a whole group, too few to be a nuisance.
MOST_BY_VISITOR, MOST_BY_ALL = 10, 300
MARKS_KEPT = timedelta(hours=1)
MOST_IN_A_TEXT = 3

_MEANINGS = {**NEED_BY_NAME, **NEED_BY_WORD}
_WORDS = re.compile(
    r"(?<!\w)(" + "|".join(sorted(map(re.escape, _MEANINGS), key=len, reverse=True)) + r")(?!\w)"
)


class TooManySent(RuleError):
    """So much came from here within an hour that we wait."""


def needs_in(words: str) -> frozenset[str]:
    """The kinds of need that plain words of either language speak of."""
    return frozenset(_MEANINGS[found].value for found in _WORDS.findall(words.casefold().replace("’", "'")))


def all_needs(chosen: Iterable[str], words: str) -> tuple[str, ...]:
    """Needs that were ticked, and those that the words mean, in the order of our list."""
    wanted = set(chosen) | needs_in(words)
    return tuple(code for code in Need.values if code in wanted)


def ages_of(group: str, for_whom: str) -> tuple[int, int] | None:
    """The youngest and oldest that are meant, in whole years; None when it does not matter."""
    if group:
        return AGES[group]
    return CHILDHOOD if for_whom == ForWhom.CHILD else None


def kilometres(miles: float) -> float:
    """The same way in kilometres."""
    return miles * KILOMETRES_IN_A_MILE


def check_not_too_many(*, by_visitor: int, by_all: int) -> None:
    """Raise TooManySent when so many were sent within the hour."""
    if by_visitor >= MOST_BY_VISITOR or by_all >= MOST_BY_ALL:
        raise TooManySent(
            _("A lot was sent from here within the last hour. Wait an hour, or print the list instead.")
        )
