"""What this room can be asked."""

from earlyhelp.understand.queries.candidates import Candidates, Match, list_candidates, list_candidates_of
from earlyhelp.understand.queries.consents import list_consents
from earlyhelp.understand.queries.joined import get_current_person, list_joined, people_of
from earlyhelp.understand.queries.opening import get_person, is_about, list_reports_now, record_opening
from earlyhelp.understand.queries.people import (
    get_link,
    get_person_for,
    identity_of,
    list_links,
    list_reports_of,
)
from earlyhelp.understand.queries.repeats import get_repeat_contact, list_repeat_contact

__all__ = [
    "Candidates",
    "Match",
    "get_current_person",
    "get_link",
    "get_person",
    "get_person_for",
    "get_repeat_contact",
    "identity_of",
    "is_about",
    "list_candidates",
    "list_candidates_of",
    "list_consents",
    "list_joined",
    "list_links",
    "list_repeat_contact",
    "list_reports_now",
    "list_reports_of",
    "people_of",
    "record_opening",
]
