"""What a practitioner sees that no single room has."""

from earlyhelp.desk.queries.people import Header, Named, get_header
from earlyhelp.desk.queries.work import (
    OfficerWork,
    Sent,
    Work,
    get_officer_work,
    get_sent,
    list_sent,
    list_work,
)

__all__ = [
    "Header",
    "Named",
    "OfficerWork",
    "Sent",
    "Work",
    "get_header",
    "get_officer_work",
    "get_sent",
    "list_sent",
    "list_work",
]
