"""A queue in the middle of a day: some of it shared out, one that rests, and a view that the team keeps."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import models

from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import Notification
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.choices.queue import HoldReason, View
from earlyhelp.solve.models import Hold, NotificationAssignment, SavedView
from earlyhelp.synth.load.copying import OWNER
from earlyhelp.synth.load.ruling import CLAIMED, FrontDoor

ASSIGNED: Final = 6
_ASKED: Final = {"view": View.TEAM.value, "grade": Grade.AMBER.value, "child": "1"}
_NAMES: Final = {"en": "Amber, and a child", "cy": "Oren, a phlentyn"}


def share_out(door: FrontDoor, waiting: Sequence[Notification]) -> list[Sequence[models.Model]]:
    """Rows for a few notifications that a co-ordinator gave to colleagues, one on hold, and a shared view.

    `waiting` is what nobody has decided, the oldest first.
    """
    everyday = [one for one in waiting[:-CLAIMED] if one.track != Track.SAFEGUARDING]
    coordinator = (
        Practitioner.objects.using(OWNER)
        .filter(team=door.cast.front_door, role=Role.COORDINATOR)
        .order_by("email")
        .first()
    )
    if coordinator is None or len(everyday) <= ASSIGNED:
        return []
    rested, given = everyday[-ASSIGNED - 1], everyday[-ASSIGNED:]
    return [
        [_hold(door, rested)],
        [_given(door, one, coordinator, place) for place, one in enumerate(given)],
        [_view(door, decider) for decider in door.cast.deciders[:2]],
    ]


def _hold(door: FrontDoor, notification: Notification) -> Hold:
    who, at = door.cast.deciders[0], door.at - timedelta(minutes=40)
    door.diary.did(who, "hold.made", notification, at, detail={"reason": HoldReason.VISIT.value})
    return Hold(
        agency=door.cast.council,
        notification=notification,
        reason=HoldReason.VISIT.value,
        until_on=at.astimezone(LONDON).date() + timedelta(days=3),
        held_by=who,
        held_at=at,
    )


def _given(
    door: FrontDoor, notification: Notification, coordinator: Practitioner, place: int
) -> NotificationAssignment:
    to, at = door.cast.deciders[place % 2], door.at - timedelta(minutes=30)
    door.diary.did(
        coordinator, "notification.assigned", notification, at, detail={"from": "", "to": str(to.pk)}
    )
    return NotificationAssignment(
        agency=door.cast.council,
        notification=notification,
        practitioner=to,
        assigned_by=coordinator,
        assigned_at=at,
    )


def _view(door: FrontDoor, decider: Practitioner) -> SavedView:
    at = door.at - timedelta(days=6)
    view = SavedView(
        agency=door.cast.council,
        practitioner=decider,
        team=door.cast.front_door,
        name=_NAMES[decider.language],
        asked=_ASKED,
        saved_at=at,
    )
    door.diary.did(decider, "saved_view.made", view, at, detail={"shared": True})
    return view
