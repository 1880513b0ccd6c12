"""Giving notifications to a practitioner: each judged on its own, all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import queries
from earlyhelp.solve.actions.episode_news import tell_given
from earlyhelp.solve.choices.queue import Given
from earlyhelp.solve.models import NotificationAssignment
from earlyhelp.solve.rules import assigning


@dataclass(frozen=True, slots=True)
class GivenOne:
    """What became of one notification."""

    reference: str
    result: Given


@transaction.atomic
def assign_notifications(
    *, by: Actor, references: Sequence[str], to: UUID | None, at: datetime
) -> list[GivenOne]:
    """Give up to 100 notifications to a practitioner of the co-ordinator's front door, or with None take them back.

    Each is locked and judged on its own: what one may not be given does not keep the others. Every change is audited.
    Who receives them hears of it, once. Raises NotAllowed, TooMany, CannotReceive, or Practitioner.DoesNotExist.
    """
    assigning.check_may_assign(by)
    asked = list(dict.fromkeys(references))
    assigning.check_how_many(len(asked))
    other = None if to is None else Practitioner.objects.get(pk=to)
    if other is not None:
        assigning.check_can_receive(other.role, is_active=other.is_active, team_id=other.team_id, by=by)
    # Locked in the order of their keys, so that two co-ordinators never wait for each other.
    found = Notification.objects.select_for_update(of=("self",)).filter(reference__in=asked).order_by("pk")
    locked = {one.reference: one for one in found}
    standings = queries.list_standings(by, [one.pk for one in locked.values()])
    done, given = [], []
    for reference in asked:
        notification = locked.get(reference)
        standing = standings.get(notification.pk) if notification else None
        result = assigning.given(by, standing, to)
        if notification is not None and assigning.is_done(result):
            _give(by, notification, to, at)
            given.append(notification)
        done.append(GivenOne(reference, result))
    if other is not None:
        tell_given(by, other, given, at)
    return done


def _give(by: Actor, notification: Notification, to: UUID | None, at: datetime) -> None:
    live = NotificationAssignment.objects.filter(notification=notification, ended_at=None)
    before = live.values_list("practitioner_id", flat=True).first()
    live.update(ended_at=at)
    if to is not None:
        NotificationAssignment.objects.create(
            agency_id=by.agency_key,
            notification=notification,
            practitioner_id=to,
            assigned_by_id=by.practitioner_key,
            assigned_at=at,
        )
    did = "notification.unassigned" if to is None else "notification.assigned"
    detail = {"from": str(before) if before else "", "to": str(to) if to else ""}
    audit.record(by=by, did=did, target=notification, at=at, detail=detail)
