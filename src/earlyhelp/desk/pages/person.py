"""The frame of every page about one person: who may open it, why they do, its head and its tabs.

A page of it is one view of a few lines:

    @allow(*READERS, purpose=Purpose.EARLY_HELP)
    def person_strengths(request: Request, reference: str) -> HttpResponseBase:
        return show_person(request, reference, "desk/person/strengths.html", _strengths)

where `_strengths(opened: Opened) -> dict` fetches what the template needs. The template extends
`desk/person_base.html`; the tab is one line in TABS.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from earlyhelp.desk import queries
from earlyhelp.desk.forms import WhyForm
from earlyhelp.desk.pages.asked import asked
from earlyhelp.desk.pages.safety import safety
from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.http import Request
from earlyhelp.kit.references import parse_reference
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand.choices import FOUND_LAST, PURPOSE_OF, WhyOpened
from earlyhelp.understand.models import Person, PersonSearch
from earlyhelp.understand.queries import find_emergency, get_person, get_search, is_about, record_opening
from earlyhelp.understand.queries.joined import reading_one_page
from earlyhelp.understand.queries.opening import PREFIX
from earlyhelp.understand.rules import READERS

_SESSION: Final = "opened"
_MOST_KEPT: Final = 40
REMEMBERED: Final = timedelta(hours=4)
# What the audit says of a page that was read because the record was opened in an emergency.
BREAK_GLASS: Final = "break_glass"


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a person's record: the name of its address, which takes the reference, and its title."""

    view: str
    title: str | Promise
    roles: frozenset[str] = frozenset(READERS)


# In the order in which they stand. One line each; a page that belongs under a tab names it with `tab=`.
TABS: Final = (
    Tab("desk:person", _("Overview")),
    Tab("desk:person_family", _("Family")),
    Tab("desk:person_strengths", _("Strengths and circumstances")),
    Tab("desk:person_what_matters", _("What matters")),
    Tab("desk:person_childs_eye", _("Child’s eye")),
    Tab("desk:person_contact", _("Safe contact")),
    Tab("desk:person_warnings", _("Warning notes")),
    Tab("desk:person_consent", _("Consent")),
    Tab("desk:person_who_was_told", _("Who was told")),
    Tab("desk:person_sources", _("Sources and links")),
    Tab("desk:person_chronology", _("Chronology")),
    Tab("desk:person_protection", _("Protection"), frozenset(FRONT_DOOR_ROLES)),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that is open: by whom and for which purpose, why, and what its head says."""

    by: Actor
    person: Person
    because: str
    header: queries.Header
    at: datetime
    request: Request


# What else stands in the head of every page: each takes the open record and gives the template's variables. The
# templates are included by `desk/person_base.html`.
PARTS: Final[tuple[Callable[[Opened], dict[str, Any]], ...]] = (safety, asked)


def show_person(
    request: Request,
    reference: str,
    template: str,
    fill: Callable[[Opened], dict[str, Any]],
    *,
    tab: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    """Show one page of a person's record, or first ask why it is opened. One audit entry for each page shown.

    `tab` is the name of the tab's address when the page is not a tab itself. Raises Http404, NotAllowed.
    """
    with reading_one_page():
        return _show(request, reference, template, fill, tab, status)


def _show(
    request: Request,
    reference: str,
    template: str,
    fill: Callable[[Opened], dict[str, Any]],
    tab: str,
    status: HTTPStatus,
) -> HttpResponseBase:
    try:
        person = get_person_or_404(request, reference)
    except Http404:
        return _not_open(request, reference)
    glass = find_emergency(request.actor, person, at=request.at)
    if glass is not None:
        # Why was said when it was opened.
        because, label = BREAK_GLASS, glass.get_why_display()
        by = replace(request.actor, purpose=Purpose.SAFEGUARDING)
    else:
        why = _why(request, person)
        if why is None:
            return ask_why(request, person, WhyForm())
        because, label = why.value, str(why.label)
        by = replace(request.actor, purpose=PURPOSE_OF[why])
    view = request.resolver_match.view_name if request.resolver_match else ""
    with audit.in_emergency(glass.pk if glass else None):
        record_opening(by, person, page=view, because=because, at=request.at)
        header = queries.get_header(by, person, at=request.at)
        opened = Opened(by, person, because, header, request.at, request)
        context = {
            "person": person,
            "header": header,
            "because": label,
            "tabs": [
                _tab(one, person, current=one.view == (tab or view)) for one in TABS if by.role in one.roles
            ],
        }
        for part in PARTS:
            context |= part(opened)
        return render(request, template, context | fill(opened), status=status)


def _not_open(request: Request, reference: str) -> HttpResponseBase:
    """No record opens. The same page whether there is one or not, and where to go in an emergency."""
    if parse_reference(reference, prefix=PREFIX):
        request.session["emergency_for"] = reference
    return render(request, "desk/person/not_open.html", status=HTTPStatus.NOT_FOUND)


def get_person_or_404(request: Request, reference: str) -> Person:
    """The person, when this practitioner may open the record. Raises Http404, NotAllowed."""
    try:
        return get_person(request.actor, reference, at=request.at, to_read=request.method == "GET")
    except Person.DoesNotExist as missing:
        raise Http404 from missing


def ask_why(
    request: Request, person: Person, form: WhyForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponseBase:
    """The one question before a record opens. It names nobody."""
    back = wanted(request, person) if request.method == "POST" else request.get_full_path()
    return render(
        request, "desk/person/why.html", {"form": form, "person": person, "next": back}, status=status
    )


def remember_why(request: Request, person: Person, because: WhyOpened) -> None:
    """Keep the answer with the session for a few hours, so that it is not asked on every tab."""
    opened: dict[str, list[str]] = request.session.get(_SESSION, {})
    opened[str(person.pk)] = [because.value, (request.at + REMEMBERED).isoformat()]
    request.session[_SESSION] = dict(list(opened.items())[-_MOST_KEPT:])


def wanted(request: Request, person: Person) -> str:
    """The page of this person's record that was asked for; their overview when it is not one of theirs."""
    home = reverse("desk:person", args=[person.reference])
    asked = request.POST.get("next", "")
    is_theirs = asked == home or asked.startswith((f"{home}/", f"{home}?"))
    return asked if is_theirs and url_has_allowed_host_and_scheme(asked, None) else home


def _why(request: Request, person: Person) -> WhyOpened | None:
    """What was answered lately, or said by the notification or the search that the reader comes from."""
    said, until = request.session.get(_SESSION, {}).get(str(person.pk), ("", ""))
    if said and request.at < datetime.fromisoformat(until):
        return WhyOpened(said)
    notification = request.GET.get("for", "")
    if notification and is_about(request.actor, person, notification):
        remember_why(request, person, WhyOpened.NOTIFICATION)
        return WhyOpened.NOTIFICATION
    if because := _why_searched(request, person):
        remember_why(request, person, because)
    return because


def _why_searched(request: Request, person: Person) -> WhyOpened | None:
    """What the reader said when they searched, if they just found this person by it. It is not asked twice."""
    key, *found = request.session.get(FOUND_LAST, [""])
    if request.GET.get("search") != key or str(person.pk) not in found:
        return None
    try:
        search = get_search(request.actor, UUID(key))
    except (ValueError, NotAllowed, PersonSearch.DoesNotExist):
        return None
    return WhyOpened(search.because) if request.at < search.searched_at + REMEMBERED else None


def _tab(tab: Tab, person: Person, *, current: bool) -> dict[str, Any]:
    return {"href": reverse(tab.view, args=[person.reference]), "text": tab.title, "current": current}
