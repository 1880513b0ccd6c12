"""Reading the directory. It holds no person, so reads are not audited; no place of a refuge is in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format

from earlyhelp.identify.choices import Need
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices import ServedGroup
from earlyhelp.signpost.models import Service, Services
from earlyhelp.signpost.queries.ranking import best_keys
from earlyhelp.signpost.queries.words import saying
from earlyhelp.signpost.rules import directory as directory_rules
from earlyhelp.signpost.rules import matching


@dataclass(frozen=True, slots=True)
class ServiceMatch:
    """A service with the sentences for and against it, in the language of the page."""

    service: Service
    fits: bool
    why: tuple[str, ...]
    why_not: tuple[str, ...]
    miles: float | None
    is_full: bool = False


def get_service(service_id: UUID, *, by: Actor) -> Service:
    """One service with its organisation. Raises Service.DoesNotExist."""
    directory_rules.check_may_read_directory(by.role)
    return Service.objects.all().with_organisation().get(pk=service_id)


def list_services(
    *,
    by: Actor,
    needs: Iterable[str] = (),
    area_code: str = "",
    age: int | None = None,
    language: str = "",
    words: str = "",
) -> Services:
    """Running services that answer every filter given, by name."""
    directory_rules.check_may_read_directory(by.role)
    found = Service.objects.all().running().with_organisation()
    chosen = list(needs)
    if chosen:
        found = found.for_needs(chosen)
    if area_code:
        found = found.for_area(area_code)
    if age is not None:
        found = found.for_age(age)
    if language:
        found = found.in_language(language)
    return found.filter(saying(words)) if words else found


def list_matching_services(
    *,
    by: Actor,
    needs: Iterable[str],
    on: date,
    area_code: str = "",
    age: int | None = None,
    language: str = "",
    near: tuple[float, float] | None = None,
    level: str = "",
    has_consent: bool | None = None,
    limit: int = 20,
) -> list[ServiceMatch]:
    """Services that help with at least one of the needs, best first; those that do not fit come last.

    `on` is the day of asking; `near` is a latitude and longitude in degrees; `level` one of NeedLevel.
    """
    directory_rules.check_may_read_directory(by.role)
    wish = matching.Wish(frozenset(needs), on, area_code, age, language, near, level, has_consent)
    keys = best_keys(Service.objects.all().running().for_needs(sorted(wish.needs)), wish, limit)
    found = Service.objects.all().with_organisation().prefetch_related("capacities").in_bulk(keys)
    return [_match(matching.weigh(_offer(found[key]), wish), found[key]) for key in keys]


def _offer(service: Service) -> matching.Offer:
    latitude, longitude = service.latitude, service.longitude
    return matching.Offer(
        needs=frozenset(service.needs),
        area_codes=frozenset(service.area_codes),
        min_age=service.min_age,
        max_age=service.max_age,
        languages=frozenset(service.languages),
        welsh_provision=service.welsh_provision,
        referral_route=service.referral_route,
        status=service.status,
        assured_on=service.assured_on,
        closed_to_referrals_on=service.closed_to_referrals_on,
        place=None if latitude is None or longitude is None else (latitude, longitude),
        rooms=tuple(
            matching.Room(room.confirmed_on, room.free, room.keeps_list) for room in service.capacities.all()
        ),
        waiting_days=service.waiting_days,
        levels=frozenset(service.levels),
        groups=frozenset(service.groups),
    )


def _match(fit: matching.Fit, service: Service) -> ServiceMatch:
    return ServiceMatch(
        service=service,
        fits=fit.fits,
        why=tuple(_sentence(reason) for reason in fit.why),
        why_not=tuple(_sentence(reason) for reason in fit.why_not),
        miles=fit.miles,
        is_full=fit.is_full,
    )


def _sentence(reason: matching.Reason) -> str:
    """The whole sentence in the language of the page; needs and groups in the order of our lists."""
    value = reason.value
    if isinstance(value, frozenset):
        shown = "; ".join(str(one.label) for one in (*Need, *ServedGroup) if one.value in value)
    elif isinstance(value, date):
        shown = date_format(value, "j F Y")
    else:
        shown = str(value)
    sentence = str(reason.because.label)
    return sentence % {"value": shown} if value is not None else sentence
