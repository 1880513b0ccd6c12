"""One person: the pages of their record."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect

from earlyhelp.desk import queries
from earlyhelp.desk.forms import WhyForm
from earlyhelp.desk.pages.person import (
    Opened,
    ask_why,
    get_person_or_404,
    remember_why,
    show_person,
    wanted,
)
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.rules import READERS, may_keep_family


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person(request: Request, reference: str) -> HttpResponseBase:
    """What is known of a person, source by source."""
    return show_person(request, reference, "desk/person/overview.html", _overview)


def _overview(opened: Opened) -> dict[str, Any]:
    header = opened.header
    return {
        "facts": queries.list_facts(opened.by, header.known),
        "may_change": may_keep_family(opened.by) and opened.by.agency_id == opened.person.agency_id,
    }


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def why(request: Request, reference: str) -> HttpResponseBase:
    """Take the answer to why a record is opened, and go on to the page that was asked for."""
    found = get_person_or_404(request, reference)
    if request.method != "POST":
        return redirect("desk:person", found.reference)
    form = WhyForm(request.POST)
    if language_switch_requested(request):
        form.hide_errors()
        return ask_why(request, found, form)
    if not form.is_valid():
        return ask_why(request, found, form, HTTPStatus.BAD_REQUEST)
    remember_why(request, found, WhyOpened(form.cleaned_data["because"]))
    return redirect(wanted(request, found))
