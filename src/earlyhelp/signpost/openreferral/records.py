"""What an Open Referral UK 3.0 feed says, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
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
class Part:
    """Something that belongs to a service or an organisation: a schedule, a phone, an attribute, …

    `kind` is the standard's own word; `columns` hold plain values by the name of the column that keeps them;
    `parts` belong to it in turn, as the addresses of a location do.
    """

    kind: str
    oruk_id: UUID | None
    columns: Mapping[str, Any]
    parts: "tuple[Part, ...]" = ()


@dataclass(frozen=True, slots=True)
class FeedOrganisation:
    """Who runs a service. `identifiers` are (scheme, identifier) pairs."""

    oruk_id: UUID
    name: Bilingual
    description: Bilingual
    website: str
    identifiers: tuple[tuple[str, str], ...]
    email: str = ""
    logo: str = ""
    uri: str = ""
    parent_oruk_id: UUID | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedService:
    """A service that can be offered. Ages are whole years, inclusive; None is no limit.

    `area_codes` are ONS codes of councils; empty means the whole of Wales. Coordinates are WGS 84 degrees.
    `languages` are ISO 639-1 codes; empty means that the feed does not say. `hidden_locations` are ids of places that
    this record would give away; they are never stored, and no other record of the feed may show them either.
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
    alert: Bilingual = Bilingual()
    accreditations: Bilingual = Bilingual()
    levels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    referral_routes: tuple[str, ...] = ()
    waiting_days: int | None = None
    waiting_confirmed_on: date | None = None
    assured_by: str = ""
    assurer_email: str = ""
    modified_at: datetime | None = None
    parts: tuple[Part, ...] = ()
    hidden_locations: tuple[UUID, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Feed:
    """Everything that could be read from one feed, and everything that could not."""

    services: tuple[FeedService, ...]
    rejects: tuple[Reject, ...]
