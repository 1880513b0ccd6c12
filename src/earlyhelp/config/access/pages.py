"""Every address and operation of the service, found by walking the addresses themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from earlyhelp.kit.access import Access, access_of


@dataclass(frozen=True)
class Page:
    """One address: its pattern, its name, its view, and what it asks of its visitor (None: it opens to nobody)."""

    route: str
    name: str
    view: Any
    access: Access | None

    @property
    def takes(self) -> tuple[str, ...]:
        """The names of the parts of the address that differ from record to record."""
        parts = [part.split(">")[0] for part in self.route.split("<")[1:]]
        return tuple(part.split(":")[-1] for part in parts)


def list_pages() -> list[Page]:
    """Every page and operation, in the order of its address."""
    return sorted(_walk(get_resolver(), "/", ""), key=lambda page: (page.route, page.name))


def _walk(resolver: URLResolver, before: str, space: str) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield Page(route, f"{space}{entry.name}", entry.callback, access_of(entry.callback))
