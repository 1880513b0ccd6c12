"""Letting a notification rest until a day, and taking it back before."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.queries.codelists import list_offered
from earlyhelp.solve import queries
from earlyhelp.solve.actions.locking import lock_for_triage
from earlyhelp.solve.choices.lists import HOLD_REASONS
from earlyhelp.solve.models import Hold
from earlyhelp.solve.rules import holds


@transaction.atomic
def put_on_hold(
    *, by: Actor, notification_id: UUID, reason: str, until_on: date, at: datetime, note: str = ""
) -> Hold:
    """Let a notification rest until a day; an earlier hold ends. The same said twice is one hold.

    Raises NotAllowed, CannotHold or Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    holds.check_can_hold(notification.track, queries.get_state(by, notification_id))
    reasons = dict(list_offered(by, HOLD_REASONS))
    holds.check_hold(reason, until_on, at.astimezone(LONDON).date(), reasons=reasons)
    live = Hold.objects.filter(notification=notification, ended_at=None).first()
    note = note.strip()
    if live is not None and (live.reason, live.until_on, live.note) == (reason, until_on, note):
        return live
    Hold.objects.filter(notification=notification, ended_at=None).update(ended_at=at)
    made = Hold.objects.create(
        agency_id=by.agency_key,
        notification=notification,
        reason=reason,
        note=note,
        until_on=until_on,
        held_by_id=by.practitioner_key,
        held_at=at,
    )
    detail = {"reason": reason, "until": until_on.isoformat()}
    audit.record(by=by, did="hold.made", target=notification, at=at, detail=detail)
    return made


@transaction.atomic
def end_hold(*, by: Actor, notification_id: UUID, at: datetime) -> None:
    """Take a notification back before its day. Without a hold, nothing happens. Raises NotAllowed or DoesNotExist."""
    notification = lock_for_triage(by, notification_id)
    if Hold.objects.filter(notification=notification, ended_at=None).update(ended_at=at):
        audit.record(by=by, did="hold.ended", target=notification, at=at)
