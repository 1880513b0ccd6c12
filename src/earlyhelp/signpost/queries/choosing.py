"""What stands before the choice of a service: the report, the decision, and who the help is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from earlyhelp.identify.choices import PersonRole, PreferredLanguage
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.queries import get_notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.partnership.models import SharingAgreement
from earlyhelp.partnership.queries import get_live_agreement, list_practitioners_of_agency
from earlyhelp.partnership.queries.disclosures import has_open_exception
from earlyhelp.partnership.rules import NoAgreement
from earlyhelp.signpost.choices.referrals import Item
from earlyhelp.signpost.models import AnsweringContact, NeededItem, Service, Signposting
from earlyhelp.signpost.rules import particulars as particular_rules
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.solve.models import Decision
from earlyhelp.understand.queries import SafeWay, get_safe_way_of_report

# The directory names British Sign Language by its ISO 639-3 code.
_DIRECTORY_LANGUAGE = {
    PreferredLanguage.ENGLISH: "en",
    PreferredLanguage.WELSH: "cy",
    PreferredLanguage.BSL: "bfi",
}

_NAME = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A notification whose latest decision leads to a service, and one of its people."""

    notification: Notification
    decision: Decision
    people: tuple[ReportedPerson, ...]
    person: ReportedPerson
    on: date
    safe_way: SafeWay

    @property
    def age(self) -> int | None:
        """Age in whole years, exact or estimated."""
        return particular_rules.age_on(
            date_of_birth=self.person.date_of_birth, estimated=self.person.age, on=self.on
        )

    @property
    def person_name(self) -> str:
        """The person's name, or who is meant when it is not known; at most 200 characters."""
        return str(self.person)[:_NAME]

    @property
    def directory_language(self) -> str:
        """The language to look for in the directory; empty when it is not known."""
        return _DIRECTORY_LANGUAGE.get(PreferredLanguage(self.person.language), "")

    def particulars(
        self, request: particular_rules.Request, *, items: frozenset[Item]
    ) -> particular_rules.Particulars:
        """Exactly what a service that needs these items would be sent about this person."""
        known = particular_rules.Known(
            name=self.person_name,
            age=self.age,
            date_of_birth=self.person.date_of_birth,
            language=self.person.language,
        )
        return particular_rules.particulars_of(known, request, items=items)


def get_choice(*, by: Actor, reference: str, at: datetime, position: int | None = None) -> Choice:
    """The choice to make for one person of a notification; by default for whoever needs help. Audited.

    Raises NotAllowed, Notification.DoesNotExist, ReportedPerson.DoesNotExist, NoDecisionToRefer.
    """
    rules.check_may_choose_service(by)
    notification = get_notification(by=by, reference=reference, at=at, reason="to choose a service")
    decision = Decision.objects.filter(notification=notification).order_by("-number").first()
    rules.check_can_choose_after(decision.outcome if decision else None)
    assert decision is not None  # no decision has no outcome, which the check above refuses
    people = tuple(notification.people.all())
    person = _person(people, position)
    person.notification = notification
    way = get_safe_way_of_report(by, person)
    return Choice(notification, decision, people, person, at.astimezone(LONDON).date(), way)


def _person(people: tuple[ReportedPerson, ...], position: int | None) -> ReportedPerson:
    if position is None:
        found = next((one for one in people if one.role == PersonRole.SUBJECT), next(iter(people), None))
    else:
        found = next((one for one in people if one.position == position), None)
    if found is None:
        raise ReportedPerson.DoesNotExist
    return found


def get_agreement_for(*, by: Actor, receiver_id: UUID, on: date) -> SharingAgreement:
    """The live agreement that covers sending a referral to this agency. Raises NoReferralAgreement."""
    if by.agency_id is None:
        raise rules.NoReferralAgreement(rules.NO_AGREEMENT)
    try:
        return get_live_agreement(
            by=by,
            giver_id=by.agency_id,
            receiver_id=receiver_id,
            purpose=rules.PURPOSE,
            data_set=DataSet.REFERRAL,
            on=on,
        )
    except NoAgreement as refusal:
        raise rules.NoReferralAgreement(refusal.message) from None


def check_may_share(
    *, by: Actor, receiver_id: UUID, notification_reference: str, on: date, at: datetime
) -> None:
    """Refuse a referral that neither an agreement nor an open exception lets through. Raises NoReferralAgreement."""
    try:
        get_agreement_for(by=by, receiver_id=receiver_id, on=on)
    except rules.NoReferralAgreement:
        if not has_open_exception(
            by=by,
            receiver_id=receiver_id,
            purpose=rules.PURPOSE,
            data_set=DataSet.REFERRAL,
            about_reference=notification_reference,
            at=at,
        ):
            raise


def get_receiving_service(*, by: Actor, service_id: UUID, on: date) -> Service:
    """A service that takes referrals here today. Raises Service.DoesNotExist, NotReferable."""
    rules.check_may_choose_service(by)
    service = Service.objects.all().running().with_organisation().get(pk=service_id)
    rules.check_can_receive_here(
        route=service.referral_route,
        has_agency=service.organisation.agency_id is not None,
        closed_on=service.closed_to_referrals_on,
        on=on,
    )
    if not can_be_answered(by=by, agency_id=receiver_of(service)):
        raise rules.NotReferable(rules.NOBODY_ANSWERS)
    return service


def list_receiving_services(*, by: Actor, needs: Sequence[str], besides: UUID, at: datetime) -> list[Service]:
    """Other services for these needs that take referrals here today, by name. Raises NotAllowed."""
    rules.check_may_choose_service(by)
    on = at.astimezone(LONDON).date()
    found = Service.objects.all().running().with_organisation().for_needs(list(needs)).exclude(pk=besides)
    return [
        service
        for service in found.exclude(organisation__agency=None).order_by("name_en")
        if rules.can_receive_here(
            route=service.referral_route, has_agency=True, closed_on=service.closed_to_referrals_on, on=on
        )
    ]


def can_be_answered(*, by: Actor, agency_id: UUID) -> bool:
    """Whether anybody at this agency could read a referral: a worker with an account, or agreed mailboxes."""
    return (
        has_workers(by=by, agency_id=agency_id) or AnsweringContact.objects.filter(partner=agency_id).exists()
    )


def has_workers(*, by: Actor, agency_id: UUID) -> bool:
    """Whether workers of services at this agency sign in; those without are written to by a secure link."""
    return list_practitioners_of_agency(by=by, agency_id=agency_id, role=Role.SERVICE_WORKER).exists()


def list_needed_items(*, by: Actor, service: Service) -> list[NeededItem]:
    """What this service said it needs to know, with the reasons. None when it has not said."""
    return list(NeededItem.objects.filter(service=service))


def items_for(*, by: Actor, service: Service) -> frozenset[Item]:
    """What may be sent to this service beside the name, the request and the safe way of contact."""
    said = frozenset(Item(needed.item) for needed in list_needed_items(by=by, service=service))
    return said or particular_rules.USUAL_ITEMS


def receiver_of(service: Service) -> UUID:
    """The partner agency that receives a service's referrals, once get_receiving_service has let it through."""
    receiver = service.organisation.agency_id
    assert receiver is not None
    return receiver


def list_signpostings_of(*, by: Actor, notification: Notification) -> list[Signposting]:
    """Which services the people of a notification were told about, in order. Names nobody."""
    told = Signposting.objects.filter(notification=notification).select_related(
        "service__organisation", "made_by"
    )
    return list(told)
