"""Dated entries about people, for a chronology: from reports, from links and consents, from partners' systems."""

from earlyhelp.understand.queries.chronology.about import About, Linked, get_about
from earlyhelp.understand.queries.chronology.homes import list_home_entries
from earlyhelp.understand.queries.chronology.marks import Marks, get_marks
from earlyhelp.understand.queries.chronology.own import list_own_entries
from earlyhelp.understand.queries.chronology.partners import (
    Withholding,
    find_unknown,
    get_withholding,
    list_partner_entries,
)
from earlyhelp.understand.queries.chronology.reports import list_report_entries
from earlyhelp.understand.queries.chronology.told import list_told_entries

__all__ = [
    "About",
    "Linked",
    "Marks",
    "Withholding",
    "find_unknown",
    "get_about",
    "get_marks",
    "get_withholding",
    "list_home_entries",
    "list_own_entries",
    "list_partner_entries",
    "list_report_entries",
    "list_told_entries",
]
