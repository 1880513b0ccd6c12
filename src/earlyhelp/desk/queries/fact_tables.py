"""Which facts each agency publishes, for which years, and how their rows are read. No row names anybody."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db.models import Min

from earlyhelp.develop.queries.fact_rows import list_training_facts
from earlyhelp.evaluate.facts.tables import TABLES, Table
from earlyhelp.identify.models import Notification
from earlyhelp.identify.queries import list_incident_facts, list_incident_years
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.pseudonyms import Numbers, Silent
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.models import Agency, Team
from earlyhelp.partnership.queries import list_agencies_with_team
from earlyhelp.signpost.models import UnmetNeed
from earlyhelp.signpost.queries.fact_rows import (
    list_asked_of_services,
    list_referral_facts,
    list_unmet_facts,
)
from earlyhelp.solve.queries.fact_rows import (
    list_goal_facts,
    list_help_facts,
    list_joint_facts,
    list_notification_facts,
)
from earlyhelp.understand.queries.fact_rows import (
    ContactFact,
    Who,
    get_first_contact_year,
    get_silent,
    get_who,
    list_contact_facts,
)

EVERYBODY = "wales"
"""The owner of facts that belong to no agency."""

Read = Callable[[datetime, datetime], Iterable[NamedTuple]]


@dataclass(frozen=True, slots=True)
class Published:
    """What one agency publishes of one table: its years, how a year is read, and how a year looks from outside.

    `seen` has a text for a year where one query can tell whether anything changed; other years are always read.
    """

    table: Table
    years: tuple[int, ...]
    read: Read
    seen: Mapping[int, str] = field(default_factory=dict)

    def rows(self, year: int) -> Iterable[NamedTuple]:
        """The rows of a year of London."""
        first, before = (datetime(one, 1, 1, tzinfo=LONDON) for one in (year, year + 1))
        return self.read(first, before)


def list_publishers(by: Actor) -> list[tuple[UUID, str]]:
    """The keys and codes of all agencies, those that are closed too. One query."""
    return list(Agency.objects.order_by("code").values_list("pk", "code"))


def list_front_doors(by: Actor) -> list[UUID]:
    """The agencies that know people: those with a front door. One query."""
    return list_agencies_with_team(by=by, kind=TeamKind.FRONT_DOOR)


def get_silent_people(by: Actor, numbers: Numbers) -> Silent:
    """Whom the actor's agency keeps, and whose record is not used, as numbers."""
    return get_silent(by, numbers)


def list_published(
    by: Actor,
    numbers: Numbers,
    silent: Silent,
    *,
    code: str,
    has_front_door: bool,
    today: date,
    met: set[int],
) -> Iterator[Published]:
    """What the actor's agency, whose code is given, publishes. Rows are read when they are asked for.

    `met` grows with the contacts that were read: two agencies may know the person of one, and it counts once.
    """
    seen = list_incident_years(by)
    yield Published(
        TABLES["incidents"], tuple(sorted(seen)), _read(list_incident_facts, by, numbers, silent), seen
    )
    yield _training(by, today)
    if has_front_door:
        who = get_who(by, numbers, silent)
        yield from _of_front_door(by, who, code, today)
        yield _contacts(by, who, today, met)


def _of_front_door(by: Actor, who: Who, code: str, today: date) -> Iterator[Published]:
    sent = Notification.objects.filter(front_door__agency_id=by.agency_key)
    first_at = sent.aggregate(first=Min("submitted_at"))["first"]
    years = _years_from(None if first_at is None else first_at.astimezone(LONDON).year, today)
    yield Published(TABLES["notifications"], years, _read(list_notification_facts, by, who))
    yield Published(TABLES["referrals"], years, _read(list_referral_facts, by, who))
    yield Published(TABLES["help"], years, _read(list_help_facts, by, who))
    yield Published(TABLES["goals"], years, _read(list_goal_facts, by, who))
    yield Published(TABLES["joint"], years, partial(_joint, by, code))


def _contacts(by: Actor, who: Who, today: date, met: set[int]) -> Published:
    area = _area_of(by)

    def read(first: datetime, before: datetime) -> Iterator[ContactFact]:
        for one in list_contact_facts(by, who, first=first, before=before, area=area):
            if one.contact not in met:
                met.add(one.contact)
                yield one

    return Published(TABLES["contacts"], _years_from(get_first_contact_year(by), today), read)


def list_published_of_nobody(by: Actor, *, today: date) -> Iterator[Published]:
    """What belongs to no agency: needs that nothing met."""
    first = UnmetNeed.objects.aggregate(first=Min("noted_on"))["first"]
    years = _years_from(first.year if first else None, today)
    yield Published(TABLES["unmet"], years, _read(list_unmet_facts, by))


def _read(query: Callable[..., Iterable[NamedTuple]], *words: object, **named: object) -> Read:
    def read(first: datetime, before: datetime) -> Iterable[NamedTuple]:
        return query(*words, first=first, before=before, **named)

    return read


def _joint(by: Actor, code: str, first: datetime, before: datetime) -> Iterator[NamedTuple]:
    yield from list_joint_facts(by, first=first, before=before, asking=code)
    yield from list_asked_of_services(by, first=first, before=before, asking=code)


def _training(by: Actor, today: date) -> Published:
    rows = list(list_training_facts(by, today=today))
    years = tuple(sorted({one.month.year for one in rows}))

    def read(first: datetime, before: datetime) -> Iterable[NamedTuple]:
        return (one for one in rows if first.date() <= one.month < before.date())

    return Published(TABLES["training"], years, read)


def _years_from(first: int | None, today: date) -> tuple[int, ...]:
    return () if first is None else tuple(range(first, today.year + 1))


def _area_of(by: Actor) -> str:
    """The area of the front door; the first one where an agency has several."""
    doors = Team.objects.filter(agency_id=by.agency_key, kind=TeamKind.FRONT_DOOR, area__isnull=False)
    return doors.order_by("area_id").values_list("area_id", flat=True).first() or ""
