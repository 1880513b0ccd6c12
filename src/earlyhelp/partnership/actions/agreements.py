"""The life of a sharing agreement: drawn up, signed by every party, in force, reviewed, ended. Each step is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices.agreements import AgreementState, AgreementStep
from earlyhelp.partnership.models import (
    Agency,
    AgreementDataSet,
    AgreementEvent,
    AgreementParty,
    Practitioner,
    SharingAgreement,
)
from earlyhelp.partnership.queries.agreements import list_in_force, list_parties_without_accounts
from earlyhelp.partnership.rules import agreements as rules

PREFIX = "AG"


@dataclass(frozen=True, slots=True)
class Row:
    """What is shared, how and when: values of DataSet, HowShared and WhenShared."""

    data_set: str
    how: str
    when: str


@dataclass(frozen=True, slots=True)
class Content:
    """What one version says. `giver_id` is set for a data disclosure agreement and for no other kind."""

    kind: str
    title_en: str
    title_cy: str
    party_ids: tuple[UUID, ...]
    purpose: str
    lawful_basis: str
    special_basis: str
    power: str
    rows: Sequence[Row]
    starts_on: date
    review_on: date
    giver_id: UUID | None = None
    ends_on: date | None = None


@transaction.atomic
def draw_up_agreement(*, by: Actor, content: Content, at: datetime) -> SharingAgreement:
    """Begin an agreement as a draft of the actor's agency. Raises NotAllowed, AgreementIncomplete."""
    rules.check_may_keep_agreements(by, parties=[by.agency_key])
    _check(by, content)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('partnership_agreement_seq')")
        (number,) = cursor.fetchone()
    reference = format_reference(PREFIX, at.astimezone(LONDON).year, number)
    return _begin(by, content, reference, 1, at)


@transaction.atomic
def change_agreement(*, by: Actor, agreement_id: UUID, content: Content, at: datetime) -> SharingAgreement:
    """Change a draft where it stands; or begin a new version of what is in force, which goes on until that is signed.

    Raises NotAllowed, AgreementIncomplete, CannotMoveAgreement.
    """
    agreement = _locked(agreement_id)
    rules.check_leads_agreement(by, lead=agreement.lead_id, parties=_parties(agreement))
    _check(by, content)
    if agreement.state in rules.IN_FORCE:
        newer = SharingAgreement.objects.filter(
            reference=agreement.reference, version__gt=agreement.version
        ).order_by("-version")
        last = newer.first()
        if last is not None and last.state in (AgreementState.DRAFT, AgreementState.SIGNING):
            raise rules.CannotMoveAgreement(rules.NEW_VERSION_WAITS)
        number = (last or agreement).version + 1
        return _begin(by, content, agreement.reference, number, at)
    rules.next_state(agreement.state, AgreementStep.CHANGE)
    for name in _COLUMNS:
        setattr(agreement, name, getattr(content, name))
    _fill(agreement, content)
    _step(by, agreement, AgreementStep.CHANGE, at)
    return agreement


@transaction.atomic
def send_for_signature(*, by: Actor, agreement_id: UUID, at: datetime) -> SharingAgreement:
    """Ask every party to sign. Raises NotAllowed, CannotMoveAgreement."""
    agreement = _led(by, agreement_id)
    _step(by, agreement, AgreementStep.SEND, at)
    return agreement


@transaction.atomic
def take_back(*, by: Actor, agreement_id: UUID, at: datetime) -> SharingAgreement:
    """Take it back to change it. Who has signed must sign again. Raises NotAllowed, CannotMoveAgreement."""
    agreement = _led(by, agreement_id)
    _step(by, agreement, AgreementStep.TAKE_BACK, at)
    agreement.signatures.update(signed_at=None, signed_by=None, paper_name="")
    return agreement


@transaction.atomic
def sign_agreement(
    *, by: Actor, agreement_id: UUID, designated_id: UUID | None, contact: str, at: datetime
) -> SharingAgreement:
    """Sign for the actor's own agency and say who looks after it there. The last signature puts it in force.

    Raises NotAllowed, CannotMoveAgreement, or Practitioner.DoesNotExist for somebody of another agency.
    """
    agreement = _locked(agreement_id)
    rules.check_may_keep_agreements(by, parties=_parties(agreement))
    if designated_id is not None:
        Practitioner.objects.get(pk=designated_id, agency_id=by.agency_key, is_active=True)
    signature = agreement.signatures.get(party_id=by.agency_key)
    signature.designated_id, signature.contact = designated_id, contact.strip()
    signature.signed_by_id = by.practitioner_key
    _sign(by, agreement, signature, at)
    return agreement


@transaction.atomic
def record_paper_signature(
    *, by: Actor, agreement_id: UUID, party_id: UUID, paper_name: str, contact: str, at: datetime
) -> SharingAgreement:
    """Write down that a partner where nobody has an account signed on paper. For the agency that drew it up.

    Raises NotAllowed, CannotMoveAgreement.
    """
    agreement = _led(by, agreement_id)
    if party_id not in {one.pk for one in list_parties_without_accounts(by=by, agreement=agreement)}:
        raise rules.CannotMoveAgreement(rules.SIGNS_ITSELF)
    signature = agreement.signatures.get(party_id=party_id)
    signature.paper_name, signature.contact = paper_name.strip(), contact.strip()
    _sign(by, agreement, signature, at)
    return agreement


@transaction.atomic
def begin_review(*, by: Actor, agreement_id: UUID, at: datetime) -> SharingAgreement:
    """Begin to look at it again. It stays in force. Raises NotAllowed, CannotMoveAgreement."""
    agreement = _led(by, agreement_id)
    _step(by, agreement, AgreementStep.REVIEW, at)
    return agreement


@transaction.atomic
def keep_agreement(
    *, by: Actor, agreement_id: UUID, review_on: date, why: str, at: datetime
) -> SharingAgreement:
    """After a review, keep it as it is. Raises NotAllowed, CannotMoveAgreement, AgreementIncomplete."""
    agreement = _led(by, agreement_id)
    rules.check_review_ahead(review_on, on=at.astimezone(LONDON).date())
    _step(by, agreement, AgreementStep.KEEP, at, why=why)
    agreement.review_on = review_on
    agreement.save(update_fields=["review_on"])
    return agreement


@transaction.atomic
def end_agreement(*, by: Actor, agreement_id: UUID, why: str, at: datetime) -> SharingAgreement:
    """End it for everybody, before its time, with the reason. Raises NotAllowed, CannotMoveAgreement."""
    agreement = _led(by, agreement_id)
    _step(by, agreement, AgreementStep.END, at, why=why)
    return agreement


@transaction.atomic
def leave_agreement(*, by: Actor, agreement_id: UUID, why: str, at: datetime) -> SharingAgreement:
    """Leave an agreement with the actor's own agency. The others go on, unless one alone or no giver is left.

    Raises NotAllowed, CannotMoveAgreement.
    """
    agreement = _locked(agreement_id)
    rules.check_may_keep_agreements(by, parties=_parties(agreement))
    _step(by, agreement, AgreementStep.LEAVE, at, why=why)
    agreement.signatures.filter(party_id=by.agency_key).update(left_at=at)
    agreement.parties.remove(Agency.objects.get(pk=by.agency_key))
    if agreement.giver_id == by.agency_id or len(_parties(agreement)) < rules.FEWEST_PARTIES:
        _step(by, agreement, AgreementStep.END, at, why=why)
    return agreement


@transaction.atomic
def follow_calendar(*, by: Actor, at: datetime) -> int:
    """End what has had its last day, and put under review what has had its day of review. Returns how many."""
    on, moved = at.astimezone(LONDON).date(), 0
    for agreement in list_in_force(by=by).select_for_update(of=("self",)):
        step = None
        if agreement.ends_on is not None and agreement.ends_on < on:
            step = AgreementStep.EXPIRE
        elif agreement.review_on <= on and agreement.state == AgreementState.LIVE:
            step = AgreementStep.REVIEW
        if step is not None:
            _step(by, agreement, step, at)
            moved += 1
    return moved


@transaction.atomic
def record_warning(
    *, by: Actor, agreement: SharingAgreement, about_on: date, days_ahead: int, at: datetime
) -> None:
    """Write down that the parties were warned, so that they are warned once."""
    AgreementEvent.objects.create(
        agreement=agreement,
        step=AgreementStep.WARN,
        was=agreement.state,
        state=rules.next_state(agreement.state, AgreementStep.WARN),
        days_ahead=days_ahead,
        about_on=about_on,
        at=at,
    )
    audit.record(by=by, did="agreement.warned", target=agreement, at=at, detail={"days_ahead": days_ahead})


_COLUMNS = (
    *("kind", "title_en", "title_cy", "giver_id", "purpose", "lawful_basis", "special_basis", "power"),
    *("starts_on", "review_on", "ends_on"),
)
_DEEDS = {
    AgreementStep.DRAW_UP: "agreement.drawn_up",
    AgreementStep.CHANGE: "agreement.changed",
    AgreementStep.SEND: "agreement.sent",
    AgreementStep.TAKE_BACK: "agreement.taken_back",
    AgreementStep.SIGN: "agreement.signed",
    AgreementStep.COMPLETE: "agreement.in_force",
    AgreementStep.REVIEW: "agreement.under_review",
    AgreementStep.KEEP: "agreement.kept",
    AgreementStep.LEAVE: "agreement.left",
    AgreementStep.END: "agreement.ended",
    AgreementStep.REPLACE: "agreement.replaced",
    AgreementStep.EXPIRE: "agreement.expired",
}


def _check(by: Actor, content: Content) -> None:
    rules.check_terms(
        kind=content.kind,
        parties=content.party_ids,
        giver=content.giver_id,
        lead=by.agency_key,
        dates=(content.starts_on, content.review_on, content.ends_on),
    )
    rules.check_data_sets([row.data_set for row in content.rows])


def _locked(agreement_id: UUID) -> SharingAgreement:
    return SharingAgreement.objects.select_for_update(of=("self",)).get(pk=agreement_id)


def _led(by: Actor, agreement_id: UUID) -> SharingAgreement:
    agreement = _locked(agreement_id)
    rules.check_leads_agreement(by, lead=agreement.lead_id, parties=_parties(agreement))
    return agreement


def _parties(agreement: SharingAgreement) -> list[UUID]:
    return list(agreement.parties.values_list("pk", flat=True))


def _begin(by: Actor, content: Content, reference: str, version: int, at: datetime) -> SharingAgreement:
    agreement = SharingAgreement(
        reference=reference,
        version=version,
        lead_id=by.agency_key,
        data_sets=[],
        **{name: getattr(content, name) for name in _COLUMNS},
    )
    _fill(agreement, content)
    _step(by, agreement, AgreementStep.DRAW_UP, at)
    return agreement


def _fill(agreement: SharingAgreement, content: Content) -> None:
    """The parties and the data sets. The array is what is enforced, the rows say how and when."""
    agreement.data_sets = [row.data_set for row in content.rows]
    agreement.save()
    agreement.rows.all().delete()
    AgreementDataSet.objects.bulk_create(
        AgreementDataSet(agreement=agreement, data_set=row.data_set, how=row.how, when=row.when)
        for row in content.rows
    )
    agreement.parties.set(Agency.objects.filter(pk__in=content.party_ids))
    agreement.signatures.exclude(party__in=content.party_ids).delete()
    there = set(agreement.signatures.values_list("party_id", flat=True))
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, party_id=party)
        for party in content.party_ids
        if party not in there
    )


def _sign(by: Actor, agreement: SharingAgreement, signature: AgreementParty, at: datetime) -> None:
    """Keep one signature. With the last one it comes into force and takes the place of the version before."""
    if signature.signed_at is not None:
        return
    signature.signed_at = at
    signature.save(update_fields=["designated", "contact", "signed_by", "paper_name", "signed_at"])
    _step(by, agreement, AgreementStep.SIGN, at)
    if agreement.signatures.filter(signed_at=None).exists():
        return
    before = SharingAgreement.objects.select_for_update(of=("self",)).filter(
        reference=agreement.reference, version__lt=agreement.version, state__in=rules.IN_FORCE
    )
    for old in before:
        _step(by, old, AgreementStep.REPLACE, at)
    _step(by, agreement, AgreementStep.COMPLETE, at)


def _step(
    by: Actor, agreement: SharingAgreement, step: AgreementStep, at: datetime, *, why: str = ""
) -> None:
    """Take a step of the table, and keep who took it, when, for whom and why."""
    was = "" if step is AgreementStep.DRAW_UP else agreement.state
    to = AgreementState.DRAFT if step is AgreementStep.DRAW_UP else rules.next_state(agreement.state, step)
    SharingAgreement.objects.filter(pk=agreement.pk).update(state=to)
    agreement.state = to
    AgreementEvent.objects.create(
        agreement=agreement,
        step=step,
        was=was,
        state=to,
        made_by_id=by.practitioner_id,
        made_for_id=by.agency_id,
        why=why.strip(),
        at=at,
    )
    detail = {"step": str(step), "was": str(was), "state": str(to), "version": agreement.version}
    audit.record(by=by, did=_DEEDS[step], target=agreement, at=at, reason=why.strip(), detail=detail)
