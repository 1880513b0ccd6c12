"""Where agencies' own people sign in, as those who keep it see it."""

from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import IdentityProvider


def list_providers_of(by: Actor, agency_id: UUID) -> QuerySet[IdentityProvider]:
    """The providers of an agency, those at which nobody signs in any more too."""
    return IdentityProvider.objects.filter(agency_id=agency_id).order_by("-is_live", "issuer")


def get_provider(by: Actor, provider_id: UUID) -> IdentityProvider:
    """One provider with its agency. Raises IdentityProvider.DoesNotExist."""
    return IdentityProvider.objects.select_related("agency").get(pk=provider_id)


def is_issuer_taken(by: Actor, issuer: str) -> bool:
    """Whether an issuer is written down, for whichever agency. A stroke at the end makes no other one."""
    plain = issuer.rstrip("/")
    return IdentityProvider.objects.filter(issuer__in=[plain, f"{plain}/"]).exists()
