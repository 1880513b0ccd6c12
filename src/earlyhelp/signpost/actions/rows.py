"""Services as read become rows: what is new or changed is written in bulk, and what is the same is left alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from earlyhelp.kit.models import new_id
from earlyhelp.partnership.models import Agency
from earlyhelp.signpost.actions.copying import write_new
from earlyhelp.signpost.actions.partrows import PartRows, forget_places, remove_parts
from earlyhelp.signpost.choices import PARTNER_SCHEME, Fault, ReferralRoute
from earlyhelp.signpost.models import Organisation, Service
from earlyhelp.signpost.openreferral import Bilingual, FeedOrganisation, FeedService, Reject, nearest_route
from earlyhelp.signpost.rules import directory as rules

# Counts into every hash: a reader that keeps more of a record makes it new once.
READER = "2"
BATCH = 500

_BILINGUAL = (
    "name",
    "description",
    "eligibility",
    "cost",
    "waiting_time",
    "opening",
    "place",
    "alert",
    "accreditations",
)
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
    "assured_by",
    "assurer_email",
    "closed_to_referrals_on",
    "waiting_days",
    "waiting_confirmed_on",
    "modified_at",
)
_LISTS = ("languages", "area_codes", "levels", "groups", "referral_routes")
_KEPT = ("loaded_at", "fetched_at", "seen_at", "missing_since", "content_hash")
_SERVICE_FIELDS = (
    "organisation",
    "needs",
    *_LISTS,
    *(f"{name}_{language}" for name in _BILINGUAL for language in ("en", "cy")),
    *_SAME,
    *_KEPT,
)
_ORGANISATION_FIELDS = (
    "name_en",
    "name_cy",
    "description_en",
    "description_cy",
    "email",
    "website",
    "logo",
    "uri",
    "parent_oruk_id",
    "agency",
    "loaded_at",
    "fetched_at",
    "content_hash",
)


@dataclass(slots=True)
class Written:
    """What was done so far in one reading of one source. `hidden` are places of refuges, held only in memory."""

    source: str
    at: datetime
    loaded: int = 0
    changed: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)
    hidden: set[UUID] = field(default_factory=set)
    agencies: Mapping[str, Agency] = field(default_factory=dict)


def write_services(items: Iterable[FeedService], done: Written) -> None:
    """Write services in batches, and count them in `done`."""
    batch: list[FeedService] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            _write_batch(batch, done)
            batch = []
    if batch:
        _write_batch(batch, done)


def _write_batch(batch: list[FeedService], done: Written) -> None:
    for item in batch:
        done.hidden.update(item.hidden_locations)
    organisations = _write_organisations([item.organisation for item in batch], done)
    found = Service.objects.filter(source=done.source, oruk_id__in=[item.oruk_id for item in batch])
    known = {row[0]: row[1:] for row in found.values_list("oruk_id", "id", "content_hash")}
    fresh: list[tuple[Service, FeedService]] = []
    changed: list[UUID] = []
    for item in batch:
        safe, values = _values(item, organisations[item.organisation.oruk_id], done)
        digest = _digest(safe, str(values["organisation"].pk), values["referral_route"])
        key, before = known.get(item.oruk_id, (None, ""))
        if key is not None and before == digest:
            done.unchanged += 1
            continue
        if key is not None:
            changed.append(key)
        row = Service(
            id=key or new_id(),
            oruk_id=item.oruk_id,
            source=done.source,
            loaded_at=done.at,
            fetched_at=done.at,
            seen_at=done.at,
            content_hash=digest,
            **values,
        )
        fresh.append((row, safe))
    remove_parts(changed)
    older = set(changed)
    write_new(Service, [row for row, _ in fresh if row.pk not in older])
    Service.objects.bulk_create(
        [row for row, _ in fresh if row.pk in older],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_SERVICE_FIELDS,
    )
    found.update(seen_at=done.at, missing_since=None)
    parts = PartRows(done.source, done.at)
    for row, safe in fresh:
        parts.add(row, safe)
    parts.write()
    forget_places(done.source, done.hidden)
    done.loaded += len(fresh) - len(changed)
    done.changed += len(changed)


def _write_organisations(items: list[FeedOrganisation], done: Written) -> dict[UUID, Organisation]:
    wanted = {item.oruk_id: item for item in items}
    stored = Organisation.objects.filter(source=done.source, oruk_id__in=list(wanted))
    known = {found.oruk_id: found for found in stored.select_related("agency")}
    fresh: list[tuple[Organisation, FeedOrganisation]] = []
    changed: list[UUID] = []
    for oruk_id, item in wanted.items():
        agency = _partner(item, done.agencies)
        digest = _digest(item, agency.code if agency else "")
        before = known.get(oruk_id)
        if before is not None and before.content_hash == digest:
            continue
        if before is not None:
            changed.append(before.pk)
        known[oruk_id] = Organisation(
            id=before.pk if before else new_id(),
            oruk_id=oruk_id,
            source=done.source,
            name_en=item.name.en,
            name_cy=item.name.cy,
            description_en=item.description.en,
            description_cy=item.description.cy,
            email=item.email,
            website=item.website,
            logo=item.logo,
            uri=item.uri,
            parent_oruk_id=item.parent_oruk_id,
            agency=agency,
            loaded_at=done.at,
            fetched_at=done.at,
            content_hash=digest,
        )
        fresh.append((known[oruk_id], item))
    Organisation.objects.bulk_create(
        [row for row, _ in fresh],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_ORGANISATION_FIELDS,
    )
    PartRows.write_of_organisations(fresh, changed, done.at)
    return known


def _partner(item: FeedOrganisation, agencies: Mapping[str, Agency]) -> Agency | None:
    codes = [code for scheme, code in item.identifiers if scheme == PARTNER_SCHEME]
    return next((agencies[code] for code in codes if code in agencies), None)


def _values(
    item: FeedService, organisation: Organisation, done: Written
) -> tuple[FeedService, dict[str, Any]]:
    """The service without what must not be kept, and its columns."""
    needs = rules.list_needs(rules.TermWords(term.vocabulary, term.code, term.name) for term in item.terms)
    safe = _without_place(item, needs, done.hidden)
    if safe is not item:
        done.rejects.append(_left_out(item, "service_at_locations", Fault.REFUGE_PLACE))
    item = safe
    if item.referral_route == ReferralRoute.IN_PRODUCT and organisation.agency_id is None:
        item = replace(item, referral_route=nearest_route(item.telephone, item.email))
        done.rejects.append(_left_out(item, "referral_route", Fault.NO_PARTNER))
    values: dict[str, Any] = {name: getattr(item, name) for name in _SAME}
    for name in _BILINGUAL:
        values[f"{name}_en"], values[f"{name}_cy"] = getattr(item, name).en, getattr(item, name).cy
    values |= {name: list(getattr(item, name)) for name in _LISTS}
    values |= {"needs": needs, "organisation": organisation}
    if item.referral_route not in values["referral_routes"]:
        values["referral_routes"].insert(0, item.referral_route)
    return item, values


def _without_place(item: FeedService, needs: list[str], hidden: set[UUID]) -> FeedService:
    """The service without its place, when that must not be known: itself a refuge, or where a refuge is."""
    links = [part for part in item.parts if part.kind == "service_at_location"]
    has_place = item.latitude is not None or item.place.en or item.place.cy or links
    at_refuge = any(link.parts[0].oruk_id in hidden for link in links)
    if not has_place or (rules.may_keep_place(needs=needs, is_refuge=item.is_refuge) and not at_refuge):
        return item
    kept = tuple(part for part in item.parts if part.kind != "service_at_location")
    return replace(item, latitude=None, longitude=None, place=Bilingual(), parts=kept)


def _left_out(item: FeedService, field: str, fault: Fault) -> Reject:
    return Reject(str(item.oruk_id), f"{item.where}.{field}", fault, loaded=True)


def _digest(item: FeedService | FeedOrganisation, *more: str) -> str:
    """A hash of what is kept, and of nothing else: the place of a refuge is not in it."""
    if isinstance(item, FeedService):
        item = replace(item, where="")
    return sha256(repr((READER, more, item)).encode()).hexdigest()
