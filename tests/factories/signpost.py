"""Services, decisions that lead to one, and referrals as the product sends them: through the real actions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from earlyhelp.identify.choices import Need, PersonRole, PreferredLanguage, SafeContact
from earlyhelp.identify.models import Notification
from earlyhelp.identify.report import Named
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.actions.amending import amend_referral
from earlyhelp.signpost.actions.assigning import assign_worker
from earlyhelp.signpost.actions.conversing import write_referral_message
from earlyhelp.signpost.actions.drafts import save_referral_draft
from earlyhelp.signpost.actions.linking import make_link
from earlyhelp.signpost.actions.meeting import When, book_appointment
from earlyhelp.signpost.actions.moves import Said, move_referral, open_referral
from earlyhelp.signpost.actions.referrals import ConsentGiven, send_referral
from earlyhelp.signpost.choices import ReferralRoute, ServiceStatus
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    HelpOutcome,
    MeetingWay,
    PersonReason,
    ReferralState,
    SenderReason,
)
from earlyhelp.signpost.models import Organisation, Referral, ReferralGoal, Service
from earlyhelp.signpost.queries.choosing import get_choice
from earlyhelp.signpost.rules.particulars import Contact, Request
from earlyhelp.signpost.rules.referrals import version_of
from earlyhelp.solve.actions import decide
from earlyhelp.solve.choices import Outcome, Reason
from earlyhelp.understand.choices import ConsentGiver, ConsentWay
from tests import factories
from tests.factories.identify import notification

AT = factories.AT
SOMEBODY = Named(
    role=PersonRole.SUBJECT,
    given_name="Synthetic",
    family_name="Resident",
    date_of_birth=date(1991, 3, 3),
    address="1 Made-up Street",
    postcode="CF31 1AA",
    telephone="+447700900123",
    email="resident@example.org",
    language=PreferredLanguage.WELSH,
    safe_contact=SafeContact.CALL,
)
CONSENT = ConsentGiven(ConsentGiver.SELF, ConsentWay.TELEPHONE, AT.date(), hears_progress=True)
REQUEST = Request(
    needs=(Need.MONEY.value,),
    words="Help to make the money last.",
    strengths="A neighbour helps with the school run.",
    contact=Contact(SafeContact.CALL.value, "After ten in the morning", telephone="+447700900123"),
)
# What a move needs to be said with it.
SAID = {
    ReferralState.WAITING: Said(next_update_on=date(2026, 12, 1)),
    ReferralState.DECLINED: Said(note="We are full until the summer.", decline_reason=DeclineReason.NO_ROOM),
    ReferralState.COMPLETED: Said(note="They manage now.", help_outcome=HelpOutcome.BETTER),
    ReferralState.ON_HOLD: Said(note="The worker is ill.", next_update_on=date(2026, 12, 1)),
    ReferralState.CANCELLED: Said(sender_reason=SenderReason.NOT_NEEDED),
    ReferralState.WITHDRAWN: Said(person_reason=PersonReason.CONSENT),
    ReferralState.ENTERED_IN_ERROR: Said(sender_reason=SenderReason.WRONG_PERSON),
}


CALLED_OFF = {ReferralState.CANCELLED, ReferralState.WITHDRAWN, ReferralState.ENTERED_IN_ERROR}


@dataclass(frozen=True, slots=True)
class Case:
    """A notification with a decision that leads to a service, and everybody around it."""

    partners: factories.Partners
    officer: Practitioner
    decider: Practitioner
    worker: Practitioner
    notification: Notification
    position: int
    service: Service

    @property
    def hub(self) -> Actor:
        """The decision-maker, acting."""
        return factories.actor(self.decider)

    @property
    def helper(self) -> Actor:
        """The service worker, acting."""
        return factories.actor(self.worker)


def service(partners: factories.Partners, **changes: Any) -> Service:
    """Make a service of the charity that takes referrals in the product. `changes` are fields of Service."""
    number = uuid4()
    organisation = Organisation.objects.create(
        oruk_id=number,
        source="tests",
        name_en=partners.charity.name_en,
        name_cy=partners.charity.name_cy,
        agency=changes.pop("agency", partners.charity),
        loaded_at=AT,
    )
    said: dict[str, Any] = {
        "oruk_id": number,
        "source": "tests",
        "organisation": organisation,
        "name_en": "Making ends meet",
        "name_cy": "Dal dau ben llinyn ynghyd",
        "needs": [Need.MONEY.value],
        "area_codes": [partners.area.code],
        "referral_route": ReferralRoute.IN_PRODUCT,
        "status": ServiceStatus.ACTIVE,
        "assured_on": AT.date(),
        "loaded_at": AT,
    }
    return Service.objects.create(**(said | changes))


def case(
    partners: factories.Partners | None = None,
    *,
    outcome: Outcome | None = Outcome.EARLY_HELP,
    person: Named = SOMEBODY,
    people: Sequence[Named] = (),
    language: str = "en",
    at: datetime = AT,
) -> Case:
    """Make a notification and decide on it, unless `outcome` is None. Decided half an hour after it was sent."""
    partners = partners or factories.partners()
    officer = factories.practitioner(partners.response, language=language)
    decider = factories.practitioner(partners.front_door, Role.DECISION_MAKER, language)
    worker = factories.practitioner(partners.service_team, Role.SERVICE_WORKER, language)
    sent = notification(partners, officer, people=people or (person,), at=at)
    with acting(factories.actor(officer)):
        position = sent.people.order_by("position")[0].position
    made = Case(partners, officer, decider, worker, sent, position, service(partners))
    if outcome is not None:
        decide_again(made, outcome, expected_number=0, at=at + timedelta(minutes=30))
    return made


def decide_again(made: Case, outcome: Outcome, *, expected_number: int, at: datetime) -> None:
    """Decide on a case, once more or for the first time."""
    reason = {Outcome.NO_NEED: Reason.RESOLVED, Outcome.EARLY_HELP: Reason.SEVERAL_NEEDS}
    with acting(made.hub) as by:
        decide(
            by=by,
            notification_id=made.notification.pk,
            expected_number=expected_number,
            outcome=outcome,
            reason=reason.get(outcome, Reason.ONE_NEED),
            rationale="They asked for this.",
            at=at,
        )


def referral(
    made: Case,
    *,
    referral_id: UUID | None = None,
    hears_progress: bool = True,
    contact: Contact | None = None,
    at: datetime = AT + timedelta(hours=1),
) -> Referral:
    """Send a referral for the person of a case."""
    with acting(made.hub) as by:
        return send_referral(
            by=by,
            referral_id=referral_id or new_id(),
            reference=made.notification.reference,
            position=made.position,
            service_id=made.service.pk,
            consent=replace(CONSENT, hears_progress=hears_progress),
            request=replace(REQUEST, contact=contact or REQUEST.contact),
            at=at,
        )


def go(made: Case, sent: Referral, *path: ReferralState, at: datetime = AT + timedelta(hours=2)) -> Referral:
    """Take a referral along a path of states, an hour each, each step by the side that may."""
    for number, to in enumerate(path):
        moment = at + timedelta(hours=number)
        who = made.hub if to in CALLED_OFF else made.helper
        with acting(who) as by:
            if to is ReferralState.SEEN:
                sent = open_referral(by=by, reference=sent.reference, at=moment)
                continue
            seen = Referral.objects.get(pk=sent.pk)
            sent = move_referral(
                by=by,
                reference=sent.reference,
                to=to,
                seen=version_of(seen.state, seen.state_at),
                said=SAID.get(to, Said()),
                at=moment,
            )
    return sent


def surround(made: Case, sent: Referral) -> None:
    """One of everything that can stand around a referral: draft, change, goal, message, worker, appointment, link."""
    at = AT + timedelta(hours=2)
    with acting(made.helper) as by:
        assign_worker(by=by, reference=sent.reference, worker_id=made.worker.pk, at=at)
        when = When(at + timedelta(days=1), 60, MeetingWay.AT_SERVICE)
        book_appointment(by=by, reference=sent.reference, when=when, at=at)
        write_referral_message(by=by, reference=sent.reference, text="When suits?", is_question=True, at=at)
    with acting(made.hub) as by:
        amend_referral(
            by=by,
            reference=sent.reference,
            version=1,
            request="Help with the rent.",
            strengths=sent.strengths,
            contact=REQUEST.contact,
            reason="They told us more.",
            at=at,
        )
        ReferralGoal.objects.create(agency_id=sent.agency_id, referral=sent, number=1, words="Sleep.")
        make_link(by=by, referral=sent, at=at)
        choice = get_choice(by=by, reference=made.notification.reference, at=at)
        save_referral_draft(
            by=by, choice=choice, service_id=made.service.pk, typed={"request": ["Help"]}, at=at
        )
