"""Consents, referrals with every step, and people who were told about a service."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.models import AccessGrant
from earlyhelp.identify.choices import Need, PersonRole, SafeContact
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.references import format_reference
from earlyhelp.partnership.models import Practitioner
from earlyhelp.signpost.choices.referrals import Item, PersonReason, ReferralState, Side
from earlyhelp.signpost.models import NeededItem, Referral, ReferralEvent, Service, Signposting
from earlyhelp.signpost.queries.referrals import PREFIX
from earlyhelp.signpost.rules import referrals as referral_rules
from earlyhelp.signpost.rules import states
from earlyhelp.signpost.rules.particulars import Contact, age_on, can_be_reached, least_contact
from earlyhelp.solve import rules
from earlyhelp.solve.models import Decision
from earlyhelp.synth.load.cast import AREA, COUNCIL, LINKED
from earlyhelp.synth.load.copying import OWNER
from earlyhelp.synth.load.ruling import FrontDoor
from earlyhelp.synth.narrative import SITUATIONS, phrase
from earlyhelp.synth.year import Help, Report, Step
from earlyhelp.understand.choices import ConsentGiver
from earlyhelp.understand.models import Consent


@dataclass(slots=True)
class Helped:
    """Rows about help."""

    consents: list[Consent] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    events: list[ReferralEvent] = field(default_factory=list)
    signpostings: list[Signposting] = field(default_factory=list)
    grants: list[AccessGrant] = field(default_factory=list)


_NEEDS_MORE = "Keeping Your Home"
_WHY_NEEDED = (
    (
        Item.DATE_OF_BIRTH,
        "To find their tenancy, and not somebody else’s.",
        "I ddod o hyd i’w tenantiaeth, ac nid un rhywun arall.",
    ),
    (Item.LANGUAGE, "To send a worker who speaks it.", "I anfon gweithiwr sy’n ei siarad."),
    (
        Item.STRENGTHS,
        "To build on what already goes well.",
        "I adeiladu ar yr hyn sydd eisoes yn mynd yn dda.",
    ),
)
# Reports say nothing of sex or of who did what to whom, so nobody is sent where that must be known.
_FOR_SOME = frozenset({"Dads Together", "Change That Lasts for Me"})


@dataclass(frozen=True, slots=True)
class Directory:
    """The services that can be chosen in the area; and those that take referrals here: the council's, and others'."""

    services: tuple[Service, ...]
    of_council: tuple[Service, ...]
    of_others: tuple[Service, ...]

    def say_what_is_needed(self) -> list[NeededItem]:
        """One service that gave reasons for what it needs to know, to be seen on the page before sending."""
        services = [service for service in self.of_others if service.name_en == _NEEDS_MORE]
        return [
            NeededItem(service=service, item=item.value, reason_en=english, reason_cy=welsh)
            for service in services
            for item, english, welsh in _WHY_NEEDED
        ]

    @classmethod
    def read(cls) -> "Directory":
        """Running services for the area, with who runs them."""
        found = Service.objects.using(OWNER).running().for_area(AREA).with_organisation()
        services = tuple(
            service
            for service in found.filter(closed_to_referrals_on=None).order_by("name_en", "oruk_id")
            if service.name_en not in _FOR_SOME
        )
        return cls(
            services,
            tuple(service for service in services if _receiver(service) == COUNCIL),
            tuple(service for service in services if _receiver(service) not in ("", COUNCIL, LINKED)),
        )

    def receiving(self, needs: Iterable[Need], age: int | None, *, council: bool, place: int) -> Service:
        """A service that takes referrals here, for the first of these needs that one meets.

        `place` spreads the choice.
        """
        ours = self.of_council if council else self.of_others
        suited = [service for service in ours if _takes(service, age)]
        for need in needs:
            fitting = [service for service in suited if need.value in service.needs]
            if fitting:
                return fitting[place % len(fitting)]
        return (suited or ours)[place % len(suited or ours)]

    def any_for(self, needs: Iterable[Need], age: int | None, place: int) -> Service:
        """Any service that helps with one of these needs."""
        wanted = {need.value for need in needs}
        fitting = [
            service for service in self.services if wanted & set(service.needs) and _takes(service, age)
        ]
        return (fitting or list(self.services))[place % len(fitting or self.services)]


def _receiver(service: Service) -> str:
    """The code of the agency that takes referrals to a service here, or "" when none does."""
    agency = service.organisation.agency
    here = referral_rules.can_receive_here(
        route=service.referral_route,
        has_agency=agency is not None,
        closed_on=service.closed_to_referrals_on,
        on=service.loaded_at.date(),
    )
    return agency.code if agency is not None and here else ""


def _takes(service: Service, age: int | None) -> bool:
    return age is None or (service.min_age or 0) <= age <= (service.max_age or 200)


@dataclass(frozen=True, slots=True)
class _Case:
    """One decided report whose people are to be helped."""

    report: Report
    decision: Decision
    people: list[ReportedPerson]
    decider: Practitioner

    @property
    def subject(self) -> ReportedPerson:
        return self.people[0]

    @property
    def age(self) -> int | None:
        born, stated = self.subject.date_of_birth, self.subject.age
        return age_on(date_of_birth=born, estimated=stated, on=self.decision.decided_at.date())


def help_people(
    door: FrontDoor, directory: Directory, reports: tuple[Report, ...], people: list[list[ReportedPerson]]
) -> Helped:
    """Rows for every referral and signpost, in the order in which referrals were sent."""
    helped = Helped()
    asked: list[tuple[Help, _Case]] = []
    for report, named in zip(reports, people, strict=True):
        if report.ruling is None:
            continue
        decider = door.cast.deciders[report.ruling.decider]
        case = _Case(report, door.decided.by_number[report.number], named, decider)
        asked += [(help_, case) for help_ in report.ruling.helps]
        if report.ruling.told_how is not None:
            _signpost(door, directory, helped, case)
    asked.sort(key=lambda pair: pair[0].sent_at)
    for help_, case in asked:
        _refer(door, directory, helped, help_, case)
    return helped


def _signpost(door: FrontDoor, directory: Directory, helped: Helped, case: _Case) -> None:
    at = case.decision.decided_at + timedelta(minutes=1)
    service = directory.any_for(case.report.needs, case.age, case.report.number)
    told = case.report.ruling.told_how if case.report.ruling else None
    signposting = Signposting(
        agency=door.cast.council,
        notification=case.decision.notification,
        decision=case.decision,
        service=service,
        told_how=told.value if told else "",
        made_by=case.decider,
        made_at=at,
    )
    helped.signpostings.append(signposting)
    reference = case.decision.notification.reference
    detail = {"notification": reference, "service": str(service.pk), "told": signposting.told_how}
    door.diary.did(case.decider, "service.told", signposting, at, detail=detail)


def _refer(door: FrontDoor, directory: Directory, helped: Helped, help_: Help, case: _Case) -> None:
    needs = (help_.need, *SITUATIONS[case.report.situation].needs)
    service = directory.receiving(needs, case.age, council=help_.to_council, place=case.report.number)
    consent = _consent(door, help_, case, service)
    referral = _referral(door, len(helped.referrals) + 1, help_, case, service, consent)
    helped.consents.append(consent)
    helped.referrals.append(referral)
    helped.grants.append(_grant(door, help_, case, referral))
    door.diary.did(
        case.decider, "consent.recorded", consent, help_.sent_at, detail={"to_whom": consent.to_whom}
    )
    detail = {"to_agency": str(referral.receiving_agency_id), "service": str(service.pk)}
    door.diary.did(
        case.decider, "referral.requested", referral, help_.sent_at, kind=EntryKind.SHARE, detail=detail
    )
    first = Step(ReferralState.REQUESTED, help_.sent_at, "")
    helped.events.append(_event(door, referral, "", case.decider, first, Side.SENDER))
    _walk(door, helped, help_, case, referral)


def _walk(door: FrontDoor, helped: Helped, help_: Help, case: _Case, referral: Referral) -> None:
    """Every step after sending: who took it, and what the officer heard."""
    workers = door.cast.workers[referral.service.organisation.agency.code]  # type: ignore[union-attr]
    worker = workers[case.report.number % len(workers)]
    was = ReferralState.REQUESTED
    for step in help_.steps:
        side = next(iter(states.TRANSITIONS[was][step.to] - {Side.SYSTEM}))
        who = worker if side is Side.RECEIVER else case.decider
        helped.events.append(_event(door, referral, was.value, who, step, side))
        moved = {"from": was.value, "to": step.to.value}
        door.diary.did(who, f"referral.{step.to.value}", referral, step.at, detail=moved)
        event = states.FEEDBACK.get(step.to, "")
        shown = referral_rules.is_shown(step.to.value, hears_progress=help_.hears_progress)
        if shown and event in rules.FEEDBACK:
            door.tell(case.decision.notification, event, step.at, None)
        was = step.to


def _event(
    door: FrontDoor, referral: Referral, was: str, who: Practitioner, step: Step, side: Side
) -> ReferralEvent:
    return ReferralEvent(
        agency=door.cast.council,
        referral=referral,
        from_state=was,
        to_state=step.to.value,
        side=side.value,
        note=step.note,
        made_by=who,
        made_at=step.at,
    )


def _consent(door: FrontDoor, help_: Help, case: _Case, service: Service) -> Consent:
    parents = [row for row in case.people if row.role in (PersonRole.PARENT, PersonRole.PARTNER)]
    giver = parents[0].full_name if parents and help_.given_by is not ConsentGiver.SELF else ""
    taken_back = help_.person_reason is PersonReason.CONSENT
    language = case.decider.language
    return Consent(
        agency=door.cast.council,
        reported=case.subject,
        given_by=help_.given_by.value,
        given_by_name=giver,
        way=help_.way.value,
        given_on=help_.sent_at.date(),
        to_whom=(service.name_cy or service.name_en) if language == "cy" else service.name_en,
        for_what=help_.request,
        hears_progress=help_.hears_progress,
        recorded_by=case.decider,
        recorded_at=help_.sent_at,
        withdrawn_at=help_.steps[-1].at if taken_back else None,
    )


def _referral(
    door: FrontDoor, number: int, help_: Help, case: _Case, service: Service, consent: Consent
) -> Referral:
    contact = _contact(door, case)
    state_at = help_.steps[-1].at if help_.steps else help_.sent_at
    return Referral(
        reference=format_reference(PREFIX, help_.sent_at.year, number),
        agency=door.cast.council,
        notification=case.decision.notification,
        decision=case.decision,
        reported=case.subject,
        consent=consent,
        agreement=door.cast.agreement,
        service=service,
        receiving_agency=service.organisation.agency,
        person_name=case.subject.full_name,
        person_age=case.age,
        person_language=case.subject.language,
        person_telephone=contact.telephone,
        person_address=contact.address,
        safe_contact=contact.way,
        safe_contact_note=contact.note,
        needs=[help_.need.value],
        request=help_.request,
        strengths=case.report.strengths,
        hears_progress=help_.hears_progress,
        referrer_name=case.decider.full_name,
        referrer_agency_en=door.cast.council.name_en,
        referrer_agency_cy=door.cast.council.name_cy,
        referrer_team=door.cast.front_door,
        sent_by=case.decider,
        sent_at=help_.sent_at,
        state=help_.state.value,
        state_at=state_at,
        decline_reason=help_.decline_reason.value if help_.decline_reason else "",
        help_outcome=help_.help_outcome.value if help_.help_outcome else "",
        person_reason=help_.person_reason.value if help_.person_reason else "",
        sender_reason=help_.sender_reason.value if help_.sender_reason else "",
        next_update_on=help_.next_update_on,
        due_on=states.due_on(
            help_.state.value,
            sent_on=help_.sent_at.date(),
            moved_on=state_at.date(),
            promised_on=help_.next_update_on,
        ),
        handled_at=help_.handled_at,
    )


def _contact(door: FrontDoor, case: _Case) -> Contact:
    """The safe way as reported when it is enough; else a visit to a known address; else through somebody trusted."""
    subject = case.subject
    known = Contact(subject.safe_contact, "", subject.telephone, subject.email, subject.address)
    visit = Contact(SafeContact.VISIT.value, "", subject.telephone, subject.email, subject.address)
    through = Contact(
        SafeContact.THROUGH.value, phrase(door.chance, case.decider.language, "through", "whom")
    )
    if known.way == SafeContact.THROUGH:
        return through
    return least_contact(next(way for way in (known, visit, through) if can_be_reached(way)))


def _grant(door: FrontDoor, help_: Help, case: _Case, referral: Referral) -> AccessGrant:
    """The service sees a referral while it is involved."""
    closed = help_.state in states.CLOSED_TO_RECEIVER
    grant = AccessGrant(
        record_id=referral.pk,
        agency_id=referral.receiving_agency_id,
        because="referral sent",
        opened_by=case.decider.pk,
        from_at=help_.sent_at,
        until_at=help_.steps[-1].at if closed else None,
    )
    shared = {"agency": str(grant.agency_id), "record": str(referral.pk), "because": grant.because}
    who, share = case.decider, EntryKind.SHARE
    door.diary.did(who, "access.opened", grant, help_.sent_at, kind=share, detail=shared)
    if closed:
        shared |= {"because": f"referral {help_.state.value}"}
        door.diary.did(who, "access.closed", grant, help_.steps[-1].at, kind=share, detail=shared)
    return grant
