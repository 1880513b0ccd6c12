"""Entries from what officers reported, and from what a force's own system recorded of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext

from earlyhelp.govern.actions import audit
from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import Amendment, Incident, IncidentCode, Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.chronology import Certainty, EventKind, Seen
from earlyhelp.understand.queries.chronology.about import About
from earlyhelp.understand.rules.chronology import Entry, Link, is_minor


def list_report_entries(by: Actor, about: About, *, at: datetime) -> list[Entry]:
    """Notifications to the actor's front door, what was changed in them, and incidents the actor's agency may see.

    At most four queries, however much there is. The reading of each notification is audited.
    """
    notifications = list(
        Notification.objects.filter(
            pk__in=list(about.notifications), front_door__agency_id=by.agency_key
        ).select_related("agency")
    )
    audit.record_read(by=by, what="notification", targets=notifications, at=at, reason="chronology")
    return [
        *(_notified(by, one, about) for one in notifications),
        *_amended(by, notifications, about),
        *_incidents(by, notifications, about),
    ]


def _seen(by: Actor, agency_id: object) -> Seen:
    return Seen.OWN if agency_id == by.agency_id else Seen.INVOLVED


def _case(notification: Notification) -> Link:
    return Link("solve:case", (notification.reference,), notification.reference)


def _notified(by: Actor, one: Notification, about: About) -> Entry:
    safeguarding = one.track == Track.SAFEGUARDING
    return Entry(
        key=f"notification:{one.pk}",
        when=one.occurred_at,
        agency_id=one.agency_id,
        agency=one.agency.name,
        kind=EventKind.NOTIFICATION,
        title=gettext("Safeguarding report") if safeguarding else gettext("Early help notification"),
        certainty=Certainty.REPORTED,
        known=gettext("Seen and heard by an officer"),
        seen=_seen(by, one.agency_id),
        about=about.notifications[one.pk],
        text=one.seen_and_heard,
        language=one.language,
        link=_case(one),
        is_minor=is_minor(EventKind.NOTIFICATION),
    )


def _amended(by: Actor, notifications: Sequence[Notification], about: About) -> Iterator[Entry]:
    known = {one.pk: one for one in notifications}
    rows = Amendment.objects.filter(notification_id__in=list(known)) if known else ()
    for row in rows:
        notification = known[row.notification_id]
        yield Entry(
            key=f"amendment:{row.pk}",
            when=row.amended_at,
            agency_id=row.agency_id,
            agency=notification.agency.name,
            kind=EventKind.NOTIFICATION,
            title=gettext("The officer changed the notification"),
            certainty=Certainty.FACT,
            known=gettext("Recorded in this service"),
            seen=_seen(by, row.agency_id),
            about=about.notifications[row.notification_id],
            text=row.reason,
            link=_case(notification),
            is_minor=True,
        )


def _incidents(by: Actor, notifications: Sequence[Notification], about: About) -> Iterator[Entry]:
    """A force sees its own incidents; another agency one to which it was given access."""
    numbered = {(one.agency_id, one.incident_number): one for one in notifications if one.incident_number}
    if not numbered:
        return
    found = [
        one
        for one in Incident.objects.filter(number__in={number for _agency, number in numbered})
        if (one.agency_id, one.number) in numbered
    ]
    if not found:
        return
    labels = {
        one.code: one.label for one in IncidentCode.objects.filter(code__in={i.opening_code for i in found})
    }
    for one in found:
        notification = numbered[one.agency_id, one.number]
        yield Entry(
            key=f"incident:{one.pk}",
            when=one.opened_at,
            agency_id=one.agency_id,
            agency=notification.agency.name,
            kind=EventKind.INCIDENT,
            title=labels.get(one.opening_code, one.opening_code),
            certainty=Certainty.FACT,
            known=gettext("Recorded in the force’s own system"),
            seen=_seen(by, one.agency_id),
            about=about.notifications[notification.pk],
            link=_case(notification),
            is_minor=is_minor(EventKind.INCIDENT),
        )
