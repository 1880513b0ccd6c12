"""Agencies' identity providers, and whom they mean."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import ProviderKey, ProviderLink
from earlyhelp.partnership.models import Agency, AgencyIdentity, IdentityProvider, Practitioner
from earlyhelp.partnership.queries.agencies import leads_programme
from earlyhelp.partnership.queries.providers import is_issuer_taken
from earlyhelp.partnership.rules import providers as rules


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
    before = IdentityProvider.objects.filter(issuer=issuer, agency=agency).values(*values).first() or {}
    saved, _made = IdentityProvider.objects.update_or_create(issuer=issuer, agency=agency, defaults=values)
    audit.record(
        by=by,
        did="identity_provider.saved",
        target=saved,
        at=at,
        detail={"issuer": issuer, "before": before} | values,
    )
    return saved


@dataclass(frozen=True, slots=True)
class Provider:
    """What is typed of a provider, but its issuer."""

    client_id: str
    secret_name: str
    shown_by: str
    first_link: str
    is_live: bool


@transaction.atomic
def add_provider(
    *, by: Actor, agency: Agency, issuer: str, provider: Provider, at: datetime
) -> IdentityProvider:
    """Let an agency's people sign in at an issuer. Raises NotAllowed, NoProvider."""
    rules.check_may_keep_providers(by, leads=leads_programme(by))
    rules.check_issuer(issuer)
    rules.check_is_free(is_taken=is_issuer_taken(by, issuer))
    return _keep(by, agency, issuer, provider, at)


@transaction.atomic
def change_provider(*, by: Actor, provider_id: UUID, provider: Provider, at: datetime) -> IdentityProvider:
    """Change how the service shows itself to an issuer, how people are found, or that nobody signs in there.

    The issuer stays. Raises NotAllowed, NoProvider, IdentityProvider.DoesNotExist.
    """
    rules.check_may_keep_providers(by, leads=leads_programme(by))
    found = IdentityProvider.objects.select_for_update(of=("self",)).select_related("agency")
    known = found.get(pk=provider_id)
    return _keep(by, known.agency, known.issuer, provider, at)


def _keep(by: Actor, agency: Agency, issuer: str, provider: Provider, at: datetime) -> IdentityProvider:
    rules.check_secret_name(provider.secret_name)
    return save_provider(
        by=by,
        agency=agency,
        issuer=issuer,
        client_id=provider.client_id,
        secret_name=provider.secret_name,
        shown_by=ProviderKey(provider.shown_by),
        first_link=ProviderLink(provider.first_link),
        is_live=provider.is_live,
        at=at,
    )


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
