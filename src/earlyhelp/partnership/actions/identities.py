"""Agencies' identity providers, and whom they mean."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import ProviderKey, ProviderLink
from earlyhelp.partnership.models import Agency, AgencyIdentity, IdentityProvider, Practitioner


@transaction.atomic
def save_provider(
    *,
    by: Actor,
    agency: Agency,
    issuer: str,
    client_id: str,
    secret_name: str,
    shown_by: ProviderKey = ProviderKey.PRIVATE_KEY,
    first_link: ProviderLink = ProviderLink.INVITED,
    is_live: bool = True,
    at: datetime,
) -> IdentityProvider:
    """Say where an agency's people sign in. An issuer belongs to one agency for good."""
    values = {
        "client_id": client_id,
        "secret_name": secret_name,
        "shown_by": shown_by,
        "first_link": first_link,
        "is_live": is_live,
    }
    saved, _made = IdentityProvider.objects.update_or_create(issuer=issuer, agency=agency, defaults=values)
    audit.record(
        by=by, did="identity_provider.saved", target=saved, at=at, detail={"issuer": issuer} | values
    )
    return saved


@transaction.atomic
def link_identity(
    *,
    by: Actor,
    practitioner: Practitioner,
    provider: IdentityProvider,
    subject: str,
    how: ProviderLink,
    at: datetime,
) -> AgencyIdentity:
    """Remember for good that a provider means this practitioner by a subject."""
    made = AgencyIdentity.objects.create(
        practitioner=practitioner, provider=provider, subject=subject, linked_how=how, linked_at=at
    )
    audit.record(by=by, did="identity.linked", target=practitioner, at=at, detail={"how": how.value})
    return made
