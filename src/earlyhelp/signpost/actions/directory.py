"""Loading the directory from a feed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency, Area
from earlyhelp.signpost.choices import PARTNER_SCHEME, Fault, ReferralRoute
from earlyhelp.signpost.models import Organisation, Service
from earlyhelp.signpost.openreferral import (
    FeedOrganisation,
    FeedService,
    Reject,
    nearest_route,
    parse_feed,
)
from earlyhelp.signpost.rules import directory as rules

Progress = Callable[[int, int], None]  # services done, services in all

_BILINGUAL = ("name", "description", "eligibility", "cost", "waiting_time", "opening", "place")
_SAME = (
    "min_age",
    "max_age",
    "welsh_provision",
    "telephone",
    "email",
    "url",
    "referral_route",
    "latitude",
    "longitude",
    "is_refuge",
    "status",
    "assured_on",
    "closed_to_referrals_on",
)
_SERVICE_FIELDS = (
    "organisation",
    "needs",
    "languages",
    "area_codes",
    *(f"{name}_{language}" for name in _BILINGUAL for language in ("en", "cy")),
    *_SAME,
)
_ORGANISATION_FIELDS = ("name_en", "name_cy", "description_en", "description_cy", "website", "agency")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: services new, changed and unchanged, and every reject with its reason.

    Nothing is ever deleted: a service that a feed no longer holds stays as it was.
    """

    loaded: int
    changed: int
    unchanged: int
    rejects: tuple[Reject, ...]

    @property
    def refused(self) -> int:
        """How many records were not loaded at all."""
        return sum(not reject.loaded for reject in self.rejects)


@transaction.atomic
def load_directory(
    *, by: Actor, feed: bytes, source: str, at: datetime, progress: Progress | None = None
) -> LoadReport:
    """Load a feed: new services are added, known ones changed. Loading the same feed again changes nothing.

    `source` says where the feed comes from; ids are unique within it. Raises FeedError, and changes nothing,
    when the feed as a whole cannot be read.
    """
    rules.check_may_load_directory(by.role)
    areas = Area.objects.all()
    names = {name.casefold(): area.code for area in areas for name in (area.name_en, area.name_cy)}
    read = parse_feed(feed, area_codes_by_name=names)
    _wait_for_other_loads(source)
    rejects = list(read.rejects)
    organisations = _load_organisations([service.organisation for service in read.services], source, at)
    known = {service.oruk_id: service for service in Service.objects.filter(source=source)}
    new: list[Service] = []
    changed: list[Service] = []
    for done, item in enumerate(read.services, start=1):
        values = _service_values(item, organisations[item.organisation.oruk_id], rejects)
        service = known.get(item.oruk_id)
        if service is None:
            new.append(Service(oruk_id=item.oruk_id, source=source, loaded_at=at, **values))
        elif _change(service, values, at):
            changed.append(service)
        if progress is not None:
            progress(done, len(read.services))
    Service.objects.bulk_create(new, batch_size=_BATCH)
    Service.objects.bulk_update(changed, [*_SERVICE_FIELDS, "loaded_at"], batch_size=_BATCH)
    report = LoadReport(len(new), len(changed), len(read.services) - len(new) - len(changed), tuple(rejects))
    counts = {"new": report.loaded, "changed": report.changed, "unchanged": report.unchanged}
    detail = {"source": source, "refused": report.refused} | counts
    audit.record(by=by, did="directory.loaded", at=at, detail=detail)
    return report


def _wait_for_other_loads(source: str) -> None:
    """Two loads of one source at once would both find a service missing. Lasts until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('signpost.load'), hashtext(%s))", [source])


def _load_organisations(items: list[FeedOrganisation], source: str, at: datetime) -> dict[UUID, Organisation]:
    wanted = {item.oruk_id: item for item in items}
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    known = {found.oruk_id: found for found in Organisation.objects.filter(source=source)}
    new: list[Organisation] = []
    changed: list[Organisation] = []
    for oruk_id, item in wanted.items():
        values = {
            "name_en": item.name.en,
            "name_cy": item.name.cy,
            "description_en": item.description.en,
            "description_cy": item.description.cy,
            "website": item.website,
            "agency": _partner(item, agencies),
        }
        organisation = known.get(oruk_id)
        if organisation is None:
            known[oruk_id] = Organisation(oruk_id=oruk_id, source=source, loaded_at=at, **values)
            new.append(known[oruk_id])
        elif _change(organisation, values, at):
            changed.append(organisation)
    Organisation.objects.bulk_create(new, batch_size=_BATCH)
    Organisation.objects.bulk_update(changed, [*_ORGANISATION_FIELDS, "loaded_at"], batch_size=_BATCH)
    return known


def _partner(item: FeedOrganisation, agencies: Mapping[str, Agency]) -> Agency | None:
    codes = [code for scheme, code in item.identifiers if scheme == PARTNER_SCHEME]
    return next((agencies[code] for code in codes if code in agencies), None)


def _service_values(item: FeedService, organisation: Organisation, rejects: list[Reject]) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(item, name) for name in _SAME}
    for name in _BILINGUAL:
        values[f"{name}_en"], values[f"{name}_cy"] = getattr(item, name).en, getattr(item, name).cy
    terms = (rules.TermWords(term.vocabulary, term.code, term.name) for term in item.terms)
    values["needs"] = rules.list_needs(terms)
    values |= {"languages": list(item.languages), "area_codes": list(item.area_codes)}
    values["organisation"] = organisation
    has_place = item.latitude is not None or item.place.en or item.place.cy
    if has_place and not rules.may_keep_place(needs=values["needs"], is_refuge=item.is_refuge):
        values |= {"latitude": None, "longitude": None, "place_en": "", "place_cy": ""}
        rejects.append(_left_out(item, "service_at_locations", Fault.REFUGE_PLACE))
    if item.referral_route == ReferralRoute.IN_PRODUCT and organisation.agency_id is None:
        values["referral_route"] = nearest_route(item.telephone, item.email)
        rejects.append(_left_out(item, "referral_route", Fault.NO_PARTNER))
    return values


def _left_out(item: FeedService, field: str, fault: Fault) -> Reject:
    return Reject(str(item.oruk_id), f"{item.where}.{field}", fault, loaded=True)


def _change(row: Organisation | Service, values: Mapping[str, Any], at: datetime) -> bool:
    """Give the row these values. Returns whether any was different."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.loaded_at = at
    return bool(different)
