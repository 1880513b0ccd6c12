"""Where what is known of a person comes from, who linked it, and what can be taken back."""

from typing import Any

from django.http import HttpResponseBase

from earlyhelp.desk.pages.person import Opened, show_person
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.understand.queries import (
    list_joins_of,
    list_links_of,
    list_parted,
    list_records_now,
)
from earlyhelp.understand.rules import READERS, may_link


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_sources(request: Request, reference: str) -> HttpResponseBase:
    """Reports and partners' records that are linked to a person, value by value, and every link with its history."""
    return show_person(request, reference, "desk/person/sources.html", _sources)


def _sources(opened: Opened) -> dict[str, Any]:
    by, person = opened.by, opened.person
    links = list_links_of(by, person.pk)
    joins = list_joins_of(by, person.pk)
    return {
        "reports": opened.header.reports,
        "records": list_records_now(by, person.pk),
        "links": [one for one in links if one.undone_at is None],
        "links_undone": [one for one in links if one.undone_at is not None],
        "joins": [one for one in joins if one.undone_at is None],
        "joins_undone": [one for one in joins if one.undone_at is not None],
        "parted": list_parted(by, person.pk),
        "may_change": may_link(by) and person.agency_id == by.agency_id,
    }
