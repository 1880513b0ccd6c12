"""The family of a person: drawn, told in words, on paper; who lives together; and what generations share."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from earlyhelp.desk import queries
from earlyhelp.desk.forms import WhyRestrictedForm
from earlyhelp.desk.pages.person import Opened, get_person_or_404, show_person
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand.choices import WhyRestricted
from earlyhelp.understand.models import Household, Person
from earlyhelp.understand.queries import get_generations
from earlyhelp.understand.rules import READERS, check_may_see_restricted

_SESSION: Final = "kept_back"
REMEMBERED: Final = timedelta(minutes=15)


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_family(request: Request, reference: str) -> HttpResponseBase:
    """The family around a person, as a drawing and in words."""
    return show_person(request, reference, "desk/person/family.html", _family)


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_family_print(request: Request, reference: str) -> HttpResponseBase:
    """The same on paper: without addresses that somebody must not learn, and without what is kept back."""
    return show_person(
        request, reference, "desk/person/family_print.html", _family_on_paper, tab="desk:person_family"
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_generations(request: Request, reference: str) -> HttpResponseBase:
    """Which kinds of events the generations of a family share."""
    return show_person(
        request, reference, "desk/person/generations.html", _generations, tab="desk:person_family"
    )


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def person_kept_back(request: Request, reference: str) -> HttpResponseBase:
    """Take the purpose for which what is kept back is shown, for a quarter of an hour."""
    person = get_person_or_404(request, reference)
    check_may_see_restricted(request.actor, owner=person.agency_id)
    form = WhyRestrictedForm(request.POST, prefix="kept-back")
    if form.is_valid():
        until = (request.at + REMEMBERED).isoformat()
        request.session[_SESSION] = {str(person.pk): [form.cleaned_data["why"], until]}
        return redirect("desk:person_family", person.reference)
    return show_person(
        request,
        reference,
        "desk/person/family.html",
        lambda opened: _family(opened) | {"kept_back": form},
        tab="desk:person_family",
    )


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def household(request: Request, reference: str) -> HttpResponseBase:
    """Those who live together: names, ages, schools, and the notifications about them."""
    try:
        shown = queries.get_household_page(request.actor, reference, at=request.at)
    except Household.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "desk/household.html", {"page": shown})


def why_kept_back(request: Request, person: Person) -> WhyRestricted | None:
    """The purpose that was given in the last quarter of an hour, or None."""
    why, until = request.session.get(_SESSION, {}).get(str(person.pk), ("", ""))
    if why and request.at < datetime.fromisoformat(until):
        return WhyRestricted(why)
    return None


def _family(opened: Opened) -> dict[str, Any]:
    why = why_kept_back(opened.request, opened.person)
    page = queries.get_family_page(opened.by, opened.person, at=opened.at, why_restricted=why)
    return {"page": page, "kept_back": WhyRestrictedForm(prefix="kept-back"), "why_shown": why}


def _family_on_paper(opened: Opened) -> dict[str, Any]:
    return {"page": queries.get_family_page(opened.by, opened.person, at=opened.at)}


def _generations(opened: Opened) -> dict[str, Any]:
    return {"page": get_generations(opened.by, opened.person, at=opened.at)}
