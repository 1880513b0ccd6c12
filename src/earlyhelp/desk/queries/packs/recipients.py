"""Which agencies hold the same, and must hear that a record was put right or is not to be used (UK GDPR Article 19)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earlyhelp.desk.queries.packs.about import PERSON, about_person, about_reported
from earlyhelp.govern.models import AccessGrant
from earlyhelp.govern.models.rights import RightsRequest
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.signpost.models import Referral


@dataclass(frozen=True, slots=True)
class Recipient:
    """An agency that was told, by which reference it knows the record, and its officers, who are written to."""

    agency: Agency
    reference: str
    officers: tuple[Practitioner, ...]


def list_recipients(by: Actor, request: RightsRequest, *, at: datetime) -> list[Recipient]:
    """Every other agency to which a record about the person was opened, that sent one, or that was asked to help."""
    about = (
        about_person(by, request.subject_key)
        if request.subject_label == PERSON
        else about_reported(by, request.subject_key)
    )
    known_as: dict[UUID, str] = {}
    opened = AccessGrant.objects.filter(record_id__in=about.every_key())
    known_as |= dict.fromkeys(opened.values_list("agency_id", flat=True), "")
    for sent in Notification.objects.filter(pk__in=about.keys["identify.Notification"]):
        known_as[sent.agency_id] = sent.reference
    for asked in Referral.objects.filter(reported_id__in=about.reported):
        known_as[asked.receiving_agency_id] = asked.reference
    known_as.pop(by.agency_key, None)
    staff: dict[UUID, list[Practitioner]] = {}
    for officer in Practitioner.objects.filter(
        agency_id__in=list(known_as), role=Role.AUDITOR, is_active=True
    ):
        staff.setdefault(officer.agency_id, []).append(officer)
    agencies = Agency.objects.filter(pk__in=list(known_as)).order_by("name_en")
    return [Recipient(one, known_as[one.pk], tuple(staff.get(one.pk, ()))) for one in agencies]
