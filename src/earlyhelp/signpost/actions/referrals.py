"""Sending a referral, once, with consent and an agreement; or telling a person about a service, with no data sent."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit, open_access
from earlyhelp.govern.choices import EntryKind
from earlyhelp.identify.choices import Need
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner, SharingAgreement
from earlyhelp.partnership.queries import get_practitioner
from earlyhelp.signpost.actions.telling import tell_service
from earlyhelp.signpost.choices.referrals import ReferralState, ToldHow
from earlyhelp.signpost.models import Referral, ReferralEvent, Service, Signposting
from earlyhelp.signpost.queries.choosing import (
    Choice,
    get_agreement_for,
    get_choice,
    get_receiving_service,
    receiver_of,
)
from earlyhelp.signpost.queries.directory import get_service
from earlyhelp.signpost.queries.referrals import PREFIX
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.particulars import Request, check_can_be_reached
from earlyhelp.solve.models import Decision
from earlyhelp.understand.actions import record_consent
from earlyhelp.understand.models import Consent

_TO_WHOM = 200
_FOR_WHAT = 500


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """What somebody agreed to, as a practitioner heard it. `given_by` and `way` are codes of `understand.choices`."""

    given_by: str
    way: str
    given_on: date
    hears_progress: bool
    given_by_name: str = ""


@transaction.atomic
def send_referral(
    *,
    by: Actor,
    referral_id: UUID,
    reference: str,
    position: int,
    service_id: UUID,
    consent: ConsentGiven,
    request: Request,
    at: datetime,
) -> Referral:
    """Record consent and send a service the least it needs about one person of a notification.

    `referral_id` is made with the page: sent twice, it is one referral. `reference` is the notification's, `position`
    the person's in it. Raises NotAllowed, Notification/ReportedPerson/Service.DoesNotExist, and, with a sentence that
    says what is missing: NoDecisionToRefer, NotReferable, NoReferralAgreement, AlreadyReferred, ContactMissing,
    ContactNotKnown. Whatever is raised, nothing was sent or recorded.
    """
    choice = get_choice(by=by, reference=reference, position=position, at=at)
    # A second click waits here until the first has sent, and then finds what it sent.
    Decision.objects.select_for_update().get(pk=choice.decision.pk)
    sent = Referral.objects.filter(pk=referral_id, notification=choice.notification).first()
    if sent is not None:
        return sent
    check_can_be_reached(request.contact)
    service = get_receiving_service(by=by, service_id=service_id, on=choice.on)
    agreement = get_agreement_for(by=by, receiver_id=receiver_of(service), on=choice.on)
    _check_not_referred(choice, service)
    recorded = _record_consent(by, choice, service, consent, request, at)
    referral = _store(by, referral_id, choice, service, agreement, recorded, request, at)
    _share(by, referral, at)
    tell_service(by=by, referral=referral, template=Template.REFERRAL, at=at)
    return referral


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
        at=at,
    )


def _store(
    by: Actor,
    referral_id: UUID,
    choice: Choice,
    service: Service,
    agreement: SharingAgreement,
    consent: Consent,
    request: Request,
    at: datetime,
) -> Referral:
    referrer = get_practitioner(by=by)
    referral = Referral.objects.create(
        id=referral_id,
        reference=_next_reference(at),
        agency_id=by.agency_key,
        notification=choice.notification,
        decision=choice.decision,
        reported=choice.person,
        consent=consent,
        agreement=agreement,
        service=service,
        receiving_agency_id=receiver_of(service),
        **asdict(choice.particulars(request)),
        hears_progress=consent.hears_progress,
        **_referrer(referrer),
        sent_at=at,
        state=ReferralState.SENT,
        state_at=at,
    )
    ReferralEvent.objects.create(
        agency_id=by.agency_key,
        referral=referral,
        from_state="",
        to_state=ReferralState.SENT,
        made_by=referrer,
        made_at=at,
    )
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
    open_access(
        by=by,
        record_id=referral.pk,
        agency_id=referral.receiving_agency_id,
        because="referral sent",
        at=at,
    )
    detail = {
        "to_agency": str(referral.receiving_agency_id),
        "agreement": str(referral.agreement_id),
        "consent": str(referral.consent_id),
        "service": str(referral.service_id),
        "contact": referral.safe_contact,
    }
    audit.record(by=by, did="referral.sent", target=referral, kind=EntryKind.SHARE, at=at, detail=detail)


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
