"""What there is to govern: one register of pages, to which every room adds its own when it starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from earlyhelp.govern.choices import Section
from earlyhelp.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class GovernancePage:
    """One row of the page *Governance*.

    `name` is the address by name ("govern:audit"), `roles` the values of the roles that the page opens to.
    `count` says how many wait there, where that is cheap: one query, of the actor's own agency.
    """

    name: str
    section: Section
    title: str | Promise
    sentence: str | Promise
    roles: frozenset[str]
    count: Callable[[Actor], int] | None = None


_pages: dict[str, GovernancePage] = {}


def add_pages(*pages: GovernancePage) -> None:
    """Put rows on the page. Called by a room's AppConfig.ready; the same row twice is one row."""
    _pages.update((page.name, page) for page in pages)


def pages_for(role: str) -> list[GovernancePage]:
    """The rows that this role sees: part by part, and in a part as the rooms added them."""
    order = list(Section)
    found = [page for page in _pages.values() if role in page.roles]
    return sorted(found, key=lambda page: order.index(page.section))
