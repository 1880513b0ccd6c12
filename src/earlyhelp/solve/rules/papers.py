"""What of a plan may stand on a paper for these readers: nothing about one that another may not see. Pure.

Two people are *kept apart* when one must not learn where the other lives, or when a report of domestic abuse names one
as the other's partner. They never share a paper, and neither reads anything of the other or of the family together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices.plans import WhoReads

Apart = frozenset[frozenset[UUID]]
# How many lines of print two sides of A4 hold, with room to spare, and how many letters a line.
LINES: Final = 64
LETTERS: Final = 78


class NotTogether(RuleError):
    """Two of the readers must not share a view."""


class NobodyToRead(RuleError):
    """A paper for nobody, or for somebody whom the plan is not about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What deciding about one goal needs: whose it is (None: the family's together), and who may read it."""

    whose: UUID | None
    who_reads: str


def is_apart(one: UUID, others: Iterable[UUID], apart: Apart) -> bool:
    """Whether somebody is kept apart from any of the others."""
    return any(frozenset({one, other}) in apart for other in others if other != one)


def check_readers(readers: frozenset[UUID], members: frozenset[UUID], apart: Apart) -> None:
    """Refuse readers whom the plan is not about, or who are kept apart. Raises NobodyToRead, NotTogether."""
    if not readers or not readers <= members:
        raise NobodyToRead(_("Select at least one member of the family"))
    if any(is_apart(one, readers, apart) for one in readers):
        raise NotTogether(
            _("These people must not share a plan. Make one for each of them, and hand them over apart.")
        )


def is_on_paper(piece: Piece, readers: frozenset[UUID], members: frozenset[UUID], apart: Apart) -> bool:
    """Whether every one of the readers may read this goal."""
    if piece.whose is None:
        return not any(is_apart(reader, members, apart) for reader in readers)
    if piece.who_reads == WhoReads.OWN:
        return readers == {piece.whose}
    return not is_apart(piece.whose, readers, apart)


def is_named_on_paper(person: UUID | None, readers: frozenset[UUID], apart: Apart) -> bool:
    """Whether what somebody does, or a strength of theirs, may stand there. None: nobody of the family."""
    return person is None or not is_apart(person, readers, apart)


def are_marks_on_paper(person: UUID, readers: frozenset[UUID]) -> bool:
    """Where somebody said they are stands on a paper that only they read."""
    return readers == {person}


def fits(lines: Sequence[int]) -> int:
    """How many of these goals, each so many lines long, stand on the two sides. The rest go to a page of their own."""
    room, taken = LINES, 0
    for count in lines:
        room -= count
        if room < 0:
            break
        taken += 1
    return taken


def lines_of(*texts: str) -> int:
    """How many lines of print these texts take, each on lines of its own."""
    return sum(1 + len(text) // LETTERS for text in texts if text)
