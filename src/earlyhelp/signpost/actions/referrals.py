"""Sending a referral, once, with consent and an agreement; or telling a person about a service, with no data sent."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit, open_access
from earlyhelp.govern.choices import EntryKind
from earlyhelp.identify.choices import Need
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions.disclosures import disclose
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries import get_practitioner
from earlyhelp.partnership.rules import NoAgreement
from earlyhelp.signpost.actions.stepping import due_on, write_event
from earlyhelp.signpost.actions.telling import tell_service
from earlyhelp.signpost.choices.referrals import Basis, EventKind, ReferralState, Side, ToldHow
from earlyhelp.signpost.models import Referral, ReferralDraft, ReferralGoal, Service, Signposting
from earlyhelp.signpost.queries.choosing import (
    Choice,
    get_choice,
    get_receiving_service,
    has_workers,
    items_for,
    receiver_of,
)
from earlyhelp.signpost.queries.consents import ConsentGiven, check_consent_stands
from earlyhelp.signpost.queries.directory import get_service
from earlyhelp.signpost.queries.referrals import PREFIX, find_referral
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.particulars import Request, check_can_be_reached
from earlyhelp.solve.models import Decision
from earlyhelp.understand.actions import record_consent
from earlyhelp.understand.models import Consent
from earlyhelp.understand.queries import check_may_use_reported

__all__ = ["ConsentGiven", "Ground", "record_signposting", "send_referral"]

_TO_WHOM = 200
_FOR_WHAT = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground a referral is shared: consent with who gave it, or another lawful basis with its reason."""

    basis: Basis
    consent: ConsentGiven | None = None
    reason: str = ""


@transaction.atomic
def send_referral(
    *,
    by: Actor,
    referral_id: UUID,
    reference: str,
    position: int,
    service_id: UUID,
    request: Request,
    at: datetime,
    consent: ConsentGiven | None = None,
    ground: Ground | None = None,
    takes_over: str = "",
) -> Referral:
    """Record on what ground it is shared, and send a service the least it needs about one person of a notification.

    `referral_id` is made with the page: sent twice, it is one referral. `reference` is the notification's, `position`
    the person's in it; `takes_over` is the reference of a referral that ends when this one is accepted. `consent` is
    short for a ground of consent. Raises NotAllowed, DoesNotExist, and, with a sentence that says what is missing:
    NoDecisionToRefer, NotReferable, NoReferralAgreement, NoBasis, ConsentStopped, AlreadyReferred, ContactMissing,
    ContactNotKnown. Whatever is raised, nothing was sent or recorded.
    """
    ground = ground or Ground(Basis.CONSENT, consent)
    choice = get_choice(by=by, reference=reference, position=position, at=at)
    check_may_use_reported(by, choice.person.pk, shares=True)
    # A second click waits here until the first has sent, and then finds what it sent.
    Decision.objects.select_for_update().get(pk=choice.decision.pk)
    sent = Referral.objects.filter(pk=referral_id, notification=choice.notification).first()
    if sent is not None:
        return sent
    check_can_be_reached(request.contact)
    service = get_receiving_service(by=by, service_id=service_id, on=choice.on)
    _check_ground(by, choice, service, ground, at)
    _check_not_referred(choice, service)
    referral = _store(
        by,
        choice,
        service,
        request,
        at,
        {
            "id": referral_id,
            **_disclosed(by, choice, service, at),
            "transferred_from": _taken_over(by, choice, takes_over),
            **_grounded(by, choice, service, ground, request, at),
        },
    )
    _share(by, referral, at)
    tell_service(by=by, referral=referral, template=Template.REFERRAL, at=at)
    _forget_draft(by, choice, service)
    return referral


def _disclosed(by: Actor, choice: Choice, service: Service, at: datetime) -> dict[str, UUID | None]:
    """What lets the referral leave the agency. Raises NoReferralAgreement."""
    try:
        under = disclose(
            by=by,
            receiver_id=receiver_of(service),
            purpose=rules.PURPOSE,
            data_set=DataSet.REFERRAL,
            about=choice.notification,
            at=at,
        )
    except NoAgreement as refusal:
        raise rules.NoReferralAgreement(refusal.message) from None
    return {"agreement_id": under.agreement_id, "exceptional_id": under.exceptional_id}


def _check_ground(by: Actor, choice: Choice, service: Service, ground: Ground, at: datetime) -> None:
    """Refuse a ground that is not whole, and consent that was taken back."""
    rules.check_basis(ground.basis, reason=ground.reason, has_consent=ground.consent is not None)
    if ground.basis is Basis.CONSENT and ground.consent is not None:
        to = receiver_of(service)
        check_consent_stands(by=by, reported=choice.person, given=ground.consent, to=to, at=at)


def _forget_draft(by: Actor, choice: Choice, service: Service) -> None:
    """What was saved for later is not needed once it is sent."""
    ReferralDraft.objects.filter(
        agency_id=by.agency_key,
        notification=choice.notification,
        position=choice.person.position,
        service=service,
    ).delete()


def _taken_over(by: Actor, choice: Choice, reference: str) -> Referral | None:
    """The open referral of the same notification that the new one takes over from."""
    if not reference:
        return None
    old = find_referral(by=by, reference=reference)
    if old.notification_id != choice.notification.pk or not rules.is_open(old.state):
        raise rules.CannotMove(_("Only an open referral of the same notification can be taken over."))
    return old


def _grounded(
    by: Actor, choice: Choice, service: Service, ground: Ground, request: Request, at: datetime
) -> dict[str, object]:
    """The columns that say on what ground it is shared. Consent is recorded for this service and these needs."""
    if ground.basis is not Basis.CONSENT or ground.consent is None:
        return {
            "basis": ground.basis,
            "basis_reason": ground.reason,
            "consent": None,
            "hears_progress": False,
        }
    consent = _record_consent(by, choice, service, ground.consent, request, at)
    return {"basis": Basis.CONSENT, "consent": consent, "hears_progress": consent.hears_progress}


def _check_not_referred(choice: Choice, service: Service) -> None:
    open_states = [state for state in ReferralState if rules.is_open(state)]
    same = Referral.objects.filter(reported=choice.person, service=service, state__in=open_states)
    rules.check_not_referred(already=same.exists())


def _record_consent(
    by: Actor, choice: Choice, service: Service, given: ConsentGiven, request: Request, at: datetime
) -> Consent:
    return record_consent(
        by=by,
        reported_id=choice.person.pk,
        given_by=given.given_by,
        given_by_name=given.given_by_name,
        way=given.way,
        given_on=given.given_on,
        to_whom=service.name[:_TO_WHOM],
        for_what="; ".join(str(Need(need).label) for need in request.needs)[:_FOR_WHAT],
        hears_progress=given.hears_progress,
        to_agency_id=receiver_of(service),
        at=at,
    )


def _store(
    by: Actor,
    choice: Choice,
    service: Service,
    request: Request,
    at: datetime,
    columns: dict[str, Any],
) -> Referral:
    particulars = choice.particulars(request, items=items_for(by=by, service=service))
    referral = Referral(
        reference=_next_reference(at),
        agency_id=by.agency_key,
        notification=choice.notification,
        decision=choice.decision,
        reported=choice.person,
        service=service,
        receiving_agency_id=receiver_of(service),
        **asdict(particulars),
        **_referrer(get_practitioner(by=by)),
        sent_at=at,
        state=ReferralState.REQUESTED,
        state_at=at,
        **columns,
    )
    referral.due_on = due_on(referral)
    referral.save(force_insert=True)
    for number, words in enumerate((goal for goal in request.goals if goal.strip()), start=1):
        ReferralGoal.objects.create(agency_id=by.agency_key, referral=referral, number=number, words=words)
    write_event(by=by, referral=referral, side=Side.SENDER, at=at, kind=EventKind.MOVED, was="")
    return referral


def _referrer(referrer: Practitioner) -> dict[str, object]:
    return {
        "referrer_name": referrer.full_name,
        "referrer_agency_en": referrer.agency.name_en,
        "referrer_agency_cy": referrer.agency.name_cy,
        "referrer_team": referrer.team,
        "sent_by": referrer,
    }


def _share(by: Actor, referral: Referral, at: datetime) -> None:
    # A partner without accounts sees it through a link only, which has its own, narrower access.
    if has_workers(by=by, agency_id=referral.receiving_agency_id):
        open_access(
            by=by,
            record_id=referral.pk,
            agency_id=referral.receiving_agency_id,
            because="referral sent",
            at=at,
        )
    detail = {
        "to_agency": str(referral.receiving_agency_id),
        "agreement": str(referral.agreement_id or ""),
        "exceptional": str(referral.exceptional_id or ""),
        "basis": referral.basis,
        "consent": str(referral.consent_id or ""),
        "service": str(referral.service_id),
        "contact": referral.safe_contact,
    }
    audit.record(by=by, did="referral.requested", target=referral, kind=EntryKind.SHARE, at=at, detail=detail)


def _next_reference(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('signpost_reference_seq')")
        (number,) = cursor.fetchone()
    return format_reference(PREFIX, at.astimezone(LONDON).year, number)


@transaction.atomic
def record_signposting(
    *, by: Actor, signposting_id: UUID, reference: str, service_id: UUID, told_how: ToldHow, at: datetime
) -> Signposting:
    """Record that a person was told about a service. Nothing about them is sent to it. Recorded twice, it is one.

    Raises NotAllowed, Notification.DoesNotExist, Service.DoesNotExist, NoDecisionToRefer.
    """
    choice = get_choice(by=by, reference=reference, at=at)
    Decision.objects.select_for_update().get(pk=choice.decision.pk)
    made = Signposting.objects.filter(pk=signposting_id).first()
    if made is not None:
        return made
    signposting = Signposting.objects.create(
        id=signposting_id,
        agency_id=by.agency_key,
        notification=choice.notification,
        decision=choice.decision,
        service=get_service(service_id, by=by),
        told_how=told_how,
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    detail = {
        "notification": choice.notification.reference,
        "service": str(service_id),
        "told": told_how.value,
    }
    audit.record(by=by, did="service.told", target=signposting, at=at, detail=detail)
    return signposting
