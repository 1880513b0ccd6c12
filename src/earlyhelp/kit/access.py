"""The first wall at the door: which roles may open which page. A page that says nothing opens to nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Access:
    """What a page asks of its visitor. `roles` is empty for a page that anyone may read."""

    roles: frozenset[str]
    purpose: str
    demonstration_only: bool = False


def public(view: View) -> View:
    """Open this page to anyone, signed in or not."""
    view.access = Access(frozenset(), "public")  # type: ignore[attr-defined]
    return view


def demonstration(view: View) -> View:
    """Open this page to anyone, in demonstration mode only; elsewhere it does not exist."""
    view.access = Access(frozenset(), "public", demonstration_only=True)  # type: ignore[attr-defined]
    return view


def allow(*roles: str, purpose: str) -> Callable[[View], View]:
    """Open this page to practitioners in these roles, who act for this purpose while they read it."""

    def mark(view: View) -> View:
        view.access = Access(frozenset(str(role) for role in roles), str(purpose))  # type: ignore[attr-defined]
        return view

    return mark


def step_up(*, minutes: int = 10) -> Callable[[View], View]:
    """Ask a signed-in visitor to show once more that it is they, unless they did within so many minutes.

    For a page from which much can be taken at once, or a wall opened. It stands beside `allow`, above or below it; what
    was typed comes through the question. Who enforces it: `partnership.middleware`.
    """

    def mark(view: View) -> View:
        view.step_up_minutes = minutes  # type: ignore[attr-defined]
        return view

    return mark


def step_up_of(view: Any) -> int | None:
    """How many minutes ago the visitor may last have shown that it is they, or None when the page does not ask."""
    found: int | None = getattr(view, "step_up_minutes", None)
    return found


def settling_in(view: View) -> View:
    """Open this page also to somebody who has signed in but has not yet set up a second factor. It shows nobody."""
    view.settling_in = True  # type: ignore[attr-defined]
    return view


def is_for_settling_in(view: Any) -> bool:
    """Whether a page is open before a second factor is set up."""
    return getattr(view, "settling_in", False) is True


def access_of(view: Any) -> Access | None:
    """What this page asks, or None when it says nothing."""
    found: Access | None = getattr(view, "access", None)
    return found
