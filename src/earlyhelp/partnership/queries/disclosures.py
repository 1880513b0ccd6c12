"""What left an agency and under what; what was let through once without an agreement."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency, Disclosure, ExceptionalDisclosure
from earlyhelp.partnership.rules.disclosures import check_may_review_exception


def list_disclosures(*, by: Actor) -> QuerySet[Disclosure]:
    """What left the actor's agency, the newest first. It names nobody, only references."""
    found = Disclosure.objects.filter(agency_id=by.agency_key)
    return found.select_related("receiver", "agreement", "exceptional", "made_by")


def list_disclosures_about(*, by: Actor, about_keys: Iterable[UUID]) -> list[Disclosure]:
    """What left the actor's agency about these records, for whoever shows them and audits that. One query."""
    return list(list_disclosures(by=by).filter(about_key__in=list(about_keys)))


def list_exceptions(*, by: Actor) -> QuerySet[ExceptionalDisclosure]:
    """The exceptional disclosures of the actor's agency, the newest first."""
    found = ExceptionalDisclosure.objects.filter(agency_id=by.agency_key)
    return found.select_related("receiver", "decided_by", "reviewed_by")


def list_own_exceptions(*, by: Actor) -> QuerySet[ExceptionalDisclosure]:
    """What the actor decided themselves, the newest first."""
    return list_exceptions(by=by).filter(decided_by=by.practitioner_key)


def get_exception(*, by: Actor, exception_id: UUID, at: datetime) -> ExceptionalDisclosure:
    """One of them, for the information governance officer. The reading is audited.

    Raises NotAllowed or ExceptionalDisclosure.DoesNotExist.
    """
    check_may_review_exception(by)
    found = list_exceptions(by=by).get(pk=exception_id)
    audit.record_read(by=by, what="exceptional_disclosure", targets=[found], at=at)
    return found


def has_open_exception(
    *, by: Actor, receiver_id: UUID, purpose: str, data_set: str, about_reference: str, at: datetime
) -> bool:
    """Whether an exceptional disclosure of the actor's agency would let this share through once."""
    return ExceptionalDisclosure.objects.filter(
        agency_id=by.agency_key,
        receiver_id=receiver_id,
        purpose=purpose,
        data_set=data_set,
        about_reference=about_reference,
        used_at=None,
        until_at__gt=at,
    ).exists()


def count_exceptions(*, by: Actor, at: datetime) -> dict[str, int]:
    """How many were decided, used, ran out unused, and wait for review. One query."""
    return list_exceptions(by=by).aggregate(
        decided=Count("pk"),
        used=Count("pk", filter=~Q(used_at=None)),
        unused=Count("pk", filter=Q(used_at=None, until_at__lte=at)),
        to_review=Count("pk", filter=Q(reviewed_at=None)),
    )


def list_other_agencies(*, by: Actor) -> QuerySet[Agency]:
    """The partners to whom the actor's agency might share."""
    return Agency.objects.filter(closed_on=None).exclude(pk=by.agency_key)
