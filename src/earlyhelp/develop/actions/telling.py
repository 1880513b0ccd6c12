"""Telling people of a session: in the service, and by e-mail with a calendar. The link to join stays in the service."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from earlyhelp.develop.models import TrainingSession
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.calendars import CANCEL, REQUEST, Invitation, calendar_of
from earlyhelp.partnership.models import Practitioner

# What strikes a session out of a calendar.
_STRIKES_OUT = frozenset({Template.TRAINING_OFF, Template.TRAINING_LEFT})


@transaction.atomic
def tell_of_session(
    *, by: Actor, session: TrainingSession, to: Iterable[Practitioner], template: Template, at: datetime
) -> int:
    """Write to these people about a session, with a calendar that follows. Returns to how many."""
    told = 0
    for who in to:
        send_message(
            by=by,
            to=who,
            template=template,
            about=session,
            context={"path": reverse("develop:session", args=[session.reference])},
            calendar=calendar_for(session, who, cancelled=template in _STRIKES_OUT, at=at),
            at=at,
        )
        told += 1
    return told


def calendar_for(session: TrainingSession, who: Practitioner, *, cancelled: bool, at: datetime) -> str:
    """The iCalendar file of a session for one person, in their language. Not the link to join: mail is forwarded."""
    site = settings.SITE_ADDRESS.rstrip("/")
    with override(who.language):
        summary = " – ".join((session.course.title, session.reference))
    invitation = Invitation(
        uid=f"{session.pk}@{urlsplit(site).hostname}",
        sequence=session.sequence,
        summary=summary,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        address=site + reverse("develop:session", args=[session.reference]),
        organiser=settings.DEFAULT_FROM_EMAIL,
    )
    return calendar_of(invitation, method=CANCEL if cancelled else REQUEST, attendee=who.email, at=at)
