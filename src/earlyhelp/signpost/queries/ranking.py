"""The order of `rules.matching.Fit.rank`, asked of PostgreSQL, so that only services shown are weighed in words.

Every doubt that `rules.matching` knows has its twin here; a property test holds the two to the same order.
"""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import (
    Case,
    Exists,
    Expression,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import ASin, Collate, Cos, Least, Power, Radians, Sin, Sqrt

from earlyhelp.signpost.choices import ReferralRoute, WelshProvision
from earlyhelp.signpost.models import Capacity, Services
from earlyhelp.signpost.rules import matching

FAR = 1e9  # miles to a service whose place is not known


def ranked(services: Services, wish: matching.Wish) -> Services:
    """These services in the order of the offer, best first, as `matching.weigh` would rank them."""
    disqualified, doubts = _disqualified(wish), _doubts(wish)
    met = _sum(Q(needs__contains=[need]) for need in sorted(wish.needs))
    rank = services.annotate(
        rank_unfit=Case(When(disqualified, then=1), default=0, output_field=IntegerField()),
        rank_met=met,
        rank_doubts=_sum(doubts) + Case(When(rank_met__lt=len(wish.needs), then=1), default=0),
        rank_miles=miles_from(wish.near) if wish.near else Value(FAR),
    )
    return rank.order_by(
        "rank_unfit", "-rank_met", "rank_doubts", "rank_miles", Collate("name_en", "C"), "id"
    )


def best_keys(services: Services, wish: matching.Wish, limit: int) -> list[UUID]:
    """The keys of the first of these services.

    Those that meet every need are ranked first, and the others only where room is left: most of the work of a rank
    is spared for services that would not be shown.
    """
    all_met = Q(needs__contains=sorted(wish.needs))
    nearest = ("rank_doubts", "rank_miles", Collate("name_en", "C"), "id")
    # Within a part nothing is ordered by what is the same for all of it: each such key costs as much as a search.
    parts = ((0, all_met, nearest), (0, ~all_met, ("-rank_met", *nearest)), (1, Q(), ("-rank_met", *nearest)))
    found: list[UUID] = []
    for unfit, met, order in parts:
        ordered = ranked(services.filter(met), wish).filter(Q(rank_unfit=unfit)).order_by(*order)
        found += ordered.values_list("pk", flat=True)[: limit - len(found)]
        if len(found) == limit:
            break
    return found


def miles_from(point: matching.Point, of: str = "") -> Expression:
    """Miles over the ground from a point to the place of each row; FAR where no place is known.

    `of` leads to the row that has the place, such as `location__`.
    """
    latitude, longitude = point
    half = Power(Sin(Radians(F(f"{of}latitude") - latitude) / 2), 2) + Cos(Radians(Value(latitude))) * Cos(
        Radians(F(f"{of}latitude"))
    ) * Power(Sin(Radians(F(f"{of}longitude") - longitude) / 2), 2)
    miles = Value(2 * 3958.8) * ASin(Sqrt(Least(Value(1.0), half)))
    return Case(
        When(**{f"{of}latitude__isnull": False, f"{of}longitude__isnull": False}, then=miles),
        default=Value(FAR),
        output_field=FloatField(),
    )


def _disqualified(wish: matching.Wish) -> Q:
    """What `matching.DISQUALIFYING` takes out of the offer."""
    unfit = Q(closed_to_referrals_on__lte=wish.on) | Q(assured_on__lt=wish.on - matching.DROP_AFTER)
    if wish.area_code:
        unfit |= _out_of_area(wish)
    if wish.age is not None:
        unfit |= Q(min_age__gt=wish.age) | Q(max_age__lt=wish.age)
    return unfit


def _doubts(wish: matching.Wish) -> list[Q]:
    """Every sentence against a service, except that of needs it does not meet."""
    doubts = [
        Q(closed_to_referrals_on__isnull=False),
        Q(assured_on=None) | Q(assured_on__lt=wish.on - matching.CHECK_AGAIN_AFTER),
    ]
    if wish.area_code:
        doubts.append(_out_of_area(wish))
    if wish.age is None:
        doubts.append(Q(min_age__gt=0) | Q(max_age__isnull=False))
    else:
        doubts.append(Q(min_age__gt=wish.age) | Q(max_age__lt=wish.age))
    doubts += _doubts_of_room(wish)
    if wish.level:
        doubts.append(~Q(levels=[]) & ~Q(levels__contains=[wish.level]))
    if wish.has_consent is False:
        doubts.append(Q(referral_route=ReferralRoute.IN_PRODUCT))
    if wish.language not in {"", "en"}:
        doubts.append(_other_language(wish.language))
    return doubts


def _doubts_of_room(wish: matching.Wish) -> list[Q]:
    """Full by its own fresh word, or said so too long ago; a long wait; for some people only."""
    fresh = Q(confirmed_on__gte=wish.on - matching.ROOM_GOOD_FOR)
    full = Q(is_full=True) & (Q(has_room=None) | Q(has_room=False))
    said = (
        Capacity.objects.filter(service=OuterRef("pk"))
        .order_by()
        .values("service")
        .annotate(
            is_fresh=BoolOr(fresh),
            is_full=BoolOr(fresh & Q(free=0)),
            has_room=BoolOr(fresh & Q(free__gt=0)),
        )
    )
    return [
        # One look at the rows of a service: it is full, or nothing that it said is fresh.
        Q(Exists(said.filter(full | Q(is_fresh=False)))),
        Q(waiting_days__gt=matching.LONGEST_SHORT_WAIT),
        ~Q(groups=[]),
    ]


def _out_of_area(wish: matching.Wish) -> Q:
    return ~Q(area_codes=[]) & ~Q(area_codes__contains=[wish.area_code])


def _other_language(language: str) -> Q:
    silent = ~Q(languages__contains=[language])
    if language != "cy":
        return silent
    return Q(welsh_provision=WelshProvision.NONE) | (Q(welsh_provision=WelshProvision.NOT_STATED) & silent)


def _sum(conditions: Iterable[Q]) -> Expression:
    """How many of the conditions hold."""
    total: Expression = Value(0, output_field=IntegerField())
    for condition in conditions:
        total = total + Case(When(condition, then=1), default=0, output_field=IntegerField())
    return total
