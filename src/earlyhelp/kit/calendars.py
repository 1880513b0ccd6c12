"""An invitation as an iCalendar file (RFC 5545, RFC 5546): when, where, and a link. It has no description."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from icalendar import Calendar, Event, vCalAddress

REQUEST: Final = "REQUEST"
CANCEL: Final = "CANCEL"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What stands in a calendar. `sequence` grows with every change, so that a calendar knows which one counts."""

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str
    organiser: str


def calendar_of(invitation: Invitation, *, method: str, attendee: str, at: datetime) -> str:
    """The file for one invited person. `method` is REQUEST (a first invitation or a change) or CANCEL."""
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", invitation.starts_at.astimezone(UTC))
    event.add("dtend", invitation.ends_at.astimezone(UTC))
    event.add("summary", invitation.summary)
    if invitation.place:
        event.add("location", invitation.place)
    event.add("url", invitation.address)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("class", "CONFIDENTIAL")
    event.add("organizer", vCalAddress(f"MAILTO:{invitation.organiser}"))
    asked = vCalAddress(f"MAILTO:{attendee}")
    asked.params["PARTSTAT"] = "NEEDS-ACTION"
    asked.params["ROLE"] = "REQ-PARTICIPANT"
    event.add("attendee", asked)
    calendar = Calendar()
    calendar.add("prodid", "-//Early Action Together//earlyhelp//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")
