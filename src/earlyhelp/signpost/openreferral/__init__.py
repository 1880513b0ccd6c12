"""Reads an Open Referral UK 3.0 feed. Pure: bytes in, plain values and reasons out.

The standard's own fields are read as the published schema defines them. Fields of the wider Human
Services Data Specification that the UK profile leaves out (`phones`, `eligibility_description`,
`wait_time`, `languages[].code`) are read where a feed has them. The standard has no place for a second
language, so Welsh stands beside English in a parallel field with the ending `_cy` (`name_cy`,
`description_cy`, …). Four codes that Wales needs are extensions as well: `welsh_provision`,
`referral_route`, `closed_to_referrals_on`, `is_refuge`. The published schema allows additional properties
everywhere, so a feed with them is still a valid Open Referral UK 3.0 feed.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.openreferral.fields import Faults, Item, RefusedError, finite, shorten
from earlyhelp.signpost.openreferral.older import as_uuid, renewed
from earlyhelp.signpost.openreferral.reading import MAX_BYTES, FeedError, list_records, read_json
from earlyhelp.signpost.openreferral.records import (
    Bilingual,
    Feed,
    FeedOrganisation,
    FeedService,
    Part,
    Reject,
    Term,
)
from earlyhelp.signpost.openreferral.services import nearest_route, read_service

__all__ = [
    "MAX_BYTES",
    "Bilingual",
    "Feed",
    "FeedError",
    "FeedOrganisation",
    "FeedService",
    "Part",
    "Reject",
    "Term",
    "as_uuid",
    "list_records",
    "nearest_route",
    "other_pages",
    "parse_feed",
    "parse_records",
    "read_json",
    "renewed",
]


def parse_feed(feed: bytes | str, *, area_codes_by_name: Mapping[str, str] | None = None) -> Feed:
    """Read a whole feed: a list of services, a page with `contents`, or one service.

    `area_codes_by_name` gives ONS codes by casefolded area name, for feeds that name areas only.
    Raises FeedError when the feed as a whole cannot be read; a bad record never raises.
    """
    value = read_json(feed)
    read = parse_records(list_records(value), area_codes_by_name=area_codes_by_name)
    return Feed(read.services, (*read.rejects, *other_pages(value)))


def parse_records(
    records: Iterable[tuple[str, object]],
    *,
    area_codes_by_name: Mapping[str, str] | None = None,
    known: set[UUID] | None = None,
) -> Feed:
    """Read records, each with its path. `known` holds the ids that stood before these, and gains theirs."""
    rejects: list[Reject] = []
    services: list[FeedService] = []
    seen = set() if known is None else known
    organisations: dict[UUID, FeedOrganisation] = {}
    for where, record in records:
        service = _read_record(where, record, rejects, organisations, area_codes_by_name or {})
        if service is None:
            continue
        if service.oruk_id in seen:
            rejects.append(Reject(str(service.oruk_id), f"{where}.id", Fault.DUPLICATE_ID))
        else:
            seen.add(service.oruk_id)
            services.append(service)
    return Feed(tuple(services), tuple(rejects))


def _read_record(
    where: str,
    record: object,
    rejects: list[Reject],
    organisations: dict[UUID, FeedOrganisation],
    codes_by_name: Mapping[str, str],
) -> FeedService | None:
    if not isinstance(record, Mapping):
        rejects.append(Reject("", where, Fault.NOT_AN_OBJECT, shorten(record)))
        return None
    record_id = shorten(record.get("id", "") or "")
    parts: list[Reject] = []
    try:
        service = read_service(Item(record, where, Faults(record_id, parts)), organisations, codes_by_name)
    except RefusedError as refused:
        rejects.append(Reject(record_id, refused.where, refused.fault, shorten(refused.value)))
        return None
    rejects.extend(parts)
    return service


def other_pages(value: object) -> list[Reject]:
    """The fault of a page that stands alone: a page of several must not pass for the whole feed."""
    pages = finite(value.get("total_pages")) if isinstance(value, Mapping) and "contents" in value else None
    if pages is None or pages <= 1:
        return []
    return [Reject("", "total_pages", Fault.MORE_PAGES, f"{pages:.0f}", loaded=True)]
