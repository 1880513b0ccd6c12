"""What an Open Referral UK 3.0 feed says, as plain values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from earlyhelp.signpost.choices import Fault


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that was not read (`loaded` false), or a part left out of a record that was.

    `where` is the path in the feed, such as `contents[3].organization.website`; `value` is what stood there,
    shortened; it may be empty.
    """

    record_id: str
    where: str
    fault: Fault
    value: str = ""
    loaded: bool = False

    @property
    def reason(self) -> str:
        """The whole sentence, in the language now active."""
        return str(self.fault.label)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages. An empty `cy` means that the feed has no Welsh."""

    en: str = ""
    cy: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A taxonomy term: which vocabulary, its code or address, its English name."""

    vocabulary: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FeedOrganisation:
    """Who runs a service. `identifiers` are (scheme, identifier) pairs."""

    oruk_id: UUID
    name: Bilingual
    description: Bilingual
    website: str
    identifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FeedService:
    """A service that can be offered. Ages are whole years, inclusive; None is no limit.

    `area_codes` are ONS codes of councils; empty means the whole of Wales. Coordinates are WGS 84 degrees.
    `languages` are ISO 639-1 codes; empty means that the feed does not say.
    """

    oruk_id: UUID
    where: str
    organisation: FeedOrganisation
    name: Bilingual
    description: Bilingual
    eligibility: Bilingual
    cost: Bilingual
    waiting_time: Bilingual
    opening: Bilingual
    place: Bilingual
    terms: tuple[Term, ...]
    min_age: int | None
    max_age: int | None
    languages: tuple[str, ...]
    welsh_provision: str
    area_codes: tuple[str, ...]
    telephone: str
    email: str
    url: str
    referral_route: str
    latitude: float | None
    longitude: float | None
    is_refuge: bool
    status: str
    assured_on: date | None
    closed_to_referrals_on: date | None


@dataclass(frozen=True, slots=True)
class Feed:
    """Everything that could be read from one feed, and everything that could not."""

    services: tuple[FeedService, ...]
    rejects: tuple[Reject, ...]
