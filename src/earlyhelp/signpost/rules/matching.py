"""From what somebody needs to what suits them, with the reasons. Pure.

Protected characteristics take no part: a service that is for some people says so, and a person decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from earlyhelp.signpost.choices import Because, ReferralRoute, ServiceStatus, WelshProvision

CHECK_AGAIN_AFTER = timedelta(days=183)
DROP_AFTER = timedelta(days=365)

Point = tuple[float, float]  # latitude and longitude, WGS 84 degrees

# Reasons that take a service out of the offer. The other doubts are shown, and a person decides.
DISQUALIFYING = frozenset(
    {
        Because.NOT_RUNNING,
        Because.CLOSED,
        Because.OUT_OF_AREA,
        Because.TOO_YOUNG,
        Because.TOO_OLD,
        Because.NOT_CHECKED,
    }
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A service, as matching sees it. Empty `area_codes` is all of Wales; None is no age limit."""

    needs: frozenset[str]
    area_codes: frozenset[str] = frozenset()
    min_age: int | None = None
    max_age: int | None = None
    languages: frozenset[str] = frozenset()
    welsh_provision: str = WelshProvision.NOT_STATED
    referral_route: str = ReferralRoute.TELEPHONE
    status: str = ServiceStatus.ACTIVE
    assured_on: date | None = None
    closed_to_referrals_on: date | None = None
    place: Point | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for, on which day. Empty or None means that it does not matter or is not known."""

    needs: frozenset[str]
    on: date
    area_code: str = ""
    age: int | None = None
    language: str = ""
    near: Point | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the value that its sentence shows: needs, a date, an age or a distance."""

    because: Because
    value: frozenset[str] | date | int | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How one offer answers one wish. `fits` is false when any reason against it disqualifies."""

    why: tuple[Reason, ...]
    why_not: tuple[Reason, ...]
    met: int
    miles: float | None

    @property
    def fits(self) -> bool:
        """Whether it can be offered as it stands."""
        return not any(reason.because in DISQUALIFYING for reason in self.why_not)

    @property
    def rank(self) -> tuple[bool, int, int, float]:
        """The order of offers: what fits, what meets most, what leaves least doubt, what is near."""
        return (not self.fits, -self.met, len(self.why_not), self.miles if self.miles is not None else 1e9)


def weigh(offer: Offer, wish: Wish) -> Fit:
    """Say why a service suits, and why it may not."""
    why: list[Reason] = []
    why_not: list[Reason] = []
    miles = _miles(offer, wish)
    parts = (_needs, _area, _age, _language, _running, _checked)
    for reason, is_for in (found for part in parts for found in part(offer, wish)):
        (why if is_for else why_not).append(reason)
    if offer.referral_route == ReferralRoute.IN_PRODUCT:
        why.append(Reason(Because.REFERRAL_HERE))
    if miles is not None:
        why.append(Reason(Because.DISTANCE, round(miles)))
    return Fit(tuple(why), tuple(why_not), len(offer.needs & wish.needs), miles)


Found = Iterator[tuple[Reason, bool]]


def _needs(offer: Offer, wish: Wish) -> Found:
    met, unmet = wish.needs & offer.needs, wish.needs - offer.needs
    if met and not unmet:
        yield Reason(Because.HELPS_WITH_ALL), True
    elif met:
        yield Reason(Because.HELPS_WITH, met), True
    if unmet:
        yield Reason(Because.DOES_NOT_HELP_WITH, unmet), False


def _area(offer: Offer, wish: Wish) -> Found:
    if not offer.area_codes:
        yield Reason(Because.ALL_WALES), True
    elif wish.area_code in offer.area_codes:
        yield Reason(Because.IN_AREA), True
    elif wish.area_code:
        yield Reason(Because.OUT_OF_AREA), False


def _age(offer: Offer, wish: Wish) -> Found:
    if wish.age is None:
        if offer.min_age or offer.max_age is not None:
            yield Reason(Because.CHECK_AGE), False
    elif offer.min_age is not None and wish.age < offer.min_age:
        yield Reason(Because.TOO_YOUNG, offer.min_age), False
    elif offer.max_age is not None and wish.age > offer.max_age:
        yield Reason(Because.TOO_OLD, offer.max_age), False
    else:
        yield Reason(Because.TAKES_AGE), True


_WELSH = {
    WelshProvision.FULL.value: (Reason(Because.WELSH_FULL), True),
    WelshProvision.PART.value: (Reason(Because.WELSH_PART), True),
    WelshProvision.ON_REQUEST.value: (Reason(Because.WELSH_ON_REQUEST), True),
    WelshProvision.NONE.value: (Reason(Because.NOT_WELSH), False),
}


def _language(offer: Offer, wish: Wish) -> Found:
    """English goes without saying; for Welsh, what is provided counts, and not only who speaks it."""
    if wish.language in {"", "en"}:
        return
    if wish.language == "cy" and offer.welsh_provision in _WELSH:
        yield _WELSH[offer.welsh_provision]
    elif wish.language in offer.languages:
        yield Reason(Because.SPEAKS), True
    else:
        yield Reason(Because.LANGUAGE_NOT_STATED), False


def _running(offer: Offer, wish: Wish) -> Found:
    if offer.status != ServiceStatus.ACTIVE:
        yield Reason(Because.NOT_RUNNING), False
    if offer.closed_to_referrals_on is not None:
        is_closed = offer.closed_to_referrals_on <= wish.on
        yield Reason(Because.CLOSED if is_closed else Because.CLOSING, offer.closed_to_referrals_on), False


def _checked(offer: Offer, wish: Wish) -> Found:
    if offer.assured_on is None:
        yield Reason(Because.NEVER_CHECKED), False
    elif wish.on - offer.assured_on > DROP_AFTER:
        yield Reason(Because.NOT_CHECKED), False
    elif wish.on - offer.assured_on > CHECK_AGAIN_AFTER:
        yield Reason(Because.CHECKED_LONG_AGO, offer.assured_on), False


def _miles(offer: Offer, wish: Wish) -> float | None:
    if offer.place is None or wish.near is None:
        return None
    return miles_between(offer.place, wish.near)


def miles_between(one: Point, other: Point) -> float:
    """Distance over the ground in miles, by the haversine formula on a sphere of radius 3,958.8 miles."""
    (lat_1, lon_1), (lat_2, lon_2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 3958.8 * asin(sqrt(min(1.0, half)))
