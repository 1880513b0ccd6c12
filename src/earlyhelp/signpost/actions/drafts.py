"""Referrals that are not sent yet: kept as they were typed, found again, thrown away, and deleted in time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.models import Referral, ReferralDraft
from earlyhelp.signpost.queries.choosing import Choice
from earlyhelp.signpost.rules import referrals as rules

Typed = Mapping[str, Sequence[str]]


@transaction.atomic
def save_referral_draft(
    *,
    by: Actor,
    choice: Choice,
    service_id: UUID,
    typed: Typed,
    at: datetime,
    takes_over: Referral | None = None,
) -> ReferralDraft:
    """Keep everything typed for one person and one service; what was kept before gives way. Raises NotAllowed."""
    rules.check_may_choose_service(by)
    values: dict[str, object] = {
        "typed": {name: list(given) for name, given in typed.items()},
        "saved_by_id": by.practitioner_key,
        "saved_at": at,
    }
    if takes_over is not None:
        values["transferred_from"] = takes_over
    draft, _made = ReferralDraft.objects.update_or_create(
        agency_id=by.agency_key,
        notification=choice.notification,
        position=choice.person.position,
        service_id=service_id,
        defaults=values,
    )
    audit.record(by=by, did="referral.draft_saved", target=draft, at=at)
    return draft


@transaction.atomic
def discard_referral_draft(*, by: Actor, draft_id: UUID, at: datetime) -> None:
    """Throw a draft away. Twice is once. Raises NotAllowed."""
    rules.check_may_choose_service(by)
    draft = ReferralDraft.objects.filter(pk=draft_id, agency_id=by.agency_key).first()
    if draft is not None:
        audit.record(by=by, did="referral.draft_discarded", target=draft, at=at)
        draft.delete()


@transaction.atomic
def purge_referral_drafts(*, by: Actor, keep_days: int, at: datetime) -> int:
    """Delete drafts that nobody saved for so many days; each page that lists them says the day. Returns how many."""
    old = list(
        ReferralDraft.objects.filter(agency_id=by.agency_key, saved_at__lt=at - timedelta(days=keep_days))
    )
    for draft in old:
        audit.record(by=by, did="referral.draft_purged", target=draft, at=at)
        draft.delete()
    return len(old)
