"""Every page says who may open it, and no address holds anything about a person: references and keys only."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path, re_path

from earlyhelp.config.access.pages import list_pages
from earlyhelp.kit.access import access_of, public
from earlyhelp.kit.forms import CheckboxField, SelectField
from earlyhelp.solve.forms.queue import FilterForm
from tests.architecture.test_no_score import templates
from tests.architecture.trees import PACKAGE

KEYS = {
    "uuid": "a key that tells nothing",
    "reference": "a reference that people say to each other",
}
# Texts in addresses that are not a key or a reference, and why they name nobody.
ALSO = {
    "key": "what was drawn for peer review, by a key that says nothing without its seed",
    "choice": "a choice of a list, by its code: what is chosen of people, never of whom",
    "code": "the short name of a course, of something to read about one, or of a measure",
    "listed": "a list of choices, from a closed list",
    "name": "the name of a file that the service itself made",
    "number": "which of the plans of a family, or indicators of an outcome; or the number of a certificate",
    "page": "a step of a form",
    "record_id": "an id of the open directory, which holds nobody; what is no UUID is answered in its own words",
    "domain": "a domain of a self-assessment, from a closed list",
    "quarter": "which quarter of a year a report is about",
    "statement": "a statement of a self-assessment, from a closed list",
    "entry": "which entry of a chronology: its kind and a key",
    "by": "by what figures of fairness set groups side by side, from a closed list",
    "first_on": "the first day of a half-year of figures",
    "kind": "what was said of two records, or which visit, from a closed list",
    "language": "cy or en",
    "position": "which of the people in a notification, or of the outcomes of a logic model, counted from 0",
    "record_class": "a class of records of the retention schedule, from a closed list",
    "rule": "a rule of data quality, from a closed list",
    "sheet": "strengths, circumstances or a child's own view, from a closed list",
    "state": "a state of a referral, from a closed list",
    "step": "a step of signing or ending a sharing agreement, from a closed list",
    "table": "a table of the data dictionary, from a closed list",
    "to": "a state of a referral, from a closed list",
    "token": "a secret that somebody was sent; the database holds only its hash",
    "version": "which version of a sharing agreement, counted from 1",
    "what": "a step of a meeting, or what is written down about a case, from a closed list",
}
# Forms that put what is typed into the address: none of it may be about a person who is helped.
ASKED_IN_THE_OPEN = {
    "signpost": "a search of the directory of services",
    "govern": "a search of the audit, by reference and date, and of the data dictionary, which names nobody",
    "evaluate": "filters of figures, all from closed lists: places, months and measures, which name nobody",
    "develop": "filters of training from closed lists, which name nobody",
    "solve/templates/solve/queue/filters.html": "codes from closed lists, so that a view can be kept and shared",
}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address pattern and its view, in order."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def unsaid(found: Iterable[tuple[str, URLPattern]]) -> list[str]:
    """Addresses whose view does not say who may open it."""
    return [route for route, entry in found if access_of(entry.callback) is None]


def telling(found: Iterable[tuple[str, URLPattern]]) -> list[str]:
    """Addresses with a part that is neither a key nor a reference."""
    wrong = []
    for route, entry in found:
        for name, converter in entry.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            if kind != "uuid" and name not in KEYS and name not in ALSO:
                wrong.append(f"{route}: {name}")
        wrong += [f"{route}: a regular expression" for _ in [0] if "(?P<" in route]
    return wrong


def in_the_open(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Templates of rooms that may not, with a form whose fields go into the address."""
    get = re.compile(r"<form(?![^>]*method=[\"']post[\"'])[^>]*>", re.I)
    return [
        place
        for place, text in texts
        if get.search(text) and not {place.split("/")[0], place} & ASKED_IN_THE_OPEN.keys()
    ]


def ours() -> list[tuple[str, URLPattern]]:
    """The service's own addresses."""
    return list(patterns(get_resolver()))


def test_every_page_says_who_may_open_it() -> None:
    assert not unsaid(ours())


def test_no_address_tells_about_a_person() -> None:
    assert not telling(ours())


def test_no_form_puts_what_is_typed_into_the_address() -> None:
    assert not in_the_open(templates(PACKAGE))


def test_nothing_is_typed_into_the_filters_of_the_queue() -> None:
    form = FilterForm(areas=[], agencies=[], colleagues=[])
    assert {type(field) for field in form.fields.values()} == {SelectField, CheckboxField}


def silent(request: HttpRequest, **parts: str) -> HttpResponse:
    """A view that says nothing about who may open it."""
    return HttpResponse()


@public
def told(request: HttpRequest, **parts: str) -> HttpResponse:
    """A view that says so."""
    return HttpResponse()


def test_a_page_that_says_nothing_is_reported() -> None:
    assert unsaid([("a", path("a", silent)), ("b", path("b", told))]) == ["a"]


@pytest.mark.parametrize("route", ["people/<str:surname>", "people/<slug:name_of>", "born/<int:year>"])
def test_an_address_that_tells_is_reported(route: str) -> None:
    assert telling([(route, path(route, told))])


def test_a_regular_expression_is_reported() -> None:
    route = r"^people/(?P<born>\d{4})$"
    assert telling([(route, re_path(route, told))])


@pytest.mark.parametrize("route", ["a", "a/<uuid:key>", "a/<str:reference>/", "a/<slug:reference>"])
def test_keys_and_references_are_left_in_peace(route: str) -> None:
    assert not telling([(route, path(route, told))])


def test_a_form_in_the_open_is_reported(tmp_path: Path) -> None:
    assert in_the_open([("desk/search.html", "<form action='/'><input name='surname'></form>")])
    assert not in_the_open([("desk/search.html", '<form method="post" action="/"></form>')])


def test_a_name_leads_to_one_page() -> None:
    """Two nouns of a room may not give two pages one name: whoever asks for the one would be led to the other."""
    views: dict[str, set[str]] = {}
    for page in list_pages():
        views.setdefault(page.name, set()).add(f"{page.view.__module__}.{page.view.__qualname__}")
    assert not {name: found for name, found in views.items() if len(found) > 1}
