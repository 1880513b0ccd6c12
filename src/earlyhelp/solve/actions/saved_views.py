"""Keeping filters of the queue under a name, sharing them with the team, and throwing them away."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.models import SavedView
from earlyhelp.solve.rules import queue as rules


@transaction.atomic
def save_view(*, by: Actor, name: str, asked: Mapping[str, str], is_shared: bool, at: datetime) -> SavedView:
    """Keep the codes of what is looked for under a name. What was typed is not kept. Raises NoNameForView."""
    name = _named(by, name)
    made = SavedView.objects.create(
        agency_id=by.agency_key,
        practitioner_id=by.practitioner_key,
        team_id=by.team_id if is_shared else None,
        name=name,
        asked=rules.looking(asked).codes,
        saved_at=at,
    )
    audit.record(by=by, did="saved_view.made", target=made, at=at, detail={"shared": is_shared})
    return made


@transaction.atomic
def change_view(*, by: Actor, view_id: UUID, name: str, is_shared: bool, at: datetime) -> SavedView:
    """Give a view another name, share it or stop sharing it. Raises NoNameForView, NotYourView or DoesNotExist."""
    view = _mine(by, view_id)
    view.name = _named(by, name, but=view)
    view.team_id = by.team_id if is_shared else None
    view.save(update_fields=["name", "team"])
    audit.record(by=by, did="saved_view.changed", target=view, at=at, detail={"shared": is_shared})
    return view


@transaction.atomic
def remove_view(*, by: Actor, view_id: UUID, at: datetime) -> None:
    """Throw a view away. Raises NotYourView or SavedView.DoesNotExist."""
    view = _mine(by, view_id)
    audit.record(by=by, did="saved_view.removed", target=view, at=at)
    view.delete()


def _mine(by: Actor, view_id: UUID) -> SavedView:
    view = SavedView.objects.select_for_update().get(pk=view_id)
    if view.practitioner_id != by.practitioner_id:
        raise rules.NotYourView
    return view


def _named(by: Actor, name: str, but: SavedView | None = None) -> str:
    name = " ".join(name.split())
    others = SavedView.objects.filter(practitioner_id=by.practitioner_key, name__iexact=name)
    if not name or (others.exclude(pk=but.pk) if but else others).exists():
        raise rules.NoNameForView
    return name
