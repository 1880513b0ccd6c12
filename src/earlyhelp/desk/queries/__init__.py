"""What a practitioner sees that no single room has."""

from earlyhelp.desk.queries.families import FamilyPage, get_family_page
from earlyhelp.desk.queries.households import HouseholdPage, get_household_page
from earlyhelp.desk.queries.people import Fact, Header, Named, get_header, list_facts
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
    "Fact",
    "FamilyPage",
    "Header",
    "HouseholdPage",
    "Named",
    "OfficerWork",
    "Sent",
    "Work",
    "get_family_page",
    "get_header",
    "get_household_page",
    "get_officer_work",
    "get_sent",
    "list_facts",
    "list_sent",
    "list_work",
]
