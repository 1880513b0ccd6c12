"""Reading the directory for anybody's machine: no key, no person, no place of a refuge, no private note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices import NEED_VOCABULARY
from earlyhelp.signpost.models import (
    Attribute,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from earlyhelp.signpost.queries import records
from earlyhelp.signpost.queries.ranking import miles_from
from earlyhelp.signpost.queries.records import Record
from earlyhelp.signpost.queries.words import saying
from earlyhelp.signpost.rules.matching import Point

MOST = 500  # records on one page
MILE = 1609.344  # metres
_DEGREE = 69.0  # miles, or less, in a degree of latitude

Row = TypeVar("Row", Service, ServiceAtLocation, Taxonomy, TaxonomyTerm)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of Open Referral UK 3.0. None and "" ask for nothing.

    `near` with `metres` keeps what is given within that distance; `area_code` what works in that council's area.
    """

    words: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    modified_after: datetime | None = None
    start_time: time | None = None
    end_time: time | None = None
    day: str = ""
    near: Point | None = None
    metres: float | None = None
    area_code: str = ""


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """One page of rows and the counts around it."""

    rows: list[Row]
    total: int
    number: int
    size: int

    def record(self, contents: list[Record]) -> Record:
        """The page as the standard has it. A page after the last one is empty."""
        pages = -(-self.total // self.size)
        return {
            "total_items": self.total,
            "total_pages": pages,
            "page_number": self.number,
            "size": len(contents),
            "first_page": self.number == 1,
            "last_page": self.number >= pages,
            "empty": not contents,
            "contents": contents,
        }


def list_open_services(
    *, by: Actor, asked: Asked, page: int, size: int, full: bool = False, minimal: bool = False
) -> Record:
    """A page of services that sources still hold, in a steady order."""
    services = _given(by, asked)
    services = (
        _whole(services) if full else services.select_related("organisation") if not minimal else services
    )
    found = _page(services, page, size)
    if minimal:
        kept = ("id", "last_modified")
        return found.record([_minimal(one, kept) for one in found.rows])
    needs = _own_terms() if full else {}
    return found.record(
        [
            records.whole_service_record(one, needs) if full else records.service_record(one)
            for one in found.rows
        ]
    )


def get_open_service(service_id: UUID, *, by: Actor) -> Record:
    """One service with everything. Raises Service.DoesNotExist."""
    return records.whole_service_record(_whole(_given(by, Asked())).get(pk=service_id), _own_terms())


def list_open_links(*, by: Actor, asked: Asked, page: int, size: int, full: bool = False) -> Record:
    """A page of services at locations."""
    links = _links(by, asked)
    found = _page(_whole_links(links) if full else links, page, size)
    needs = _own_terms() if full else {}
    return found.record(
        [records.whole_link_record(one, needs) if full else records.link_record(one) for one in found.rows]
    )


def get_open_link(link_id: UUID, *, by: Actor) -> Record:
    """One service at one location with everything. Raises ServiceAtLocation.DoesNotExist."""
    link = _whole_links(_links(by, Asked())).get(pk=link_id)
    return records.whole_link_record(link, _own_terms())


def list_open_taxonomies(*, by: Actor, page: int, size: int) -> Record:
    """A page of taxonomies."""
    found = _page(Taxonomy.objects.all(), page, size)
    return found.record([records.taxonomy_record(one) for one in found.rows])


def get_open_taxonomy(taxonomy_id: UUID, *, by: Actor) -> Record:
    """One taxonomy with its terms. Raises Taxonomy.DoesNotExist."""
    taxonomy = Taxonomy.objects.get(pk=taxonomy_id)
    return records.taxonomy_record(taxonomy, taxonomy.terms.select_related("taxonomy"))


def list_open_terms(*, by: Actor, page: int, size: int, taxonomy_id: UUID | None = None) -> Record:
    """A page of terms, of one taxonomy or of all."""
    terms = TaxonomyTerm.objects.select_related("taxonomy")
    found = _page(terms.filter(taxonomy=taxonomy_id) if taxonomy_id else terms, page, size)
    return found.record([records.term_record(one) for one in found.rows])


def get_open_term(term_id: UUID, *, by: Actor) -> Record:
    """One term. Raises TaxonomyTerm.DoesNotExist."""
    return records.term_record(TaxonomyTerm.objects.select_related("taxonomy").get(pk=term_id))


def _given(by: Actor, asked: Asked) -> QuerySet[Service]:
    """What anybody may have: what its source still holds. `by` is nobody in particular."""
    services = Service.objects.filter(missing_since=None).filter(_kept(asked))
    if asked.near is not None and asked.metres is not None:
        services = services.filter(Exists(_near(asked).filter(service=OuterRef("pk"))))
    return services


def _links(by: Actor, asked: Asked) -> QuerySet[ServiceAtLocation]:
    links = ServiceAtLocation.objects.filter(is_placeless=False, service__in=_given(by, _anywhere(asked)))
    if asked.near is not None and asked.metres is not None:
        links = links.filter(pk__in=_near(asked).values("pk"))
    return links.select_related("service__organisation", "location")


def _anywhere(asked: Asked) -> Asked:
    return Asked(**{name: getattr(asked, name) for name in Asked.__slots__ if name not in {"near", "metres"}})


def _near(asked: Asked) -> QuerySet[ServiceAtLocation]:
    """Links within a distance: first by a box that an index answers, then over the ground."""
    assert asked.near is not None  # who calls has looked
    assert asked.metres is not None
    miles, (latitude, longitude) = asked.metres / MILE, asked.near
    box = Q(
        location__latitude__range=(latitude - miles / _DEGREE - 0.01, latitude + miles / _DEGREE + 0.01),
        # A degree of longitude is 34 miles or more everywhere in the kingdom.
        location__longitude__range=(longitude - miles / 33, longitude + miles / 33),
    )
    links = ServiceAtLocation.objects.filter(box).annotate(miles=miles_from(asked.near, "location__"))
    return links.filter(miles__lte=miles)


def _kept(asked: Asked) -> Q:
    kept = saying(asked.words)
    if asked.taxonomy_term_id is not None:
        kept &= _under_terms(TaxonomyTerm.objects.filter(pk=asked.taxonomy_term_id))
    if asked.taxonomy_id is not None:
        kept &= _under_terms(TaxonomyTerm.objects.filter(taxonomy=asked.taxonomy_id))
    if asked.organization_id is not None:
        kept &= Q(organisation=asked.organization_id)
    if asked.minimum_age is not None:
        kept &= Q(min_age__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        kept &= Q(max_age__lte=asked.maximum_age)
    if asked.modified_after is not None:
        kept &= Q(loaded_at__gte=asked.modified_after) | Q(modified_at__gte=asked.modified_after)
    if asked.area_code:
        kept &= Q(area_codes=[]) | Q(area_codes__contains=[asked.area_code])
    return kept & _open_then(asked)


def _open_then(asked: Asked) -> Q:
    times = Q()
    if asked.start_time is not None:
        times &= Q(opens_at__gte=asked.start_time)
    if asked.end_time is not None:
        times &= Q(closes_at__lte=asked.end_time)
    if asked.day:
        times &= Q(byday__contains=asked.day)
    if not times:
        return times
    return Q(Exists(Schedule.objects.filter(times, service=OuterRef("pk"))))


def _under_terms(terms: QuerySet[TaxonomyTerm]) -> Q:
    """Under one of these terms: by a need for our own, by an attribute for those of feeds."""
    own = list(terms.filter(taxonomy__code=NEED_VOCABULARY).values_list("need", flat=True))
    attributes = Attribute.objects.filter(service=OuterRef("pk"), term__in=terms)
    return Q(Exists(attributes)) | Q(needs__overlap=own) if own else Q(Exists(attributes))


def _page(rows: QuerySet[Row], page: int, size: int) -> Paged[Row]:
    size = min(size, MOST)
    total = rows.count()
    begin = (page - 1) * size
    return Paged(list(rows.order_by("pk")[begin : begin + size]) if begin < total else [], total, page, size)


def _minimal(service: Service, kept: Iterable[str]) -> Record:
    changed = max(filter(None, (service.loaded_at, service.modified_at)))
    return dict(zip(kept, (str(service.pk), changed.isoformat()), strict=True))


def _whole(services: QuerySet[Service]) -> QuerySet[Service]:
    return services.select_related("organisation").prefetch_related(*_belongings(""))


def _whole_links(links: QuerySet[ServiceAtLocation]) -> QuerySet[ServiceAtLocation]:
    return links.prefetch_related(*_belongings("service__", with_places=False), *_of_location("location__"))


def _belongings(before: str, *, with_places: bool = True) -> list[Any]:
    attributes = Attribute.objects.select_related("term__taxonomy")
    plain = (
        "schedules",
        "service_areas",
        "service_languages",
        "funding",
        "cost_options",
        "eligibility_rules",
        "capacities",
        "organisation__identifiers",
    )
    found: list[Any] = [
        *(f"{before}{name}" for name in plain),
        Prefetch(f"{before}contacts__phones", Phone.objects.all()),
        Prefetch(f"{before}phones", Phone.objects.all()),
        Prefetch(f"{before}attributes", attributes),
        Prefetch(f"{before}organisation__attributes", attributes),
    ]
    if with_places:
        links = ServiceAtLocation.objects.select_related("location")
        found += [
            Prefetch(f"{before}at_locations", links),
            *_of_location(f"{before}at_locations__location__"),
        ]
    return found


def _of_location(before: str) -> list[Any]:
    attributes = Attribute.objects.select_related("term__taxonomy")
    return [f"{before}addresses", f"{before}accessibility", Prefetch(f"{before}attributes", attributes)]


def _own_terms() -> dict[str, TaxonomyTerm]:
    terms = TaxonomyTerm.objects.filter(taxonomy__code=NEED_VOCABULARY).select_related("taxonomy")
    return {term.code: term for term in terms}
