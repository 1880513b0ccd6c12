"""How a list of choices stands after its changes, and what may be changed in it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.codelists import CodeList, Words, built_in
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

LONGEST_WORDS: Final = 120


class CannotChangeList(RuleError):
    """A change that would leave a list without what its form or the service needs."""


class SaidTwice(FieldError):
    """Two choices that a reader could not tell apart."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one choice stands from a version on."""

    number: int
    value: str
    group: str
    words: Words
    offered: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list as it stands. `own`: the agency added it. `bound`: the service rests on it."""

    value: str
    group: str
    words: Words
    offered: bool = True
    own: bool = False
    bound: bool = False
    unasked: bool = False

    @property
    def here(self) -> str:
        """Its words in the language of the page."""
        return self.words.here


def stand(listed: CodeList, changes: Iterable[Change]) -> list[Choice]:
    """The list after these changes, which come in the order of their numbers: the code's choices, then the own ones."""
    found = {
        value: Choice(
            value,
            listed.group_of.get(value, ""),
            built_in(listed.choices, value),
            bound=value in listed.bound,
            unasked=value in listed.unasked,
        )
        for value in listed.choices.values
    }
    for change in changes:
        before = found.get(change.value)
        found[change.value] = Choice(
            change.value,
            change.group,
            change.words,
            change.offered,
            own=before is None or before.own,
            bound=bool(before and before.bound),
            unasked=bool(before and before.unasked),
        )
    return list(found.values())


def offered_of(choices: Iterable[Choice], group: str = "") -> list[Choice]:
    """What a form offers, of one group or of a list without groups."""
    return [one for one in choices if one.offered and not one.unasked and one.group == group]


def may_keep(by: Actor, listed: CodeList, *, agency_kind: str, leads: bool) -> bool:
    """An administrator keeps the lists of their own agency; of the programme's agency, the shared ones too."""
    if by.role != Role.ADMINISTRATOR:
        return False
    return leads if listed.shared else agency_kind in listed.kinds


def check_may_keep(by: Actor, listed: CodeList, *, agency_kind: str, leads: bool) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if may_keep(by, listed, agency_kind=agency_kind, leads=leads):
        return
    if listed.shared:
        raise NotAllowed(_("Only an administrator of the agency that runs the programme changes this list."))
    raise NotAllowed(_("Only an administrator of an agency that uses this list changes it."))


def check_can_grow(listed: CodeList, group: str) -> None:
    """Refuse a choice that the service would not know what to do with. Raises CannotChangeList."""
    if not listed.grows:
        raise CannotChangeList(
            _("Nothing can be added to this list: each choice has a next step of its own.")
        )
    if listed.groups is not None and group not in listed.groups.values:
        raise CannotChangeList(_("Select where the new choice belongs."))


def check_change(choice: Choice, others: Sequence[Choice]) -> None:
    """Refuse words that another choice has, and a list that ends empty. `choice` is as it would stand.

    Raises SaidTwice or CannotChangeList.
    """
    beside = offered_of(others, choice.group)
    if not choice.offered:
        if choice.bound:
            raise CannotChangeList(_("The service itself needs this choice. You can change its words."))
        if not beside:
            raise CannotChangeList(_("This is the last choice that is offered here. Add another one first."))
        return
    if choice.words.en.casefold() in {one.words.en.casefold() for one in beside}:
        raise SaidTwice("words_en", _("Another choice has these English words already"))
    if choice.words.cy.casefold() in {one.words.cy.casefold() for one in beside}:
        raise SaidTwice("words_cy", _("Another choice has these Welsh words already"))
