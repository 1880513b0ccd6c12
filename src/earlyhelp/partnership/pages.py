"""What each role may open, read from the addresses themselves: the same marks that the middleware asks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import Access, access_of
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.rules.agencies import ROLES_OF_TEAM


@dataclass(frozen=True, slots=True)
class RoomPages:
    """The pages of one room that a role opens: the room's name, and address with purpose, in order."""

    room: str | Promise
    pages: list[tuple[str, str | Promise]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RolePages:
    """One role: in which kinds of team it is, for which purposes it acts, and what it opens, room by room."""

    role: Role
    teams: list[str | Promise]
    purposes: list[str | Promise]
    rooms: list[RoomPages]


def list_roles() -> list[RolePages]:
    """Every role, in the order of the roles. Pages that anyone may read are left out."""
    asked = [(route, view, access) for route, view, access in _walk(get_resolver(), "/") if access.roles]
    return [_role(role, [one for one in asked if role in one[2].roles]) for role in Role]


def _role(role: Role, asked: list[tuple[str, str, Access]]) -> RolePages:
    rooms: dict[str, RoomPages] = {}
    purposes = dict[str, str | Promise]()
    for route, module, access in sorted(asked):
        name = apps.get_containing_app_config(module)
        # What answers other systems stands in no room of its own.
        label = name.verbose_name if name else _("For other systems")
        purpose = Purpose(access.purpose).label
        purposes[access.purpose] = purpose
        rooms.setdefault(str(label), RoomPages(label)).pages.append((route, purpose))
    teams: list[str | Promise] = [
        TeamKind(kind).label for kind, roles in ROLES_OF_TEAM.items() if role in roles
    ]
    return RolePages(role, teams, list(purposes.values()), list(rooms.values()))


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str, Access]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route)
        elif isinstance(entry, URLPattern) and (access := access_of(entry.callback)) is not None:
            yield route, entry.callback.__module__, access
