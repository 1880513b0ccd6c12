"""The directory for machines: the nine addresses of Open Referral UK 3.0. Anybody may ask, with no key.

Every answer may be kept by caches, has an ETag, and may be read by pages of other sites (CORS). What is asked for
wrongly is answered with a sentence, never with an error of the server.
"""

import math
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Any, cast
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, reverse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import ValidationError

from earlyhelp.kit.access import public
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.http import Request
from earlyhelp.signpost.facts import find_place
from earlyhelp.signpost.queries import giving

VERSION = "HSDS 3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
KEPT = 300  # seconds that a cache may give an answer again
METRES = 10_000.0  # how far is near, when it is not said
_LISTS = ("services", "taxonomies", "taxonomy_terms", "service_at_locations")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

View = Callable[..., HttpResponseBase]

api = NinjaAPI(
    title="Early Action Together: directory of services",
    version="3.0",
    description="Open Referral UK 3.0, with the fields that Wales needs beside it. No key is needed.",
    urls_namespace="open-referral",
    openapi_url="/openapi.json",
    docs_url=None,
)


class Unusable(RuleError):
    """A filter that cannot be understood. The sentence says which and what to write instead."""


class Paging(Schema):
    """Which page, and how many records on it; never more than 500."""

    page: int = Field(1, ge=1, description="Page number, from 1.")
    per_page: int = Field(50, ge=1, description="Records on a page; at most 500 are given.")


class Filters(Paging):
    """The filters of the standard."""

    search: str = Field("", max_length=200, description="Words in a name or description, in either language.")
    taxonomy_term_id: UUID | None = Field(None, description="Services under this term.")
    taxonomy_id: UUID | None = Field(None, description="Services under any term of this taxonomy.")
    organization_id: UUID | None = Field(None, description="Services of this organisation.")
    minimum_age: float | None = Field(None, description="Services with a minimum age of at least this.")
    maximum_age: float | None = Field(None, description="Services with a maximum age of at most this.")
    start_time: time | None = Field(None, description="Services that open at this time or later.")
    end_time: time | None = Field(None, description="Services that close at this time or earlier.")
    day: str = Field("", max_length=20, description="Services open on this day: MO or Monday.")
    modified_after: datetime | None = Field(None, description="What changed at this moment or later.")
    postcode: str = Field("", max_length=20, description="A Welsh postcode, or its first half.")
    proximity: float | None = Field(None, gt=0, le=500_000, description="Metres from the postcode.")
    full: bool = Field(False, description="Every record with all that belongs to it.")
    minimal: bool = Field(False, description="Only id and last_modified.")
    format: str = Field("json", pattern="^json$", description="Only json.")

    def asked(self) -> giving.Asked:
        """The filters as the directory reads them. Raises Unusable."""
        near, area = self._place()
        moment = self.modified_after
        return giving.Asked(
            words=_plain(self.search),
            taxonomy_term_id=self.taxonomy_term_id,
            taxonomy_id=self.taxonomy_id,
            organization_id=self.organization_id,
            minimum_age=_finite(self.minimum_age),
            maximum_age=_finite(self.maximum_age),
            modified_after=moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC),
            start_time=self.start_time,
            end_time=self.end_time,
            day=_day(self.day),
            near=near,
            metres=METRES if near and self.proximity is None else self.proximity,
            area_code=area,
        )

    def _place(self) -> tuple[tuple[float, float] | None, str]:
        """A postcode with a distance asks what is near; alone it asks what works there."""
        if not self.postcode.strip():
            if self.proximity is not None:
                raise Unusable(_("Give a postcode with proximity: the distance is from its middle."))
            return None, ""
        where = find_place(_plain(self.postcode))
        if where is None:
            raise Unusable(
                _("This postcode is not one in Wales that we know. Give its first half, such as CF31.")
            )
        if self.proximity is None:
            return None, where.area_code
        if where.point is None:
            raise Unusable(
                _("This postcode is not one in Wales that we know. Give its first half, such as CF31.")
            )
        return where.point, ""


def _plain(text: str) -> str:
    if "\x00" in text:
        raise Unusable(_("The text holds a character that no text can have."))
    return text


def _finite(number: float | None) -> float | None:
    if number is not None and not math.isfinite(number):
        raise Unusable(_("The age is not a number of years."))
    return number


def _day(text: str) -> str:
    asked = text.strip().casefold()
    if not asked:
        return ""
    for code, name in zip(_DAYS, _NAMES, strict=True):
        if asked in {code.casefold(), name}:
            return code
    raise Unusable(_("The day is not one of the week. Write MO or Monday, and so on."))


@api.get("/", url_name="about", summary="What this interface is")
def about(request: HttpRequest) -> HttpResponse:
    """The version of the standard, its profile, and where this interface is described."""
    base = request.build_absolute_uri(reverse("open-referral:about"))
    return _answer(
        {
            "version": VERSION,
            "profile": PROFILE,
            "openapi_url": request.build_absolute_uri(reverse("open-referral:openapi-json")),
            "base_url": base,
            "endpoints": [
                f"{base}{name}"
                for name in ("services", "taxonomies", "taxonomy_terms", "service_at_locations")
            ],
        }
    )


@api.get("/services", url_name="services", summary="Services, a page at a time")
def services(request: HttpRequest, asked: Annotated[Filters, Query()]) -> HttpResponse:
    """Services that answer every filter given."""
    return _answer(
        giving.list_open_services(
            by=_actor(request),
            asked=asked.asked(),
            page=asked.page,
            size=asked.per_page,
            full=asked.full,
            minimal=asked.minimal,
        )
    )


@api.get("/services/{record_id}", url_name="service", summary="One service with everything")
def service(request: HttpRequest, record_id: str) -> HttpResponse:
    """One service by its id."""
    return _answer(giving.get_open_service(_key(record_id), by=_actor(request)))


@api.get("/service_at_locations", url_name="links", summary="Services at locations, a page at a time")
def service_at_locations(request: HttpRequest, asked: Annotated[Filters, Query()]) -> HttpResponse:
    """Services at locations that answer every filter given."""
    return _answer(
        giving.list_open_links(
            by=_actor(request), asked=asked.asked(), page=asked.page, size=asked.per_page, full=asked.full
        )
    )


@api.get("/service_at_locations/{record_id}", url_name="link", summary="One service at one location")
def service_at_location(request: HttpRequest, record_id: str) -> HttpResponse:
    """One service at one location by its id."""
    return _answer(giving.get_open_link(_key(record_id), by=_actor(request)))


@api.get("/taxonomies", url_name="taxonomies", summary="Taxonomies, a page at a time")
def taxonomies(request: HttpRequest, asked: Annotated[Paging, Query()]) -> HttpResponse:
    """The lists of terms that services stand under."""
    return _answer(giving.list_open_taxonomies(by=_actor(request), page=asked.page, size=asked.per_page))


@api.get("/taxonomies/{record_id}", url_name="taxonomy", summary="One taxonomy with its terms")
def taxonomy(request: HttpRequest, record_id: str) -> HttpResponse:
    """One taxonomy by its id."""
    return _answer(giving.get_open_taxonomy(_key(record_id), by=_actor(request)))


class TermFilters(Paging):
    """Paging, and whose terms."""

    taxonomy_id: UUID | None = Field(None, description="Terms of this taxonomy.")


@api.get("/taxonomy_terms", url_name="terms", summary="Terms, a page at a time")
def taxonomy_terms(request: HttpRequest, asked: Annotated[TermFilters, Query()]) -> HttpResponse:
    """Terms of one taxonomy or of all."""
    return _answer(
        giving.list_open_terms(
            by=_actor(request), page=asked.page, size=asked.per_page, taxonomy_id=asked.taxonomy_id
        )
    )


@api.get("/taxonomy_terms/{record_id}", url_name="term", summary="One term")
def taxonomy_term(request: HttpRequest, record_id: str) -> HttpResponse:
    """One term by its id."""
    return _answer(giving.get_open_term(_key(record_id), by=_actor(request)))


@api.exception_handler(ObjectDoesNotExist)
def _not_there(request: HttpRequest, fault: ObjectDoesNotExist | type[ObjectDoesNotExist]) -> HttpResponse:
    return _refusal(HTTPStatus.NOT_FOUND, _("There is no record with this id."))


@api.exception_handler(Unusable)
def _not_understood(request: HttpRequest, fault: Unusable | type[Unusable]) -> HttpResponse:
    return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(fault))


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, fault: ValidationError | type[ValidationError]) -> HttpResponse:
    names = sorted({str(one["loc"][-1]) for one in cast("ValidationError", fault).errors})
    return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, _("A filter has a value that it cannot take."), names)


def _refusal(status: HTTPStatus, sentence: str, filters: Iterable[str] = ()) -> HttpResponse:
    return JsonResponse({"detail": sentence, "filters": list(filters)}, status=status)


def _answer(record: dict[str, Any]) -> HttpResponse:
    return JsonResponse(record, json_dumps_params={"ensure_ascii": False})


def _actor(request: HttpRequest) -> Any:
    return cast("Request", request).actor


def _key(text: str) -> UUID:
    """Raises ObjectDoesNotExist for what is no id at all."""
    try:
        return UUID(text)
    except ValueError:
        raise ObjectDoesNotExist from None


def open_to_all(view: View) -> View:
    """What every address has in common: anybody may ask, from any page, and a cache may keep the answer."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.method
        if asked == "OPTIONS":
            return _across_sites(HttpResponse(status=HTTPStatus.NO_CONTENT))
        if asked not in {"GET", "HEAD"}:
            answer: HttpResponseBase = _refusal(
                HTTPStatus.METHOD_NOT_ALLOWED, _("This address can only be read: use GET, HEAD or OPTIONS.")
            )
            answer["Allow"] = "GET, HEAD, OPTIONS"
            return _across_sites(answer)
        request.method = "GET"
        answer = view(request, *args, **kwargs)
        request.method = asked
        return _across_sites(_once(request, answer))

    # Without a token: these addresses only read what is public, and refuse everything but GET, HEAD and OPTIONS above.
    # The check would answer a POST before that refusal, in words about a page that a machine never saw.
    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return public(answered)


def _once(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Nothing is sent again that the other side has already, and nothing but the headers for HEAD."""
    if not isinstance(answer, HttpResponse) or answer.status_code != HTTPStatus.OK:
        return answer
    tag = f'"{sha256(answer.content).hexdigest()[:32]}"'
    held = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    if tag in held or "*" in held:
        answer = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    elif request.method == "HEAD":
        length = len(answer.content)
        answer.content = b""
        answer["Content-Length"] = str(length)
    answer["ETag"] = tag
    answer["Cache-Control"] = f"public, max-age={KEPT}"
    return answer


def _across_sites(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    answer["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    answer["Access-Control-Expose-Headers"] = "ETag"
    return answer


def _opened(pattern: URLPattern) -> URLPattern:
    pattern.callback = open_to_all(pattern.callback)
    return pattern


_patterns = api.urls[0]
app_name = "open-referral"
urlpatterns = [_opened(cast("URLPattern", pattern)) for pattern in _patterns]
