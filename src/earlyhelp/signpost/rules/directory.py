"""What the directory may hold, who may change it, and which of our needs a feed's words mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.choices import NEED_BY_NAME, NEED_VOCABULARY

# Needs whose services must not be found on a map by the person somebody is hiding from.
PLACELESS_NEEDS = [Need.DOMESTIC_ABUSE.value]

# Days for which what a service says of its room, or of its wait, can be relied on.
CAPACITY_GOOD_FOR = 14
# Days after which somebody should check a record again: flagged to stewards, and to its owner.
ASSURANCE_GOOD_FOR = 92

_LOADERS = frozenset({Role.ADMINISTRATOR.value, "system"})
_NEED_CODES = frozenset(Need.values)


@dataclass(frozen=True, slots=True)
class TermWords:
    """A taxonomy term: its vocabulary, its code there, its English name."""

    vocabulary: str
    code: str
    name: str


def may_keep_place(*, needs: Iterable[str], is_refuge: bool) -> bool:
    """Whether the address and coordinates of a service may be stored at all."""
    return not is_refuge and not set(needs) & set(PLACELESS_NEEDS)


def may_load_directory(role: str) -> bool:
    """Whether this role may load a feed: an administrator, or the product itself in a command."""
    return role in _LOADERS


def check_may_load_directory(role: str) -> None:
    """Raise NotAllowed unless this role may load a feed."""
    if not may_load_directory(role):
        raise NotAllowed(_("Only an administrator can load the directory. Ask yours to load the feed."))


def may_keep_directory(role: str) -> bool:
    """Whether this role is a steward: approves changes of entries and deals with remarks about them."""
    return role == Role.ADMINISTRATOR.value


def check_may_keep_directory(role: str) -> None:
    """Raise NotAllowed for anybody who is not a steward."""
    if not may_keep_directory(role):
        raise NotAllowed(_("Only a steward of the directory can do this. Ask your administrator."))


def may_read_directory(role: str) -> bool:
    """Whether this role may search the directory: everyone who has signed in, and the product itself."""
    return bool(role)


def check_may_read_directory(role: str) -> None:
    """Raise NotAllowed for a visitor who has not signed in."""
    if not may_read_directory(role):
        raise NotAllowed(_("Sign in to search the directory."))


def list_needs(terms: Iterable[TermWords]) -> list[str]:
    """Codes of our needs for a feed's terms, in the order of our list. Unknown terms give none."""
    found = {need for term in terms for need in _needs_of(term)}
    return [code for code in Need.values if code in found]


def _needs_of(term: TermWords) -> set[str]:
    if term.vocabulary == NEED_VOCABULARY:
        return {term.code} & _NEED_CODES
    return {NEED_BY_NAME[name].value for name in _NAMES.findall(term.name.casefold())}


# The longest name first: "mental health" is not "health", "domestic abuse" is not "abuse" alone.
_NAMES = re.compile(r"\b(" + "|".join(sorted(map(re.escape, NEED_BY_NAME), key=len, reverse=True)) + r")\b")
