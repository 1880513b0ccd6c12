"""The one matcher for machines: whom a program of the front door asks about, answered as the search page answers.

Asked by somebody who is signed in, in a role of the front door, with the token that every form of the pages carries.
What is asked stands in the body and never in the address. Whoever is found is only proposed: nothing is linked here.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Any, Final, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import ConfigDict

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import IdentifierSystem
from earlyhelp.understand.forms.searches import SearchForm
from earlyhelp.understand.queries import Found, Match

MOST_NUMBERS: Final = 10

# What the form calls otherwise than whoever asks.
_NAMES: Final = {"because": "why", "__all__": ""}
_FIELDS: Final = ("given_name", "family_name", "postcode", "address", "telephone")

api = NinjaAPI(
    title="Early Action Together: who may be the same person",
    urls_namespace="matcher",
    openapi_url=None,
    docs_url=None,
)


class _Strict(Schema):
    """A field that is not known is refused: a slip in its name would otherwise find somebody else."""

    model_config = ConfigDict(extra="forbid")


class Number(_Strict):
    """A number by which a person is known, and whose it is. Without a system it may be of any kind."""

    system: IdentifierSystem | None = None
    value: str = Field(min_length=1, max_length=80, pattern=r"^[^\x00]*$")


class Asked(_Strict):
    """Anything that is known of a person. Nothing but the reason must be there."""

    given_name: str | None = None
    family_name: str | None = None
    date_of_birth: str | None = Field(None, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    age: Annotated[int, Field(strict=True)] | None = None
    postcode: str | None = None
    address: str | None = None
    telephone: str | None = None
    identifiers: list[Number] = Field(default_factory=list, max_length=MOST_NUMBERS)
    why: str = ""

    def form(self, request: Request) -> SearchForm:
        """The same, as the search page reads it: one place says what is valid, and in which words."""
        said = {name: getattr(self, name) or "" for name in _FIELDS}
        year, month, day = (self.date_of_birth or "--").split("-")
        said |= {"date_of_birth-day": day, "date_of_birth-month": month, "date_of_birth-year": year}
        said |= {"age": "" if self.age is None else str(self.age), "because": self.why}
        return SearchForm(said, today=request.at.astimezone(LONDON).date())

    def numbers(self) -> list[dict[str, str]]:
        """The numbers, as a search keeps them."""
        return [{"system": one.system or "", "value": one.value} for one in self.identifiers]


@api.post("/match", url_name="match")
def match(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Who may be the one who is asked about: at most five, in two bands, each with the reasons in words."""
    ours = cast("Request", request)
    form = asked.form(ours)
    if not form.is_valid():
        return _refusal((_NAMES.get(name, name), map(str, words)) for name, words in form.errors.items())
    typed = form.typed()
    if numbers := asked.numbers():
        typed["identifiers"] = numbers
    try:
        search = actions.search_people(
            by=ours.actor, typed=typed, because=form.cleaned_data["because"], at=ours.at
        )
    except NotAllowed:  # pragma: no cover: the address asked for the same roles
        raise
    except RuleError as refusal:
        return _refusal([("", [str(refusal)])])
    return _answer(queries.find_people(by=ours.actor, search=search, at=ours.at))


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, fault: ValidationError | type[ValidationError]) -> HttpResponse:
    # The first two say that it is the body, and what this file calls it.
    places = {".".join(str(part) for part in one["loc"][2:]) for one in cast("ValidationError", fault).errors}
    words = [_("This field is not known here, or it cannot take this value.")]
    return _refusal((place, words) for place in sorted(places)) if all(places) else _unreadable()


@api.exception_handler(HttpError)
def _not_read(request: HttpRequest, fault: HttpError | type[HttpError]) -> HttpResponse:
    return _unreadable()


def _unreadable() -> HttpResponse:
    return _refusal([("", [_("Send one JSON object that says what is known of the person.")])])


def _refusal(faults: Iterable[tuple[str, Iterable[str]]]) -> HttpResponse:
    errors = [{"field": field, "detail": words} for field, said in faults for words in said]
    answer = {"detail": errors[0]["detail"], "errors": errors}
    return JsonResponse(
        answer, status=HTTPStatus.UNPROCESSABLE_ENTITY, json_dumps_params={"ensure_ascii": False}
    )


def _answer(found: Found) -> HttpResponse:
    answer = {
        "likely": [_told(one) for one in found.first.likely],
        "possible": [_told(one) for one in found.first.possible],
        "more": bool(found.rest) or found.is_more,
        "page": reverse("understand:found", args=[found.search.pk]),
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _told(one: Match) -> dict[str, Any]:
    """One who may be the same: field by field what was asked, what stands there, and how the two stand."""
    return {
        "reference": one.person.reference if one.person else "",
        "side": str(one.side),
        "source": _source(one),
        "fields": [
            {
                "field": str(line.key),
                "sought": line.left,
                "found": line.right,
                "comparison": str(line.words),
            }
            for line in one.fields
        ],
    }


def _source(one: Match) -> dict[str, str]:
    """The report, by its reference, or the record that was compared: whose it is, and of which day."""
    if one.reported is not None:
        sent = one.reported.notification
        return {
            "agency": sent.agency.name,
            "reference": sent.reference,
            "on": sent.submitted_at.astimezone(LONDON).date().isoformat(),
        }
    assert one.record is not None
    at = one.record.updated_at or one.record.received_at
    return {
        "agency": one.record.agency.name,
        "reference": "",
        "on": at.astimezone(LONDON).date().isoformat(),
    }


def _opened(pattern: URLPattern) -> URLPattern:
    # The library leaves the check out, for its own ways of signing in. Here it is the cookie of the pages.
    pattern.callback.csrf_exempt = False  # type: ignore[attr-defined]
    pattern.callback = allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)(pattern.callback)
    return pattern


_patterns = cast("list[URLPattern]", api.urls[0])
urlpatterns = [_opened(pattern) for pattern in _patterns if pattern.name == "match"]
