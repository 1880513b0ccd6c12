"""Reading how practitioners show who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import FactorKind
from earlyhelp.partnership.models import (
    AgencyIdentity,
    IdentityProvider,
    OpenSession,
    Practitioner,
    RecoveryCode,
    SecondFactor,
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One place where somebody is signed in: the row, when it was last used, and whether it is this one."""

    session: OpenSession
    used_at: datetime
    is_this: bool


def list_factors(*, by: Actor) -> QuerySet[SecondFactor]:
    """Return what the actor can show beside a password, the oldest first."""
    return SecondFactor.objects.filter(practitioner_id=by.practitioner_key)


def list_passkeys(*, by: Actor) -> list[bytes]:
    """Return the actor's passkeys as the browser is told of them."""
    found = list_factors(by=by).filter(kind=FactorKind.PASSKEY)
    return [bytes(secret) for secret in found.values_list("secret", flat=True)]


def has_factor(*, by: Actor) -> bool:
    """Return whether the actor has anything to show beside a password."""
    return list_factors(by=by).exists()


def get_passkey(*, by: Actor, credential: bytes) -> SecondFactor | None:
    """Return the passkey with this number, whosever it is: who shows it is not known before."""
    found = SecondFactor.objects.select_related("practitioner__agency")
    return found.filter(credential=credential, practitioner__is_active=True).first()


def count_codes(*, by: Actor) -> int:
    """Return how many codes on paper the actor has left."""
    return RecoveryCode.objects.filter(practitioner_id=by.practitioner_key, used_at=None).count()


def list_sittings(*, by: Actor, this_key: str, at: datetime) -> list[Sitting]:
    """Return where the actor is signed in at this moment, this place first. Two queries."""
    found = {
        one.session_key: one
        for one in OpenSession.objects.filter(practitioner_id=by.practitioner_key, ended_at=None)
    }
    live = Session.objects.filter(session_key__in=found, expire_date__gt=at)
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    sittings = [
        Sitting(found[one.session_key], one.expire_date - idle, one.session_key == this_key) for one in live
    ]
    return sorted(sittings, key=lambda one: (not one.is_this, -one.used_at.timestamp()))


def list_providers(*, by: Actor) -> QuerySet[IdentityProvider]:
    """Return the agencies' identity providers at which people may sign in."""
    return IdentityProvider.objects.filter(is_live=True).select_related("agency")


def get_identity(*, by: Actor, provider: IdentityProvider, subject: str) -> AgencyIdentity | None:
    """Return whom a provider means by a subject. The two together name one practitioner; nothing else does."""
    found = AgencyIdentity.objects.select_related("practitioner__agency", "practitioner__team")
    return found.filter(provider=provider, subject=subject).first()


def signs_in_at_agency(*, by: Actor) -> bool:
    """Return whether the actor is linked to a provider of their own agency at which people sign in."""
    mine = AgencyIdentity.objects.filter(practitioner_id=by.practitioner_key)
    return mine.filter(provider__is_live=True, provider__agency_id=by.agency_key).exists()


def get_account(*, by: Actor, email: str) -> Practitioner | None:
    """Return whose account an e-mail address names, in any case of letters; None when nobody's."""
    return Practitioner.objects.select_related("agency", "team").filter(email__iexact=email).first()


def get_colleague_to_link(*, by: Actor, provider: IdentityProvider, email: str) -> Practitioner | None:
    """Return who in the provider's own agency has this work address and was never linked to it."""
    found = Practitioner.objects.filter(agency_id=provider.agency_id, is_active=True, email__iexact=email)
    return found.exclude(agency_identities__provider=provider).first()
