"""Sending: a draft becomes a notification, once, whole, or not at all."""

from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit, open_access
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import rules
from earlyhelp.identify.actions.drafts import locked_draft
from earlyhelp.identify.choices import HelpOffered, SharingView, StrengthsMissing, Track, WordsMissing
from earlyhelp.identify.coaching import lacks_words
from earlyhelp.identify.models import Draft, Notification, ReportedPerson, ReportedRelation
from earlyhelp.identify.queries import PREFIX, find_sent, list_earlier_days
from earlyhelp.identify.report import Named, Report
from earlyhelp.identify.tracks import pattern_in
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import ApproximateAge, Identity, search_keys
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions.disclosures import disclose, disclose_by_duty
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.choices.agreements import DisclosureGround
from earlyhelp.partnership.models import Team
from earlyhelp.partnership.queries import get_front_door, get_practitioner


@transaction.atomic
def submit_notification(*, by: Actor, draft_id: UUID, report: Report, at: datetime) -> Notification:
    """Send a report to the front door of its area. Its key is its draft's, so sending again returns what was sent.

    Raises NotAllowed, DraftGone, ReportIncomplete; `partnership`'s NoFrontDoor; and, on the early help track, its
    NoAgreement. Whatever is raised, the draft stays.
    """
    rules.check_may_submit(by)
    try:
        # The lock makes a second sender wait here until the first has deleted the draft.
        draft = locked_draft(by, draft_id)
    except rules.DraftGone:
        if sent := find_sent(by=by, draft_id=draft_id):
            return sent
        raise
    track = rules.track_of(draft.danger)
    rules.check_report(report, track=track, at=at)
    front_door = get_front_door(by=by, area_code=report.area)
    if track == Track.SAFEGUARDING:
        by = replace(by, purpose=Purpose.SAFEGUARDING)
    notification = _store(by, draft, report, front_door, at)
    basis = _basis(by, track, notification, at)
    because = "safeguarding report sent" if track == Track.SAFEGUARDING else "notification sent"
    open_access(by=by, record_id=notification.pk, agency_id=front_door.agency_id, because=because, at=at)
    basis |= _suggested(by, report, track, at)
    detail = basis | {"track": str(track), "people": len(report.people), "front_door": front_door.code}
    audit.record(by=by, did="notification.submitted", target=notification, at=at, detail=detail)
    draft.delete()
    practitioner = get_practitioner(by=by)
    send_message(by=by, to=practitioner, template=Template.ACKNOWLEDGEMENT, about=notification, at=at)
    return notification


def _basis(by: Actor, track: Track, notification: Notification, at: datetime) -> dict[str, Any]:
    """On what ground this is shared. A safeguarding report is a duty, which no missing agreement may stop."""
    receiver = notification.front_door.agency_id
    if track == Track.SAFEGUARDING:
        disclose_by_duty(
            by=by,
            receiver_id=receiver,
            data_set=DataSet.NOTIFICATION,
            duty=DisclosureGround.SAFEGUARDING,
            about=notification,
            at=at,
        )
        return {"basis": "exceptional", "ground": "duty to report a child or adult at risk"}
    made = disclose(
        by=by,
        receiver_id=receiver,
        purpose=Purpose.EARLY_HELP,
        data_set=DataSet.NOTIFICATION,
        about=notification,
        at=at,
    )
    return {"basis": "agreement", "agreement": str(made.agreement_id)}


def _suggested(by: Actor, report: Report, track: Track, at: datetime) -> dict[str, Any]:
    """What suggested the other track, when the officer stayed on this one. It is kept, because they chose."""
    on = at.astimezone(LONDON).date()
    earlier = list_earlier_days(by=by, people=report.people, at=at)
    events = pattern_in(report, track=track, earlier=earlier, on=on)
    return {"suggested": [str(event) for event in events]} if events else {}


def _store(by: Actor, draft: Draft, report: Report, front_door: Team, at: datetime) -> Notification:
    # The casts say what `check_report` and `check_may_submit` have made sure of.
    notification = Notification.objects.create(
        id=draft.pk,
        reference=_next_reference(at),
        agency_id=by.agency_key,
        team_id=by.team_key,
        submitted_by_id=by.practitioner_key,
        submitted_at=at,
        front_door=front_door,
        area_id=report.area,
        language=report.language,
        track=rules.track_of(draft.danger),
        danger=draft.danger,
        incident_number=report.incident_number,
        occurred_at=cast("datetime", report.occurred_at),
        place=report.place,
        place_postcode=report.place_postcode,
        seen_and_heard=report.seen_and_heard,
        own_words=report.own_words,
        strengths=report.strengths,
        needs=[str(need) for need in report.needs],
        help_offered=cast("HelpOffered", report.help_offered),
        sharing_view=report.sharing_view or SharingView.NOT_ASKED,
        sharing_words=report.sharing_words,
        told_whom=report.told_whom,
        told_at=report.told_at,
        who_had_care=report.who_had_care,
        wants=report.wants,
        other_children=report.other_children or "",
        strengths_missing=_why_no_strengths(report),
        words_missing=_why_no_words(report, at),
    )
    people = [reported_row(notification, number, person, at) for number, person in enumerate(report.people)]
    ReportedPerson.objects.bulk_create(people)
    _store_relations(notification, report, people)
    return notification


def _store_relations(notification: Notification, report: Report, people: list[ReportedPerson]) -> None:
    ReportedRelation.objects.bulk_create(
        ReportedRelation(
            notification=notification,
            agency_id=notification.agency_id,
            position=number,
            person=people[related.person],
            relation=related.relation,
            of=people[related.of],
            responsibility=related.responsibility or "",
        )
        for number, related in enumerate(report.relations)
    )


def _why_no_strengths(report: Report) -> str:
    """Strengths are never skipped in silence: without them and without a reason, that is what is kept."""
    if report.strengths.strip():
        return ""
    return report.strengths_missing or StrengthsMissing.NO_REASON


def _why_no_words(report: Report, at: datetime) -> str:
    if report.words_missing is None and lacks_words(report, on=at.astimezone(LONDON).date()):
        return WordsMissing.NO_REASON
    return report.words_missing or ""


def reported_row(notification: Notification, number: int, person: Named, at: datetime) -> ReportedPerson:
    return ReportedPerson(
        notification=notification,
        agency_id=notification.agency_id,
        position=number,
        role=person.role,
        given_name=person.given_name,
        family_name=person.family_name,
        description=person.description,
        date_of_birth=person.date_of_birth,
        age=person.age,
        address=person.address,
        postcode=person.postcode,
        telephone=person.telephone,
        email=person.email,
        language=person.language,
        other_language=person.other_language,
        safe_contact=person.safe_contact,
        safe_contact_note=person.safe_contact_note,
        search_keys=search_keys(_identity(person, at)),
        due_on=person.due_on,
        looked=person.looked,
        own_words=person.own_words,
    )


def _identity(person: Named, at: datetime) -> Identity:
    today = at.astimezone(LONDON).date()
    return Identity(
        given_name=person.given_name,
        family_name=person.family_name,
        date_of_birth=person.date_of_birth,
        approximate_age=None if person.age is None else ApproximateAge(person.age, today),
        address=person.address,
        postcode=person.postcode,
        telephone=person.telephone,
    )


def _next_reference(at: datetime) -> str:
    """The next reference of the year. Numbers are never used twice, and some are never used."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('identify_reference_seq')")
        number: int = cursor.fetchone()[0]
    return format_reference(PREFIX, at.astimezone(LONDON).year, number)
