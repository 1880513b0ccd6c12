"""No viewer ever sees an entry that no agreement covers, by page or by raw SQL; and the merge loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earlyhelp.govern.actions import open_access
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.partnership.models import Agency
from earlyhelp.understand.choices.chronology import Certainty, EventKind, EventVisibility, Seen
from earlyhelp.understand.models import PartnerEvent
from earlyhelp.understand.queries import chronology
from earlyhelp.understand.rules import chronology as rules
from tests import factories
from tests.factories.chronology import agreement, event, link_record, partner
from tests.factories.understand import person, source_record

AGENCIES = 4
DAYS = st.sampled_from([-400, -1, 0, 1, 400])


@dataclass(frozen=True)
class Agreed:
    """What some agencies agreed: who, which data sets, for what, and from when to when, in days from today."""

    parties: frozenset[int]
    data_sets: frozenset[str]
    is_early_help: bool
    starts: int
    ends: int | None


@dataclass(frozen=True)
class Happened:
    """An event of one agency."""

    owner: int
    kind: EventKind
    is_kept: bool


agreed = st.builds(
    Agreed,
    parties=st.frozensets(st.integers(0, AGENCIES), min_size=2, max_size=3),
    data_sets=st.frozensets(st.sampled_from([DataSet.EVENTS, DataSet.HEALTH_EVENTS, DataSet.RECORDS])),
    is_early_help=st.booleans(),
    starts=DAYS,
    ends=st.none() | DAYS,
)
happened = st.builds(
    Happened,
    owner=st.integers(1, AGENCIES),
    kind=st.sampled_from([EventKind.SCHOOL, EventKind.HEALTH]),
    is_kept=st.booleans(),
)


@pytest.fixture
def stage(db: None) -> tuple[Actor, list[Agency]]:
    """A hub worker, and the hub's agency with others that have agreed nothing."""
    partners = factories.partners()
    hub = factories.actor(factories.practitioner(partners.front_door, Role.DECISION_MAKER))
    return hub, [partners.council, *(partner(partners.area) for _number in range(AGENCIES))]


@contextmanager
def forgotten() -> Iterator[None]:
    """What is written inside is gone afterwards: each example begins with nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def covers(one: Agreed, viewer: int, what: Happened) -> bool:
    """The expectation, written without the product: live today, both parties, early help, and the data set."""
    data_set = "health_events" if what.kind is EventKind.HEALTH else "events"
    live = one.starts <= 0 and (one.ends is None or one.ends >= 0)
    return live and {viewer, what.owner} <= one.parties and one.is_early_help and data_set in one.data_sets


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pacts=st.lists(agreed, max_size=4),
    events=st.lists(happened, min_size=1, max_size=6),
    granted=st.frozensets(st.integers(1, AGENCIES), max_size=1),
    viewer=st.integers(0, AGENCIES),
)
def test_nobody_sees_what_no_live_agreement_covers(
    stage: tuple[Actor, list[Agency]],
    pacts: list[Agreed],
    events: list[Happened],
    granted: frozenset[int],
    viewer: int,
) -> None:
    hub, agencies = stage
    now = timezone.now()
    today = now.astimezone(LONDON).date()
    with forgotten():
        somebody = person(hub)
        records = {number: source_record(agencies[number]) for number in range(1, AGENCIES + 1)}
        for record in records.values():
            link_record(hub, somebody, record)
        made = {event_of(records[what.owner], what): what for what in events}
        for one in pacts:
            sign(one, agencies, today)
        reader = hub if viewer == 0 else replace(hub, agency_id=agencies[viewer].pk)
        for number in granted:
            with acting(Actor.system("early_help", agency_id=agencies[number].pk)) as owner:
                open_access(
                    by=owner,
                    record_id=records[number].pk,
                    agency_id=reader.agency_key,
                    because="asked",
                    at=now - timedelta(days=1),
                )
        may = {
            key
            for key, what in made.items()
            if what.owner == viewer
            or what.owner in granted
            or (not what.is_kept and any(covers(one, viewer, what) for one in pacts))
        }
        with acting(reader):
            assert by_sql() == may
            about = about_all(somebody.pk, records)
            shown = chronology.list_partner_entries(reader, about, at=now)
            assert {UUID(entry.key.partition(":")[2]) for entry in shown} == may
        if viewer == 0:
            with acting(hub):
                told = chronology.get_withholding(hub, chronology.get_about(hub, [somebody.pk]))
            hidden = {what.owner for key, what in made.items() if key not in may and not what.is_kept}
            assert told.count == len(hidden)
            nameable = {
                agencies[number].name
                for number in hidden
                if any(covers_records(one, number) for one in pacts)
            }
            assert set(told.agencies) == nameable


def covers_records(one: Agreed, owner: int) -> bool:
    live = one.starts <= 0 and (one.ends is None or one.ends >= 0)
    return live and {0, owner} <= one.parties and one.is_early_help and DataSet.RECORDS in one.data_sets


def event_of(record: Any, what: Happened) -> UUID:
    kept = EventVisibility.OWNER if what.is_kept else EventVisibility.SHARED
    return event(record, kind=what.kind, visibility=kept).pk


def sign(one: Agreed, agencies: list[Agency], today: date) -> None:
    agreement(
        [agencies[number] for number in one.parties],
        one.data_sets,
        starts_on=today + timedelta(days=one.starts),
        ends_on=None if one.ends is None else today + timedelta(days=one.ends),
        purpose="early_help" if one.is_early_help else "safeguarding",
    )


def about_all(key: UUID, records: dict[int, Any]) -> chronology.About:
    """As if everything were linked for the reader, so that only the walls stand between."""
    linked = {record.pk: frozenset({key}) for record in records.values()}
    return chronology.About({key: key}, (), {}, {}, linked)


def by_sql() -> set[UUID]:
    """Every event that a raw query shows, whatever code asks for."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {PartnerEvent._meta.db_table}")
        return {key for (key,) in cursor.fetchall()}


# --- the merge ------------------------------------------------------------------------------------------

moments = st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)) | st.dates(
    date(2020, 1, 1), date(2026, 12, 31)
)
people = st.frozensets(st.sampled_from([UUID(int=number) for number in range(1, 5)]), min_size=1)


@st.composite
def entries(draw: Any) -> rules.Entry:
    """Any entry. Its key is one of few, so that the same one comes by several feeds."""
    when = draw(moments)
    until = draw(st.none() | st.integers(0, 200))
    return rules.Entry(
        key=str(draw(st.integers(0, 12))),
        when=when,
        agency_id=uuid4(),
        agency="Cyngor",
        kind=draw(st.sampled_from(EventKind)),
        title="",
        certainty=Certainty.FACT,
        known="",
        seen=Seen.OWN,
        about=draw(people),
        until_on=None if until is None or isinstance(when, datetime) else when + timedelta(days=until),
        is_minor=draw(st.booleans()),
    )


@given(feeds=st.lists(st.lists(entries(), max_size=8), max_size=4))
def test_the_merge_loses_nothing_and_doubles_nothing(feeds: list[list[rules.Entry]]) -> None:
    merged = rules.merge(*feeds)
    given_keys = {entry.key for feed in feeds for entry in feed}
    assert [entry.key for entry in merged] == list(dict.fromkeys(entry.key for entry in merged))
    assert {entry.key for entry in merged} == given_keys
    for entry in merged:
        about = [one.about for feed in feeds for one in feed if one.key == entry.key]
        assert entry.about == frozenset().union(*about)
    days = [entry.first_day for entry in merged]
    assert days == sorted(days)


@given(feed=st.lists(entries(), max_size=12), at_least=st.integers(1, 200), fold=st.booleans())
def test_every_entry_is_laid_out_once_and_no_gap_holds_one(
    feed: list[rules.Entry], at_least: int, fold: bool
) -> None:
    merged = rules.merge(feed)
    gaps = rules.find_gaps(merged, at_least=at_least, until=date(2026, 12, 31))
    for gap in gaps:
        assert gap.days >= at_least
        assert not any(entry.first_day <= gap.last and entry.last_day >= gap.first for entry in merged), (
            "something is recorded in it"
        )
    for newest_first in (True, False):
        blocks = rules.lay_out(merged, gaps, newest_first=newest_first, fold=fold)
        laid = [entry.key for block in blocks for entry in block.entries]
        assert laid == [entry.key for entry in (merged[::-1] if newest_first else merged)]
        assert [block.gap for block in blocks if block.gap] == list(gaps[::-1] if newest_first else gaps)
