"""Colleagues of another team read a notification for its writer: who may, which ones are drawn, what is shown. Pure.

This room never sees a notification. What is drawn has a key that says nothing without the seed and the thing itself.
"""

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.reviews import ABSENT, QualityStep, Rubric, RubricItem
from earlyhelp.develop.rules.agreement import LEAST_PAIRS, Agreement, agreement_of
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

REVIEWING: Final = (Role.NOTIFIER, Role.SUPERVISOR)
READERS_EACH: Final = 2
MOST_DRAWN: Final = 20
# Whoever took one on and did not get to it lets somebody else have it after this.
TIME_TO_READ: Final = timedelta(days=14)
# A sum in which fewer people wrote would be about some of them.
LEAST_WRITERS: Final = 5
NOTHING: Final = _("No notification waits for you to read.")
OVER: Final = _("You do not have this one to read any more. Somebody else can take it on.")


class NothingToRead(RuleError):
    """No notification waits for this reader."""


class ReviewOver(RuleError):
    """It was handed back, given already, or waited too long."""


class UnfitSize(FieldError):
    """More than colleagues can read, or fewer than none."""


class OpenRating(FieldError):
    """Something in the rubric was not answered."""


def check_may_review(by: Actor) -> None:
    """Officers and supervisors read for each other. Raises NotAllowed."""
    if by.practitioner_id is None or by.role not in REVIEWING:
        raise NotAllowed(_("Officers and supervisors read for each other."))


def check_may_set(by: Actor) -> None:
    """A supervisor, for their own team. Raises NotAllowed."""
    if by.practitioner_id is None or by.role != Role.SUPERVISOR:
        raise NotAllowed(_("Only a supervisor of the team can do this."))


def check_size(size: int) -> None:
    """How many are drawn each month. Raises UnfitSize."""
    if not 0 <= size <= MOST_DRAWN:
        raise UnfitSize("size", _("Enter a number from 0 to 20."))


def new_seed() -> str:
    """A seed, by chance. It is kept, so that a draw can be looked at again."""
    return secrets.token_hex(16)


def key_of(seed: str, thing: UUID) -> str:
    """The key under which something is drawn with this seed."""
    return hmac.new(bytes.fromhex(seed), thing.bytes, hashlib.sha256).hexdigest()[:32]


def draw(seed: str, writers: Mapping[UUID, UUID], size: int) -> list[tuple[str, UUID]]:
    """Draw so many by chance: keys, each with who wrote it. `writers` are those of each thing, by its own key.

    The same seed draws the same ones. Each has the same chance, whoever wrote it.
    """
    keyed = sorted((key_of(seed, thing), writer) for thing, writer in writers.items())
    return keyed[:size]


def ratings_of(rubric: Rubric, said: Mapping[str, str]) -> dict[str, int | None]:
    """The step of each item as it is kept; None for what could not be asked. Raises OpenRating."""
    found: dict[str, int | None] = {}
    for item in rubric.items:
        value = said.get(item.key, "")
        if value == ABSENT and item.may_be_absent:
            found[item.key] = None
        elif value in {str(step.value) for step in QualityStep}:
            found[item.key] = int(value)
        else:
            raise OpenRating(item.key, _("Choose the step that fits best"))
    return found


@dataclass(frozen=True, slots=True)
class Twice:
    """What two readers said of one thing: the steps by item, and who wrote it. The first reader's stand first."""

    writer: UUID
    first: Mapping[str, int | None]
    second: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class ItemSum:
    """One item over many notifications: how often each step was chosen, and how far readers agreed.

    `steps` is empty and `agreement` None where fewer than ten pairs answered it.
    """

    item: RubricItem
    steps: tuple[tuple[QualityStep, int], ...]
    agreement: Agreement | None


def in_blocks(done: Sequence[Twice]) -> list[Twice]:
    """Those that may be summed: blocks of at least ten by at least five writers, in the order in which they were done.

    So a sum never moves by a few, and two sums on two days never tell of one person.
    """
    shown: list[Twice] = []
    block: list[Twice] = []
    for one in done:
        block.append(one)
        if len(block) >= LEAST_PAIRS and len({each.writer for each in block}) >= LEAST_WRITERS:
            shown += block
            block = []
    return shown


def sums_of(rubric: Rubric, done: Iterable[Twice]) -> list[ItemSum]:
    """Each item over what may be summed."""
    rows = list(done)
    return [_sum(item, rows) for item in rubric.items]


def _sum(item: RubricItem, rows: Sequence[Twice]) -> ItemSum:
    pairs = []
    for row in rows:
        one, two = row.first.get(item.key), row.second.get(item.key)
        if one is not None and two is not None:
            pairs.append((one, two))
    agreement = agreement_of(pairs)
    if agreement is None:
        return ItemSum(item, (), None)
    counted = Counter(step for pair in pairs for step in pair)
    return ItemSum(item, tuple((step, counted[step.value]) for step in QualityStep), agreement)
