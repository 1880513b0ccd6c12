"""Notifications and the people in them, as officers sent them."""

from dataclasses import dataclass, field

from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.models import AccessGrant
from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.queries import PREFIX
from earlyhelp.kit.identity import ApproximateAge, Identity, search_keys
from earlyhelp.kit.references import format_reference
from earlyhelp.synth.load.auditing import Diary
from earlyhelp.synth.load.cast import AREA, Cast
from earlyhelp.synth.year import Report, Reported


@dataclass(slots=True)
class Sent:
    """Rows about what officers sent. `people` are by notification, in the order of the report."""

    notifications: list[Notification] = field(default_factory=list)
    people: list[list[ReportedPerson]] = field(default_factory=list)
    grants: list[AccessGrant] = field(default_factory=list)


def send_reports(cast: Cast, diary: Diary, reports: tuple[Report, ...]) -> Sent:
    """Rows for every report, with the front door's access to each."""
    sent = Sent()
    for report in reports:
        notification = _notification(cast, report)
        sent.notifications.append(notification)
        sent.people.append(
            [_person(notification, place, reported) for place, reported in enumerate(report.people)]
        )
        sent.grants.append(_open(cast, diary, notification))
    return sent


def _notification(cast: Cast, report: Report) -> Notification:
    return Notification(
        reference=format_reference(PREFIX, report.sent_at.year, report.number),
        agency=cast.police,
        team=cast.response,
        submitted_by=cast.officers[report.officer],
        submitted_at=report.sent_at,
        front_door=cast.front_door,
        area_id=AREA,
        language=report.language,
        track=report.track.value,
        danger=report.danger.value,
        incident_number=report.incident_number,
        occurred_at=report.occurred_at,
        place=report.place,
        place_postcode=report.place_postcode,
        seen_and_heard=report.seen_and_heard,
        own_words=report.own_words,
        strengths=report.strengths,
        needs=[need.value for need in report.needs],
        help_offered=report.help_offered.value,
        sharing_view=report.sharing_view.value,
        told_whom=report.told_whom,
        told_at=report.told_at,
    )


def _person(notification: Notification, position: int, reported: Reported) -> ReportedPerson:
    day = notification.submitted_at.date()
    identity = Identity(
        given_name=reported.given_name,
        family_name=reported.family_name,
        date_of_birth=reported.date_of_birth,
        approximate_age=None if reported.age is None else ApproximateAge(reported.age, day),
        address=reported.address,
        postcode=reported.postcode,
        telephone=reported.telephone,
    )
    return ReportedPerson(
        notification=notification,
        agency_id=notification.agency_id,
        position=position,
        role=reported.role.value,
        given_name=reported.given_name,
        family_name=reported.family_name,
        date_of_birth=reported.date_of_birth,
        age=reported.age,
        address=reported.address,
        postcode=reported.postcode,
        telephone=reported.telephone,
        email=reported.email,
        language=reported.language.value,
        safe_contact=reported.safe_contact.value,
        search_keys=search_keys(identity),
    )


def _open(cast: Cast, diary: Diary, notification: Notification) -> AccessGrant:
    """The front door sees a notification from the moment it was sent."""
    officer, at = notification.submitted_by, notification.submitted_at
    safeguarding = notification.track == Track.SAFEGUARDING
    purpose = Purpose.SAFEGUARDING if safeguarding else Purpose.EARLY_HELP
    grant = AccessGrant(
        record_id=notification.pk,
        agency_id=cast.council.pk,
        because="safeguarding report sent" if safeguarding else "notification sent",
        opened_by=officer.pk,
        from_at=at,
    )
    diary.did(
        officer,
        "access.opened",
        grant,
        at,
        kind=EntryKind.SHARE,
        purpose=purpose,
        detail={"agency": str(cast.council.pk), "record": str(notification.pk), "because": grant.because},
    )
    diary.did(
        officer,
        "notification.submitted",
        notification,
        at,
        purpose=purpose,
        detail={"track": notification.track},
    )
    return grant
