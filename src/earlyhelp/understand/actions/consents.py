"""Recording what somebody agreed to, and that they took it back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.understand import rules
from earlyhelp.understand.choices import ConsentGiver, ConsentWay
from earlyhelp.understand.models import Consent


@transaction.atomic
def record_consent(
    *,
    by: Actor,
    reported_id: UUID,
    given_by: str,
    way: str,
    given_on: date,
    to_whom: str,
    for_what: str,
    hears_progress: bool,
    at: datetime,
    given_by_name: str = "",
    to_agency_id: UUID | None = None,
) -> Consent:
    """Record who agreed that what is sent to whom, for what, and how they said so, with a referral.

    The same consent recorded twice is one consent. Raises NotAllowed, ReportedPerson.DoesNotExist, or
    ValueError for an unknown giver or way.
    """
    rules.check_may_link(by)
    ReportedPerson.objects.select_for_update().get(pk=reported_id)
    consent, is_new = Consent.objects.get_or_create(
        agency_id=by.agency_key,
        reported_id=reported_id,
        given_by=ConsentGiver(given_by),
        given_by_name=given_by_name,
        way=ConsentWay(way),
        given_on=given_on,
        to_whom=to_whom,
        for_what=for_what,
        hears_progress=hears_progress,
        to_agency_id=to_agency_id,
        withdrawn_at=None,
        defaults={"recorded_by_id": by.practitioner_id, "recorded_at": at},
    )
    if is_new:
        detail = {"reported": str(reported_id), "to_whom": to_whom, "hears_progress": hears_progress}
        audit.record(by=by, did="consent.recorded", target=consent, at=at, detail=detail)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Actor, consent_id: UUID, at: datetime) -> Consent:
    """Record that consent was taken back. Taking it back twice changes nothing.

    Raises NotAllowed or Consent.DoesNotExist.
    """
    rules.check_may_link(by)
    return _end(by, consent_id, at)


@transaction.atomic
def end_consent(*, by: Actor, consent_id: UUID, at: datetime) -> Consent:
    """End a consent because the person took back more than it: `record_answer` has written who said so.

    `by` is the front door that keeps it, without a practitioner, or one of its own. Raises NotAllowed.
    """
    if by.practitioner_id is not None:
        rules.check_may_link(by)
    return _end(by, consent_id, at)


def _end(by: Actor, consent_id: UUID, at: datetime) -> Consent:
    consent = Consent.objects.select_for_update().get(pk=consent_id, agency_id=by.agency_key)
    if consent.withdrawn_at is None:
        consent.withdrawn_at = at
        consent.save(update_fields=["withdrawn_at"])
        audit.record(by=by, did="consent.withdrawn", target=consent, at=at)
    return consent
