"""Searching the directory of services, and reading one entry."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import Need
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.queries import list_areas
from earlyhelp.signpost import queries
from earlyhelp.signpost.choices import Language
from earlyhelp.signpost.forms import ServiceSearchForm
from earlyhelp.signpost.models import Organisation, Service, Services
from earlyhelp.signpost.queries import ServiceMatch

PAGE_SIZE = 20
MOST_MATCHES = 200
_FIELDS = ("words", "needs", "area", "age", "language")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the directory. `lang` is set where it is not in the language of the page."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Card:
    """One service in a list, with the sentences for and against it when needs were chosen."""

    service: Service
    name: Text
    organisation: Text
    description: Text
    needs: list[str]
    fits: bool = True
    why: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()


@allow(*Role, purpose=Purpose.EARLY_HELP)
def service_list(request: Request) -> HttpResponseBase:
    """Search the directory. What was searched stands in the address; it names no person."""
    areas = list_areas(by=request.actor)
    if language_switch_requested(request):
        # Draw what was typed and not yet searched; the results stay those of the address.
        typed = ServiceSearchForm(request.POST, areas=areas)
        typed.hide_errors()
        return _page(request, typed, ServiceSearchForm(request.GET, areas=areas))
    if request.method == "POST":
        form = ServiceSearchForm(request.POST, areas=areas)
        if form.is_valid():
            return HttpResponseRedirect(f"{request.path}?{_query(request.POST)}")
        return _page(request, form, form)
    form = ServiceSearchForm(request.GET if _asks(request.GET) else None, areas=areas)
    return _page(request, form, form)


@allow(*Role, purpose=Purpose.EARLY_HELP)
def service_detail(request: Request, service_id: UUID) -> HttpResponseBase:
    """Everything the directory says about one service."""
    try:
        service = queries.get_service(service_id, by=request.actor)
    except Service.DoesNotExist:
        raise Http404 from None
    fields = ("description", "eligibility", "cost", "waiting_time", "opening", "place")
    context = {
        "service": service,
        "card": _card(service),
        "texts": {name: _text(service, name) for name in fields},
        "languages": [Language(code).label for code in service.languages if code in Language.values],
        "areas": list_areas(by=request.actor).filter(code__in=service.area_codes),
        "is_steward": request.actor.role == Role.ADMINISTRATOR,
    }
    return render(request, "signpost/service_detail.html", context)


def _page(request: Request, form: ServiceSearchForm, searched: ServiceSearchForm) -> HttpResponseBase:
    asked = searched.cleaned_data if searched.is_bound and searched.is_valid() else {}
    wrong = searched.is_bound and not searched.is_valid()
    page = Paginator([] if wrong else _found(request, asked), PAGE_SIZE).get_page(request.GET.get("page"))
    # Only what is shown is put into words: a directory has thousands.
    page.object_list = [_shown(one) for one in page]
    query = _query(request.GET)
    context = {
        "form": form,
        "page": page,
        "wrong": wrong,
        "query": f"{query}&" if query else "",
        "searched": bool(asked),
    }
    return render(request, "signpost/service_list.html", context)


def _found(request: Request, asked: dict[str, Any]) -> list[ServiceMatch] | Services:
    filters = {
        "area_code": asked.get("area", ""),
        "age": asked.get("age"),
        "language": asked.get("language", ""),
    }
    if asked.get("needs") and not asked.get("words"):
        return queries.list_matching_services(
            by=request.actor, needs=asked["needs"], on=localdate(request.at), limit=MOST_MATCHES, **filters
        )
    return queries.list_services(
        by=request.actor, needs=asked.get("needs", ()), words=asked.get("words", ""), **filters
    )


def _shown(one: object) -> Card:
    if isinstance(one, ServiceMatch):
        return _card(one.service, fits=one.fits, why=one.why, why_not=one.why_not)
    assert isinstance(one, Service)  # the other thing that is found
    return _card(one)


def _card(service: Service, **match: Any) -> Card:
    return Card(
        service=service,
        name=_text(service, "name"),
        organisation=_text(service.organisation, "name"),
        description=_text(service, "description"),
        needs=[str(need.label) for need in Need if need.value in service.needs],
        **match,
    )


def _text(of: Service | Organisation, field: str) -> Text:
    """The text in the language of the page, or the English with its language named."""
    in_welsh = (get_language() or "en").startswith("cy")
    lang = "en" if in_welsh and not getattr(of, f"{field}_cy") else ""
    return Text(getattr(of, field), lang)


def _asks(sent: QueryDict) -> bool:
    return any(name in sent for name in _FIELDS)


def _query(sent: QueryDict) -> str:
    """The search as the address carries it: only our own fields, and only those with an answer."""
    kept = QueryDict(mutable=True)
    for name in _FIELDS:
        answers = [answer for answer in sent.getlist(name) if answer]
        if answers:
            kept.setlist(name, answers)
    return kept.urlencode()
