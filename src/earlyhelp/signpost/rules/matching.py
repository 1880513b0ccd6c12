"""From what somebody needs to what suits them, with the reasons. Pure.

Protected characteristics take no part: `Wish` has no room for one. A service that is for some people says so itself
(`Offer.groups`), as a sentence for the practitioner to ask about, and a person decides. Age counts, because services
are by law and by their purpose for some ages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from earlyhelp.signpost.choices import Because, ReferralRoute, ServiceStatus, WelshProvision
from earlyhelp.signpost.rules.directory import CAPACITY_GOOD_FOR

CHECK_AGAIN_AFTER = timedelta(days=183)
DROP_AFTER = timedelta(days=365)
ROOM_GOOD_FOR = timedelta(days=CAPACITY_GOOD_FOR)
LONGEST_SHORT_WAIT = 42  # days

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
class Room:
    """How much room a service said it has in one of its units. None is not known."""

    confirmed_on: date
    free: int | None = None
    keeps_list: bool | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A service, as matching sees it. Empty `area_codes` is all of Wales; None is no age limit.

    Empty `levels` is every level of need; `groups` are the people whom the service says it is for.
    """

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
    rooms: tuple[Room, ...] = ()
    waiting_days: int | None = None
    levels: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for, on which day. Empty or None means that it does not matter or is not known.

    `has_consent` is false when the person has said no to a referral, or has not been asked.
    """

    needs: frozenset[str]
    on: date
    area_code: str = ""
    age: int | None = None
    language: str = ""
    near: Point | None = None
    level: str = ""
    has_consent: bool | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the value that its sentence shows: needs or groups, a date, an age, a wait or a distance."""

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
    def is_full(self) -> bool:
        """Whether it said lately that it has no room."""
        return any(reason.because in {Because.FULL, Because.FULL_NO_LIST} for reason in self.why_not)

    @property
    def rank(self) -> tuple[bool, int, int, float]:
        """The order of offers: what fits, what meets most, what leaves least doubt, what is near."""
        return (not self.fits, -self.met, len(self.why_not), self.miles if self.miles is not None else 1e9)


def weigh(offer: Offer, wish: Wish) -> Fit:
    """Say why a service suits, and why it may not."""
    why: list[Reason] = []
    why_not: list[Reason] = []
    miles = _miles(offer, wish)
    parts = (_needs, _area, _age, _groups, _level, _language, _running, _room, _wait, _consent, _checked)
    for reason, is_for in (found for part in parts for found in part(offer, wish)):
        (why if is_for else why_not).append(reason)
    if offer.referral_route == ReferralRoute.IN_PRODUCT and wish.has_consent is not False:
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


def _groups(offer: Offer, wish: Wish) -> Found:
    """What the service says of itself. Nothing about the person is compared with it."""
    if offer.groups:
        yield Reason(Because.FOR_GROUP, offer.groups), False


def _level(offer: Offer, wish: Wish) -> Found:
    if wish.level and offer.levels:
        fits = wish.level in offer.levels
        yield Reason(Because.LEVEL_FITS if fits else Because.OTHER_LEVEL), fits


def _room(offer: Offer, wish: Wish) -> Found:
    """What it said about room, for as long as that can be relied on; after that, when it said so."""
    fresh = [room for room in offer.rooms if wish.on - room.confirmed_on <= ROOM_GOOD_FOR]
    if offer.rooms and not fresh:
        yield Reason(Because.ROOM_OLD, max(room.confirmed_on for room in offer.rooms)), False
    known = [room for room in fresh if room.free is not None]
    free = sum(room.free or 0 for room in known)
    if free:
        yield Reason(Because.HAS_ROOM, free), True
    elif known:
        no_list = any(room.keeps_list is False for room in known)
        yield Reason(Because.FULL_NO_LIST if no_list else Because.FULL), False


def _wait(offer: Offer, wish: Wish) -> Found:
    if offer.waiting_days is None:
        return
    if offer.waiting_days > LONGEST_SHORT_WAIT:
        yield Reason(Because.LONG_WAIT, round(offer.waiting_days / 7)), False
    else:
        yield Reason(Because.SHORT_WAIT, offer.waiting_days), True


def _consent(offer: Offer, wish: Wish) -> Found:
    if wish.has_consent is False and offer.referral_route == ReferralRoute.IN_PRODUCT:
        yield Reason(Because.NEEDS_CONSENT), False


def _miles(offer: Offer, wish: Wish) -> float | None:
    if offer.place is None or wish.near is None:
        return None
    return miles_between(offer.place, wish.near)


def miles_between(one: Point, other: Point) -> float:
    """Distance over the ground in miles, by the haversine formula on a sphere of radius 3,958.8 miles."""
    (lat_1, lon_1), (lat_2, lon_2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 3958.8 * asin(sqrt(min(1.0, half)))
