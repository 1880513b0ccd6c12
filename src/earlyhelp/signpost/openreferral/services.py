"""One record of a feed becomes one FeedService, or a Reject that says why not."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from earlyhelp.signpost.choices import (
    LANGUAGE_BY_NAME,
    Fault,
    Language,
    NeedLevel,
    ReferralRoute,
    ServedGroup,
    ServiceStatus,
    WelshProvision,
)
from earlyhelp.signpost.openreferral.fields import LONG, SHORT, Item, RefusedError, finite
from earlyhelp.signpost.openreferral.parts import read_identifiers, read_parts
from earlyhelp.signpost.openreferral.places import has_place, read_area_codes, read_place
from earlyhelp.signpost.openreferral.records import (
    Bilingual,
    FeedOrganisation,
    FeedService,
    Part,
    Term,
)
from earlyhelp.signpost.openreferral.times import read_cost, read_opening

_STATUSES = frozenset(ServiceStatus.values)
_ROUTES = frozenset(ReferralRoute.values)
_WELSH = frozenset(WelshProvision.values)
_LEVELS = frozenset(NeedLevel.values)
_GROUPS = frozenset(ServedGroup.values)
_LANGUAGES = frozenset(Language.values)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_REFUGE_NAME = re.compile(r"\brefuges?\b", re.IGNORECASE)
_REFUGE_TERMS = frozenset({"refuge", "refuges", "women's refuge", "women's refuges", "domestic abuse refuge"})


def read_service(
    service: Item, organisations: dict[UUID, FeedOrganisation], codes_by_name: Mapping[str, str]
) -> FeedService:
    """Read one service. Raises RefusedError when it cannot be offered safely."""
    oruk_id, name = service.identifier(), service.name()
    organisation = _organisation(service, organisations)
    min_age, max_age = _ages(service)
    areas = read_area_codes(service, codes_by_name)
    terms = _terms(service)
    is_refuge = _is_refuge(service, name, terms)
    place, latitude, longitude = _place(service, is_refuge=is_refuge)
    telephone, email = _telephone(service), service.email("email")
    read = FeedService(
        oruk_id=oruk_id,
        where=service.where,
        organisation=organisation,
        name=name,
        description=service.bilingual("description"),
        eligibility=service.bilingual("eligibility_description"),
        cost=read_cost(service),
        waiting_time=service.bilingual("wait_time"),
        opening=read_opening(service),
        place=place,
        terms=terms,
        min_age=min_age,
        max_age=max_age,
        languages=_languages(service),
        welsh_provision=service.code("welsh_provision", _WELSH) or WelshProvision.NOT_STATED,
        area_codes=areas,
        telephone=telephone,
        email=email,
        url=service.url("url"),
        referral_route=_route(service, telephone, email),
        latitude=latitude,
        longitude=longitude,
        is_refuge=is_refuge,
        status=_status(service),
        assured_on=service.day("assured_date"),
        closed_to_referrals_on=service.day("closed_to_referrals_on"),
        **_more(service),
        parts=read_parts(service, with_places=not is_refuge),
        hidden_locations=_location_ids(service) if is_refuge else (),
    )
    if is_refuge:
        _check_refuge_text(service, read)
    return read


def _more(service: Item) -> dict[str, Any]:
    """What stands in one column each and decides nothing about whether the record can be read."""
    return {
        "alert": service.bilingual("alert"),
        "accreditations": service.bilingual("accreditations"),
        "levels": service.codes("levels", _LEVELS),
        "groups": service.codes("groups", _GROUPS),
        "referral_routes": service.codes("referral_routes", _ROUTES),
        "waiting_days": service.whole("waiting_days", 3650),
        "waiting_confirmed_on": service.day("waiting_confirmed_on"),
        "assured_by": service.text("assured_by", SHORT),
        "assurer_email": service.email("assurer_email"),
        "modified_at": service.moment("last_modified"),
    }


def _organisation(service: Item, known: dict[UUID, FeedOrganisation]) -> FeedOrganisation:
    item = service.child("organization")
    if item is None:
        raise RefusedError(Fault.NO_ORGANISATION, service.at("organization"))
    read = FeedOrganisation(
        oruk_id=item.identifier(),
        name=item.name(),
        description=item.bilingual("description"),
        website=item.url("website"),
        identifiers=tuple(
            (entry.text("identifier_scheme", SHORT), entry.text("identifier", SHORT))
            for entry in item.children("organization_identifiers")
        ),
        email=item.email("email"),
        logo=item.url("logo"),
        uri=item.url("uri"),
        parent_oruk_id=item.known_id("parent_organization_id"),
        parts=read_identifiers(item),
    )
    first = known.setdefault(read.oruk_id, read)
    if first != read:
        service.faults.add(Fault.ORGANISATION_DIFFERS, item.where, read.name.en)
    return first


def _ages(service: Item) -> tuple[int | None, int | None]:
    lowest, highest = _age(service, "minimum_age"), _age(service, "maximum_age")
    if lowest is not None and highest is not None and lowest > highest:
        raise RefusedError(Fault.AGES_CROSS, service.at("minimum_age"), f"{lowest}–{highest}")
    return lowest, highest


def _age(service: Item, key: str) -> int | None:
    """Whole years. A wrong age refuses the record: help would be offered to the wrong people."""
    found = service.value.get(key)
    if found is None:
        return None
    age = finite(found)
    if age is None or age != int(age) or not 0 <= age <= 120:
        raise RefusedError(Fault.BAD_AGE, service.at(key), found)
    return int(age)


def _status(service: Item) -> str:
    found = service.value.get("status")
    if not isinstance(found, str) or found not in _STATUSES:
        raise RefusedError(Fault.BAD_STATUS, service.at("status"), "" if found is None else found)
    return found


def _terms(service: Item) -> tuple[Term, ...]:
    """The taxonomy terms of the service. The vocabulary and code may be missing; the name may not."""
    terms = []
    for attribute in service.children("attributes"):
        item = attribute.child("taxonomy_term")
        if item is None:
            continue
        code = item.text("term", SHORT) or item.text("term_uri", LONG)
        term = Term(item.text("taxonomy", SHORT), code, item.text("name", SHORT))
        if term.name or term.code:
            terms.append(term)
    return tuple(terms)


def _is_refuge(service: Item, name: Bilingual, terms: tuple[Term, ...]) -> bool:
    """A record that says so, is named so, or is classified so. Where in doubt it is a refuge."""
    says = service.value.get("is_refuge") not in {None, False} if _is_plain(service, "is_refuge") else True
    words = {term.name.casefold() for term in terms} | {term.code.casefold() for term in terms}
    return says or bool(_REFUGE_NAME.search(name.en)) or bool(words & _REFUGE_TERMS)


def _is_plain(service: Item, key: str) -> bool:
    return not isinstance(service.value.get(key), list | Mapping)


def _place(service: Item, *, is_refuge: bool) -> tuple[Bilingual, float | None, float | None]:
    if not is_refuge:
        return read_place(service)
    if has_place(service):
        service.faults.add(Fault.REFUGE_PLACE, service.at("service_at_locations"))
    return Bilingual(), None, None


def _location_ids(service: Item) -> tuple[UUID, ...]:
    links = service.value.get("service_at_locations")
    if not isinstance(links, list):
        return ()
    places = [link.get("location") for link in links if isinstance(link, Mapping)]
    ids = [Item(place, "", service.faults).known_id() for place in places if isinstance(place, Mapping)]
    return tuple(found for found in ids if found is not None)


def _check_refuge_text(service: Item, read: FeedService) -> None:
    """Raise RefusedError when any text of a refuge, or the text of its organisation, holds a postcode."""
    texts = (
        read.name,
        read.description,
        read.eligibility,
        read.cost,
        read.waiting_time,
        read.opening,
        read.alert,
        read.accreditations,
        read.organisation.description,
        *(_texts_of(part) for part in read.parts),
    )
    for text in texts:
        if _POSTCODE.search(text.en) or _POSTCODE.search(text.cy):
            raise RefusedError(Fault.REFUGE_TEXT, service.where)


def _texts_of(part: Part) -> Bilingual:
    """Every text of a part and of what belongs to it, as one to look through."""
    words = [value for value in part.columns.values() if isinstance(value, str)]
    return Bilingual(" | ".join([*words, *(_texts_of(child).en for child in part.parts)]))


def _languages(service: Item) -> tuple[str, ...]:
    codes = []
    for item in service.children("languages"):
        code, name = item.text("code", SHORT).casefold(), item.text("name", SHORT).casefold()
        known = next(
            (
                one
                for one in (code, LANGUAGE_BY_NAME.get(name), LANGUAGE_BY_NAME.get(code))
                if one in _LANGUAGES
            ),
            None,
        )
        if known:
            codes.append(known)
        elif code or name:
            service.faults.add(Fault.UNKNOWN_LANGUAGE, item.where, code or name)
    return tuple(dict.fromkeys(codes))


def _telephone(service: Item) -> str:
    """The first usable number of the service itself, then of its contacts."""
    for phone in service.children("phones"):
        number = phone.telephone("number")
        if number:
            return number
    for contact in service.children("contacts"):
        for phone in contact.children("phones"):
            number = phone.telephone("number")
            if number:
                return number
    return ""


def _route(service: Item, telephone: str, email: str) -> str:
    """The route the feed states, or the nearest that its details allow."""
    stated = service.code("referral_route", _ROUTES)
    if stated == ReferralRoute.TELEPHONE and not telephone:
        stated = ""
    if stated == ReferralRoute.EMAIL and not email:
        stated = ""
    return stated or nearest_route(telephone, email)


def nearest_route(telephone: str, email: str) -> str:
    """How to reach a service that does not receive referrals in the product."""
    if telephone:
        return ReferralRoute.TELEPHONE
    return ReferralRoute.EMAIL if email else ReferralRoute.SELF
