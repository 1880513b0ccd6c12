"""Saying another level than the thresholds found, and that the last decision still holds. Both with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.solve import rules
from earlyhelp.solve.actions.locking import lock_for_triage
from earlyhelp.solve.choices.standards import ThresholdLevel
from earlyhelp.solve.models import LevelJudgement, SecondLook
from earlyhelp.solve.queries.second_looks import looks_of
from earlyhelp.solve.rules.second_looks import NothingToReview, check_can_keep


@transaction.atomic
def judge_level(
    *, by: Actor, notification_id: UUID, level: int, rationale: str, at: datetime
) -> LevelJudgement:
    """Say that a notification meets another level, and why. The same words from the same person twice are one.

    Raises NotAllowed, IncompleteDecision without a reason, ValueError for an unknown level, Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    rules.check_rationale(rationale)
    wanted = ThresholdLevel(level)
    judged = LevelJudgement.objects.filter(notification=notification, agency_id=by.agency_key)
    last = judged.order_by("-judged_at", "-id").first()
    said = (wanted, rationale, by.practitioner_id)
    if last is not None and (last.level, last.rationale, last.judged_by_id) == said:
        return last
    made = LevelJudgement.objects.create(
        agency_id=by.agency_key,
        notification=notification,
        level=wanted,
        rationale=rationale,
        judged_by_id=by.practitioner_key,
        judged_at=at,
    )
    detail = {"level": int(wanted)}
    audit.record(by=by, did="notification.level_judged", target=notification, at=at, detail=detail)
    return made


@transaction.atomic
def keep_decision(
    *, by: Actor, notification_id: UUID, decision_id: UUID, reason: str, at: datetime
) -> SecondLook:
    """Say that the last decision still holds after a later notification, and why. Said twice is said once.

    `decision_id` is the decision that was read. Raises NotAllowed, NoReasonToKeep, NothingToReview when it is no
    longer the last, or Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    look = looks_of(by, [notification], at).get(notification.pk)
    if look is None or look.decision.pk != decision_id:
        raise NothingToReview
    kept = look.kept
    if kept is not None and (kept.reason, kept.kept_by_id) == (reason.strip(), by.practitioner_id):
        return kept
    check_can_keep(look.state, reason)
    made = SecondLook.objects.create(
        agency_id=by.agency_key,
        notification=notification,
        decision=look.decision,
        reason=reason.strip(),
        kept_by_id=by.practitioner_key,
        kept_at=at,
    )
    detail = {"number": look.decision.number}
    audit.record(by=by, did="decision.kept", target=notification, at=at, detail=detail)
    return made
