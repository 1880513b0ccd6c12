"""What anyone may ask of the directory, signed in or not. Nothing of the question is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Collate
from django.utils.translation import get_language

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.choices import Frequency, Language
from earlyhelp.signpost.facts import Where
from earlyhelp.signpost.models import CostOption, Schedule, Service, ServiceAtLocation, Services, VisitorMark
from earlyhelp.signpost.queries.ranking import FAR, ranked
from earlyhelp.signpost.rules import matching
from earlyhelp.signpost.rules.opening import WEEKDAYS, Hours, Opening, opening_at

MOST_FOUND = 15


@dataclass(frozen=True, slots=True)
class Sought:
    """What a visitor looks for. Empty or None means that it does not matter. `within` is in miles."""

    needs: tuple[str, ...] = ()
    words: str = ""
    where: Where | None = None
    ages: tuple[int, int] | None = None
    language: str = ""
    only_free: bool = False
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A service as anyone may see it. `miles` is None without a place; `opening` without hours that can be reckoned."""

    service: Service
    miles: float | None
    opening: Opening
    languages: tuple[str, ...]
    accessibility: tuple[str, ...]
    is_free: bool
    is_full: bool

    @property
    def lang(self) -> str:
        """Set where the entry's name is not in the language of the page."""
        return "en" if (get_language() or "en").startswith("cy") and not self.service.name_cy else ""


def find_support(
    *, by: Actor, sought: Sought, at: datetime, most: int = MOST_FOUND
) -> tuple[list[Found], int]:
    """Services that anyone may turn to, the most suitable and nearest first, and how many there are in all."""
    now = at.astimezone(LONDON)
    area = sought.where.area_code if sought.where else ""
    wish = matching.Wish(
        frozenset(sought.needs),
        now.date(),
        area,
        None,
        sought.language,
        sought.where.point if sought.where else None,
    )
    services = _narrowed(_public(now), sought)
    if area:
        services = services.for_area(area)
    # For anyone who looks for themselves the way there counts before the smaller doubts, which each card shows.
    found = ranked(services, wish).order_by(
        "rank_unfit", "-rank_met", "rank_miles", "rank_doubts", Collate("name_en", "C"), "id"
    )
    if sought.within and wish.near:
        found = found.filter(Q(rank_miles__lte=sought.within) | Q(rank_miles=FAR))
    shown = list(_whole(found.filter(Q(rank_unfit=0)))[:most])
    total = len(shown) if len(shown) < most else found.filter(Q(rank_unfit=0)).count()
    return [_found(service, sought, now) for service in shown], total


def get_public_service(service_id: UUID, *, by: Actor, at: datetime) -> Found:
    """One running service as anyone may see it. Raises Service.DoesNotExist."""
    now = at.astimezone(LONDON)
    return _found(_whole(_public(now)).get(pk=service_id), Sought(), now)


def list_public_services(*, by: Actor, keys: Sequence[UUID], at: datetime) -> list[Found]:
    """These services as anyone may see them, in this order; those that do not run are left out."""
    now = at.astimezone(LONDON)
    found = {service.pk: service for service in _whole(_public(now)).filter(pk__in=list(keys))}
    return [_found(found[key], Sought(), now) for key in keys if key in found]


def _public(now: datetime) -> Services:
    gone = Q(missing_since__isnull=False) & Q(missing_since__lt=now)
    return Service.objects.all().running().with_organisation().exclude(gone)


def _narrowed(services: Services, sought: Sought) -> Services:
    wanted = Q(needs__overlap=list(sought.needs)) if sought.needs else Q()
    if not sought.needs:
        for word in sought.words.split()[:8]:
            wanted &= _mentions(word)
    services = services.filter(wanted)
    if sought.ages:
        youngest, oldest = sought.ages
        services = services.filter(
            Q(min_age=None) | Q(min_age__lte=oldest), Q(max_age=None) | Q(max_age__gte=youngest)
        )
    if sought.language:
        services = services.in_language(sought.language)
    if sought.only_free:
        services = services.filter(Exists(CostOption.objects.filter(service=OuterRef("pk"), amount=0)))
    return services


def _mentions(word: str) -> Q:
    mentions = Q(organisation__name_en__icontains=word) | Q(organisation__name_cy__icontains=word)
    for field in ("name_en", "name_cy", "description_en", "description_cy"):
        mentions |= Q(**{f"{field}__icontains": word})
    return mentions


def _whole(services: Services) -> Services:
    """With everything that a card shows: one statement for each kind of row, however many services."""
    at_locations = ServiceAtLocation.objects.select_related("location").prefetch_related(
        "location__accessibility"
    )
    return services.prefetch_related(
        Prefetch("at_locations", queryset=at_locations),
        Prefetch("schedules", queryset=Schedule.objects.all()),
        "cost_options",
        "capacities",
    )


def _found(service: Service, sought: Sought, now: datetime) -> Found:
    costs = list(service.cost_options.all())
    near = sought.where.point if sought.where else None
    return Found(
        service=service,
        miles=_miles(service, near),
        opening=opening_at(_hours(service.schedules.all()), now),
        languages=tuple(str(Language(code).label) for code in service.languages if code in Language.values),
        accessibility=_accessibility(service),
        is_free=bool(costs) and all(cost.amount == 0 for cost in costs),
        is_full=matching.weigh(_room_of(service), matching.Wish(frozenset(), now.date())).is_full,
    )


def _room_of(service: Service) -> matching.Offer:
    rooms = (
        matching.Room(room.confirmed_on, room.free, room.keeps_list) for room in service.capacities.all()
    )
    return matching.Offer(frozenset(), rooms=tuple(rooms))


def _miles(service: Service, near: matching.Point | None) -> float | None:
    if near is None or service.latitude is None or service.longitude is None:
        return None
    return matching.miles_between((service.latitude, service.longitude), near)


def _accessibility(service: Service) -> tuple[str, ...]:
    said = [
        str(row)
        for link in service.at_locations.all()
        for row in link.location.accessibility.all()
        if not service.is_refuge
    ]
    return tuple(dict.fromkeys(text for text in said if text))


def _hours(schedules: Iterable[Schedule]) -> list[Hours]:
    """The schedules that can be reckoned with: every week, on named days, between two times."""
    found = []
    for one in schedules:
        days = frozenset(one.byday.split(",")) & frozenset(WEEKDAYS)
        weekly = one.freq == Frequency.WEEKLY and one.interval in {None, 1}
        if weekly and days and one.opens_at and one.closes_at:
            found.append(Hours(days, one.opens_at, one.closes_at, one.valid_from, one.valid_to))
    return found


def count_sent(*, by: Actor, mark: str, since: datetime) -> tuple[int, int]:
    """How many lists and remarks this visitor sent since then, and how many everybody did."""
    marks = VisitorMark.objects.filter(made_at__gte=since)
    return marks.filter(mark=mark).count(), marks.count()
