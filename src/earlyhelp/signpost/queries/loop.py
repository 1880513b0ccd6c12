"""Reading what stands around a referral: changes, appointments, messages, workers; and who was told about a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.identify.choices import SafeContact
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries import list_practitioners_of_agency
from earlyhelp.signpost.choices.referrals import ReferralState, Side
from earlyhelp.signpost.models import (
    Appointment,
    Assignment,
    Referral,
    ReferralAmendment,
    ReferralDraft,
    ReferralMessage,
    Signposting,
)
from earlyhelp.signpost.queries.choosing import Choice
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules import states

_FIELDS: Final = {
    "request": _("What the person would like help with"),
    "strengths": _("What is going well, and who supports them"),
    "safe_contact": _("Safe way to contact"),
    "safe_contact_note": _("Before making contact"),
    "person_telephone": _("Telephone number"),
    "person_email": _("E-mail address"),
    "person_address": _("Address"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change after sending, in words: what stood before and what stands now."""

    amendment: ReferralAmendment
    field_label: str
    old_shown: str
    new_shown: str

    @property
    def version(self) -> int:
        """The version that this change made."""
        return self.amendment.version

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        return self.amendment.made_at

    @property
    def made_by(self) -> Practitioner:
        """Who made it."""
        return self.amendment.made_by

    @property
    def reason(self) -> str:
        """Why it was made."""
        return self.amendment.reason


def _change(made: ReferralAmendment) -> Change:
    label = _FIELDS.get(made.field, made.field)
    return Change(made, str(label), _shown(made.field, made.old_value), _shown(made.field, made.new_value))


def _shown(field: str, value: str) -> str:
    return str(SafeContact(value).label) if field == "safe_contact" and value else value


@dataclass(frozen=True, slots=True)
class Around:
    """Everything around one referral, as its two sides may see it."""

    amendments: list[Change]
    appointments: list[Appointment]
    messages: list[ReferralMessage]
    assignments: list[Assignment]
    workers: list[Practitioner]


def list_around(*, by: Actor, referral: Referral, side: Side) -> Around:
    """What stands around a referral that was read. The sender sees appointments only if the person agreed to it."""
    shows = side is Side.RECEIVER or referral.hears_progress
    found = Appointment.objects.filter(referral=referral).select_related("instead_of")
    workers = list_practitioners_of_agency(
        by=by, agency_id=referral.receiving_agency_id, role=Role.SERVICE_WORKER
    )
    return Around(
        amendments=[
            _change(made)
            for made in ReferralAmendment.objects.filter(referral=referral).select_related("made_by")
        ],
        appointments=list(found) if shows else [],
        messages=list(ReferralMessage.objects.filter(referral=referral).select_related("written_by")),
        assignments=list(Assignment.objects.filter(referral=referral).select_related("worker")),
        workers=list(workers) if side is Side.RECEIVER and by.role == Role.SERVICE_WORKER else [],
    )


def get_appointment(*, by: Actor, referral: Referral, appointment_id: UUID) -> Appointment:
    """One appointment of a referral that was read. Raises Appointment.DoesNotExist."""
    return Appointment.objects.get(pk=appointment_id, referral=referral)


# --- drafts ---------------------------------------------------------------------------------------------


def find_draft(*, by: Actor, choice: Choice, service_id: UUID) -> ReferralDraft | None:
    """What was typed for this person and service and not sent yet."""
    return (
        ReferralDraft.objects.filter(
            agency_id=by.agency_key,
            notification=choice.notification,
            position=choice.person.position,
            service_id=service_id,
        )
        .select_related("transferred_from")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Unsent:
    """A draft, by its notification and service, with the day on which it is deleted unless it is saved again."""

    draft: ReferralDraft
    ends_at: datetime


def list_drafts(*, by: Actor) -> list[Unsent]:
    """Referrals that this front door has begun and not sent, the oldest first. Names nobody."""
    rules.check_may_choose_service(by)
    found = ReferralDraft.objects.filter(agency_id=by.agency_key).select_related(
        "notification", "service", "saved_by"
    )
    keep = timedelta(days=settings.DRAFT_DAYS)
    return [Unsent(draft, draft.saved_at + keep) for draft in found.order_by("saved_at")]


# --- who was told ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """One time that something about a person was given to somebody: to whom, when, what, and on what ground."""

    referral: Referral
    amendments: int
    sees_it: bool

    @property
    def is_withdrawn(self) -> bool:
        """Whether the consent on which it was shared was taken back."""
        consent = self.referral.consent
        return consent is not None and consent.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class WhoWasTold:
    """Every share about the people of these reports, the newest first, and services they were told about instead."""

    shares: list[Share]
    signpostings: list[Signposting]


def list_shares(*, by: Actor, reported_ids: Iterable[UUID], at: datetime) -> WhoWasTold:
    """Who was told about somebody, by the reports that are about them: every share by the actor's own agency.

    Audited. Four queries. Another agency keeps its own list.
    """
    keys = list(reported_ids)
    found = Referral.objects.filter(agency_id=by.agency_key, reported_id__in=keys).select_related(
        "service", "receiving_agency", "agreement", "exceptional", "consent", "reported"
    )
    referrals = list(found.prefetch_related("amendments").order_by("-sent_at", "-id"))
    people = list(ReportedPerson.objects.filter(pk__in=keys))
    audit.record_read(by=by, what="shares", targets=people, at=at, reason="who was told")
    told = Signposting.objects.filter(
        agency_id=by.agency_key, notification_id__in={one.notification_id for one in people}
    )
    return WhoWasTold(
        [
            Share(one, len(one.amendments.all()), ReferralState(one.state) not in states.CLOSED_TO_RECEIVER)
            for one in referrals
        ],
        list(told.select_related("service").order_by("-made_at")),
    )
