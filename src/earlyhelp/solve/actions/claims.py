"""Saying "I have this open", letting go, and changing how soon it is looked at."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.solve import queries, rules
from earlyhelp.solve.actions.locking import lock_for_triage
from earlyhelp.solve.choices import Grade, Tab
from earlyhelp.solve.models import Claim, Grading
from earlyhelp.solve.rules.queue import is_free


@transaction.atomic
def claim(*, by: Actor, notification_id: UUID, at: datetime) -> Claim:
    """Say that one has this notification open. Taking it over from a colleague ends their claim, and is recorded.

    Claiming again what one has changes nothing. Raises NotAllowed or Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    live = Claim.objects.filter(notification=notification, released_at=None).first()
    if live is not None and live.practitioner_id == by.practitioner_id:
        return live
    if live is not None:
        live.released_at = at
        live.save(update_fields=["released_at"])
    made = Claim.objects.create(
        agency_id=by.agency_key, notification=notification, practitioner_id=by.practitioner_key, claimed_at=at
    )
    did, detail = ("claim.taken_over", {"from": str(live.practitioner_id)}) if live else ("claim.made", {})
    audit.record(by=by, did=did, target=notification, at=at, detail=detail)
    return made


@transaction.atomic
def claim_next(*, by: Actor, among: Sequence[UUID], at: datetime) -> Notification | None:
    """Take the first of these that nobody has in hand. Of two people who ask at once, each gets another one.

    `among` are keys in the order in which they should be taken. Returns None when there is none left.
    Raises NotAllowed.
    """
    for notification_id in among:
        # Whoever holds the lock is a moment ahead: it is theirs.
        free = Notification.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            pk=notification_id
        )
        if not free.exists():
            continue
        live = Claim.objects.filter(notification_id=notification_id, released_at=None).first()
        mine = live is not None and live.practitioner_id == by.practitioner_id
        if not is_free(live.claimed_at if live else None, is_mine=mine, at=at):
            continue
        state = queries.get_state(by, notification_id)
        if rules.tab_of(state) is Tab.TO_DECIDE:
            return claim(by=by, notification_id=notification_id, at=at).notification
    return None


@transaction.atomic
def release(*, by: Actor, notification_id: UUID, at: datetime) -> None:
    """Let go of one's own claim. Without one, nothing happens. Raises NotAllowed or Notification.DoesNotExist."""
    notification = lock_for_triage(by, notification_id)
    mine = Claim.objects.filter(
        notification=notification, practitioner_id=by.practitioner_key, released_at=None
    )
    if mine.update(released_at=at):
        audit.record(by=by, did="claim.released", target=notification, at=at)


@transaction.atomic
def regrade(*, by: Actor, notification_id: UUID, grade: str, rationale: str, at: datetime) -> Grading:
    """Give a notification another grade and say why. The same words from the same person twice are one change.

    Raises NotAllowed, IncompleteDecision, ValueError for an unknown grade, or Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    rules.check_rationale(rationale)
    wanted = Grade(grade)
    last = Grading.objects.filter(notification=notification).order_by("-graded_at", "-id").first()
    if last is not None and (last.grade, last.rationale, last.graded_by_id) == (
        wanted,
        rationale,
        by.practitioner_id,
    ):
        return last
    made = Grading.objects.create(
        agency_id=by.agency_key,
        notification=notification,
        grade=wanted,
        rationale=rationale,
        graded_by_id=by.practitioner_key,
        graded_at=at,
    )
    audit.record(
        by=by,
        did="notification.regraded",
        target=notification,
        at=at,
        detail={"grade": str(wanted)},
        changed={
            "grade": (Grade(last.grade) if last else None, Grade(wanted)),
            "rationale": (None, rationale),
        },
    )
    return made
