"""Which agreement covers a share, which are there, and what is to be said when none covers."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.partnership.choices.agreements import AgreementState
from earlyhelp.partnership.models import Agency, AgreementParty, Disclosure, Practitioner, SharingAgreement
from earlyhelp.partnership.rules import NoAgreement, Terms, covers
from earlyhelp.partnership.rules.agreements import IN_FORCE, OFFICERS, check_may_keep_agreements

RECENT_DAYS = 90


def get_live_agreement(
    *, by: Actor, giver_id: UUID, receiver_id: UUID, purpose: str, data_set: str, on: date
) -> SharingAgreement:
    """Return an agreement that covers this share today.

    Raises NoAgreement, which says what is missing, between whom, and whom to ask.
    """
    for agreement, terms in _terms_between(giver_id, receiver_id):
        if covers(terms, giver=giver_id, receiver=receiver_id, purpose=purpose, data_set=data_set, on=on):
            return agreement
    raise NoAgreement(_what_is_missing(giver_id, receiver_id, purpose, data_set))


def list_sharing(*, by: Actor, purpose: str, on: date) -> dict[str, frozenset[UUID]]:
    """For each data set, the agencies that share it with the actor's agency on this day. Two queries."""
    found: dict[str, frozenset[UUID]] = {}
    for terms in _terms(_own(by).filter(purpose=purpose)):
        for data_set in terms.data_sets:
            for giver in terms.parties:
                if covers(
                    terms, giver=giver, receiver=by.agency_key, purpose=purpose, data_set=data_set, on=on
                ):
                    found[data_set] = found.get(data_set, frozenset()) | {giver}
    return found


def list_receivers(*, by: Actor, purpose: str, data_set: str, on: date) -> frozenset[UUID]:
    """The agencies with which the actor's may share this data set on this day. Two queries."""
    return frozenset(
        receiver
        for terms in _terms(_own(by).filter(purpose=purpose))
        for receiver in terms.parties
        if covers(terms, giver=by.agency_key, receiver=receiver, purpose=purpose, data_set=data_set, on=on)
    )


def list_agreements(*, by: Actor) -> QuerySet[SharingAgreement]:
    """The newest version of each agreement to which the officer's agency is or was a party, and those in force."""
    newer = SharingAgreement.objects.filter(
        reference=OuterRef("reference"), version__gt=OuterRef("version")
    ).exclude(reference="")
    mine = Q(parties=by.agency_key) | Q(signatures__party=by.agency_key)
    found = SharingAgreement.objects.filter(mine).annotate(is_old=Exists(newer))
    return (
        found.filter(Q(is_old=False) | Q(state__in=IN_FORCE))
        .select_related("lead", "giver")
        .prefetch_related("parties", "signatures")
        .order_by("title_en", "-version")
        .distinct()
    )


def list_to_sign(*, by: Actor) -> QuerySet[SharingAgreement]:
    """The agreements that wait for the signature of the officer's agency."""
    unsigned = AgreementParty.objects.filter(
        agreement=OuterRef("pk"), party=by.agency_key, signed_at=None, left_at=None
    )
    return SharingAgreement.objects.filter(Exists(unsigned), state=AgreementState.SIGNING)


def get_agreement(*, by: Actor, reference: str, version: int | None = None) -> SharingAgreement:
    """One version of an agreement, the newest when none is named, for an officer of a party.

    Raises SharingAgreement.DoesNotExist or NotAllowed.
    """
    found = SharingAgreement.objects.exclude(reference="").filter(reference=reference)
    if version is not None:
        found = found.filter(version=version)
    agreement = found.select_related("lead", "giver").order_by("-version").first()
    if agreement is None:
        raise SharingAgreement.DoesNotExist
    check_may_keep_agreements(by, parties=_ever_parties(agreement))
    return agreement


def list_versions(*, by: Actor, agreement: SharingAgreement) -> QuerySet[SharingAgreement]:
    """All versions of an agreement, the newest first."""
    return SharingAgreement.objects.filter(reference=agreement.reference).order_by("-version")


def list_parties_without_accounts(*, by: Actor, agreement: SharingAgreement) -> list[Agency]:
    """Parties that have not signed and where nobody has an account to sign with."""
    officers = Practitioner.objects.filter(agency=OuterRef("pk"), role__in=OFFICERS, is_active=True)
    waiting = agreement.signatures.filter(signed_at=None, left_at=None).values("party")
    return list(Agency.objects.filter(~Exists(officers), pk__in=waiting))


def count_shared_under(*, by: Actor, agreement: SharingAgreement, at: datetime) -> list[tuple[str, int]]:
    """How often the officer's own agency shared each data set under it in the last 90 days: what would stop."""
    since = at - timedelta(days=RECENT_DAYS)
    rows = (
        Disclosure.objects.filter(agency_id=by.agency_key, agreement=agreement, at__gte=since)
        .order_by()
        .values("data_set")
        .annotate(number=Count("pk"))
    )
    counts = {row["data_set"]: row["number"] for row in rows}
    return [(str(DataSet(one).label), counts.get(one, 0)) for one in agreement.data_sets]


def list_in_force(*, by: Actor) -> QuerySet[SharingAgreement]:
    """Every agreement in force, with what was done with it: for the job that warns of its end."""
    return SharingAgreement.objects.filter(state__in=IN_FORCE).prefetch_related("events", "signatures")


def list_whom_to_warn(*, by: Actor, agreement: SharingAgreement) -> list[Practitioner]:
    """The designated persons of the parties, and their officers and administrators. Each once."""
    parties = list(agreement.parties.values_list("pk", flat=True))
    designated = agreement.signatures.filter(left_at=None).values("designated")
    found = Practitioner.objects.filter(
        Q(agency__in=parties, role__in=OFFICERS) | Q(pk__in=designated), is_active=True
    )
    return list(found.order_by("pk"))


def _own(by: Actor) -> QuerySet[SharingAgreement]:
    return SharingAgreement.objects.filter(parties=by.agency_key)


def _ever_parties(agreement: SharingAgreement) -> set[UUID]:
    now = set(agreement.parties.values_list("pk", flat=True))
    return now | set(agreement.signatures.values_list("party_id", flat=True))


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


def _what_is_missing(giver_id: UUID, receiver_id: UUID, purpose: str, data_set: str) -> str:
    """Which agreement is missing, between whom, and whom to ask, in the language of the page."""
    named = Agency.objects.in_bulk([giver_id, receiver_id])
    said = {
        "what": DataSet(data_set).label,
        "purpose": Purpose(purpose).label,
        "giver": named[giver_id].name if giver_id in named else "–",
        "receiver": named[receiver_id].name if receiver_id in named else "–",
    }
    whom = "; ".join(_whom_to_ask((giver_id, receiver_id)))
    sentence = gettext(
        "No live sharing agreement covers this, so nothing was sent. "
        "Missing: an information sharing protocol, a data disclosure agreement or a joint controller agreement. "
        "What: %(what)s. Purpose: %(purpose)s. From: %(giver)s. To: %(receiver)s."
    )
    ask = (
        gettext("Ask: %(whom)s.") % {"whom": whom}
        if whom
        else gettext("Ask your information governance officer to put one in place.")
    )
    return " ".join((sentence % said, ask))


def _whom_to_ask(agencies: Iterable[UUID]) -> list[str]:
    """For each agency its designated person, or else an information governance officer."""
    asked = []
    for agency in agencies:
        party = (
            AgreementParty.objects.filter(party=agency, designated__is_active=True, left_at=None)
            .select_related("designated__agency")
            .order_by("-pk")
            .first()
        )
        who = party.designated if party else _an_officer(agency)
        if who is not None:
            asked.append(f"{who.full_name} ({who.agency.name})")
    return asked


def _an_officer(agency: UUID) -> Practitioner | None:
    officers = Practitioner.objects.filter(agency=agency, role=Role.AUDITOR, is_active=True)
    return officers.select_related("agency").order_by("pk").first()
