"""Telling who is invited: in the service, and by e-mail with a calendar that names no family."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.calendars import CANCEL, REQUEST, Invitation, calendar_of
from earlyhelp.solve.models import Attendance, Meeting


@transaction.atomic
def tell_invited(
    *, by: Actor, meeting: Meeting, template: Template, at: datetime, only: Iterable[Attendance] | None = None
) -> int:
    """Write to everybody with an account who is invited, or to `only` these. Returns to how many."""
    asked = list(only) if only is not None else _invited(meeting)
    method = CANCEL if template == Template.MEETING_CANCELLED else REQUEST
    path = reverse("solve:meeting", args=[meeting.reference])
    told = 0
    for attendance in asked:
        who = attendance.practitioner
        if who is None or who.pk == by.practitioner_id:
            continue
        calendar = ""
        if template != Template.MEETING_MINUTES:
            invitation = invitation_of(meeting, who.language)
            calendar = calendar_of(invitation, method=method, attendee=who.email, at=at)
        send_message(
            by=by, to=who, template=template, about=meeting, context={"path": path}, calendar=calendar, at=at
        )
        told += 1
    return told


def invitation_of(meeting: Meeting, language: str) -> Invitation:
    """What a calendar in this language says of a meeting. Its title and its link stay in the service."""
    site = settings.SITE_ADDRESS.rstrip("/")
    with override(language):
        summary = " – ".join((meeting.get_kind_display(), meeting.reference))
    return Invitation(
        uid=f"{meeting.pk}@{urlsplit(site).hostname}",
        sequence=meeting.sequence,
        summary=summary,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place if meeting.place_in_mail else "",
        address=site + reverse("solve:meeting", args=[meeting.reference]),
        organiser=meeting.team.email or settings.DEFAULT_FROM_EMAIL,
    )


def _invited(meeting: Meeting) -> list[Attendance]:
    invited = Attendance.objects.filter(meeting=meeting, left_out_at=None, practitioner__isnull=False)
    return list(invited.select_related("practitioner"))
