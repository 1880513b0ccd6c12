"""Two people whom a co-ordinator keeps apart: in no episode, at no meeting together; and a word for the worker.

Pure. Being kept apart is a decision (`understand.KeptApart`); what reports only suggest, `papers.py` knows.
"""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.names import words

_PLACES: Final = 2


class BroughtTogether(RuleError):
    """What was asked for would bring two people together who are kept apart."""


class HoldsBoth(RuleError):
    """One worker would work with both of two people who are kept apart. Somebody may decide it all the same."""


def check_may_join(*, is_apart: bool) -> None:
    """Refuse somebody who is kept apart from one whom the episode is about. Raises BroughtTogether."""
    if is_apart:
        raise BroughtTogether(
            _(
                "Two of these people are kept apart, so they are never in one episode together. "
                "Open an episode for each of them."
            )
        )


def check_may_be_invited(*, is_apart: bool) -> None:
    """Refuse an invitation to somebody kept apart from one whom a case is about. Raises BroughtTogether."""
    if is_apart:
        raise BroughtTogether(
            _(
                "This would bring two people together who are kept apart. Nobody was invited. "
                "Hold a meeting of its own for each of them."
            )
        )


def check_may_be_discussed(*, is_apart: bool) -> None:
    """Refuse a case about somebody kept apart from one who is invited to the meeting. Raises BroughtTogether."""
    if is_apart:
        raise BroughtTogether(
            _(
                "Somebody invited to this meeting is kept apart from a person whom one of these cases is about. "
                "Nothing was added. Choose another meeting."
            )
        )


def check_holds_one(*, holds_both: bool, knows: bool) -> None:
    """Warn that one worker would work with both. Raises HoldsBoth, unless whoever decides says that they know."""
    if holds_both and not knows:
        raise HoldsBoth(
            _(
                "This worker works with somebody from whom a person here is kept apart. Choose somebody else, "
                "or say below that you know."
            )
        )


def is_same_name(first: str, second: str) -> bool:
    """Whether two names have the same words, in any order: a given and a family name at least."""
    one, other = set(words(first)), set(words(second))
    return len(one) >= _PLACES and one == other


def is_among(name: str, others: Iterable[str]) -> bool:
    """Whether a name is one of the others."""
    return any(is_same_name(name, other) for other in others)
