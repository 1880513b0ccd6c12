"""Who was there: marked by a trainer, never over another trainer's mark, with a certificate for who completed it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.urls import reverse

from earlyhelp.develop.actions.bookings import lock_session
from earlyhelp.develop.choices import RecordSource, Took
from earlyhelp.develop.models import Booking, Certificate, TrainingRecord, TrainingSession
from earlyhelp.develop.queries import list_places
from earlyhelp.develop.rules import courses as rules
from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON

PREFIX: Final = "TC"
# No letter or digit that can be taken for another. Twelve of them are 58 bits.
_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE: Final = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """How somebody is marked, and which version of their mark the page showed (0: none)."""

    took: str
    seen: int


@transaction.atomic
def mark_attendance(
    *, by: Actor, session_id: UUID, marks: Mapping[UUID, Mark], at: datetime
) -> list[TrainingRecord]:
    """Mark who was there. `marks` is keyed by booking. All are written or none. Returns what was changed.

    What stands there already in the same words stays as it is. Raises NotAllowed, CannotMark, or ChangedMeanwhile
    when another trainer has marked one of them otherwise since the page was opened.
    """
    session = lock_session(session_id)
    places = {one.booking.pk: one for one in list_places(by=by, session=session, at=at)}
    rules.check_can_mark(session.state, session.starts_at, at=at)
    written = []
    for key, mark in marks.items():
        place = places.get(key)
        if place is None or (place.record and place.record.took == mark.took):
            continue
        rules.check_unchanged(seen=mark.seen, now=place.version)
        record = _write(by, session, place.booking, place.record, Took(mark.took), at)
        written.append(record)
        _settle_certificate(by, place.booking, record, at)
    return written


def _write(
    by: Actor,
    session: TrainingSession,
    booking: Booking,
    record: TrainingRecord | None,
    took: Took,
    at: datetime,
) -> TrainingRecord:
    was = record.took if record else None
    if record is None:
        on = session.starts_at.astimezone(LONDON).date()
        record = TrainingRecord(
            agency_id=booking.agency_id,
            practitioner_id=booking.practitioner_id,
            course_id=session.course_id,
            session=session,
            on=on,
            expires_on=rules.expires_on(on, session.course.valid_months),
            source=RecordSource.SESSION,
            version=0,
        )
    record.took, record.marked_by_id, record.marked_at = took, by.practitioner_id, at
    record.version += 1
    record.save()
    audit.record(by=by, did="training.marked", target=record, at=at, changed={"took": (was, took.value)})
    return record


def _settle_certificate(by: Actor, booking: Booking, record: TrainingRecord, at: datetime) -> None:
    """A certificate for who completed it, none for who did not: a corrected mark withdraws it.

    Written for the agency that the holder works for: nobody else's trainer sees certificates.
    """
    holder, course = booking.practitioner, record.course
    with acting(Actor.system(by.purpose, agency_id=booking.agency_id)) as theirs:
        live = Certificate.objects.filter(record=record, withdrawn_at=None)
        if not rules.is_completed(record.took):
            for one in live:
                one.withdrawn_at = at
                one.save(update_fields=["withdrawn_at"])
                audit.record(by=theirs, did="certificate.withdrawn", target=one, at=at)
            return
        made = Certificate.objects.create(
            agency_id=booking.agency_id,
            practitioner=holder,
            record=record,
            number=_next_number(at),
            code="".join(secrets.choice(_ALPHABET) for _ in range(_CODE)),
            holder=holder.full_name,
            title_en=course.title_en,
            title_cy=course.title_cy,
            completed_on=record.on,
            expires_on=record.expires_on,
            issued_at=at,
        )
        audit.record(by=theirs, did="certificate.issued", target=made, at=at)
        path = reverse("develop:my_learning")
        send_message(
            by=theirs, to=holder, template=Template.CERTIFICATE, about=made, context={"path": path}, at=at
        )


def _next_number(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('develop_certificate_number_seq')")
        (number,) = cursor.fetchone()
    return format_reference(PREFIX, at.astimezone(LONDON).year, number)
