"""Which agreement covers a share."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import SharingAgreement
from earlyhelp.partnership.rules import NoAgreement, Terms, covers


def get_live_agreement(
    *, by: Actor, giver_id: UUID, receiver_id: UUID, purpose: str, data_set: str, on: date
) -> SharingAgreement:
    """Return an agreement that covers this share today. Raises NoAgreement, which says whom to ask."""
    for agreement, terms in _terms_between(giver_id, receiver_id):
        if covers(terms, giver=giver_id, receiver=receiver_id, purpose=purpose, data_set=data_set, on=on):
            return agreement
    raise NoAgreement(
        _(
            "No live sharing agreement between the two agencies covers this. "
            "Ask your information governance officer to put one in place. Nothing was sent."
        )
    )


def list_sharing(*, by: Actor, purpose: str, on: date) -> dict[str, frozenset[UUID]]:
    """For each data set, the agencies that share it with the actor's agency on this day. Two queries."""
    found: dict[str, frozenset[UUID]] = {}
    mine = SharingAgreement.objects.filter(parties=by.agency_key, purpose=purpose)
    for terms in _terms(mine):
        for data_set in terms.data_sets:
            for giver in terms.parties:
                if covers(
                    terms, giver=giver, receiver=by.agency_key, purpose=purpose, data_set=data_set, on=on
                ):
                    found[data_set] = found.get(data_set, frozenset()) | {giver}
    return found


def _terms_between(giver_id: UUID, receiver_id: UUID) -> Iterator[tuple[SharingAgreement, Terms]]:
    between = SharingAgreement.objects.filter(parties=giver_id).filter(parties=receiver_id)
    return ((agreement, _terms_of(agreement)) for agreement in between.prefetch_related("parties"))


def _terms(agreements: QuerySet[SharingAgreement]) -> Iterator[Terms]:
    return (_terms_of(agreement) for agreement in agreements.prefetch_related("parties"))


def _terms_of(agreement: SharingAgreement) -> Terms:
    return Terms(
        frozenset(party.pk for party in agreement.parties.all()),
        agreement.purpose,
        frozenset(agreement.data_sets),
        agreement.starts_on,
        agreement.ends_on,
        agreement.state,
        agreement.giver_id,
    )
