"""Both walls around people whose record opens to named readers, to nobody of their own, or in an emergency."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices.protection import WhyKept
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules.protection import NotProtected
from tests import factories
from tests.factories import protection
from tests.factories.families import home, someone, tie

pytestmark = pytest.mark.django_db
AT = factories.AT


@dataclass(frozen=True, slots=True)
class Hub:
    """A front door with a co-ordinator, two colleagues, and a mother with her child in one home."""

    council: UUID
    coordinator: Practitioner
    reader: Practitioner
    colleague: Practitioner
    stranger: Practitioner
    mother: Person
    child: Person

    @property
    def by(self) -> Actor:
        return factories.actor(self.coordinator)


@pytest.fixture
def hub() -> Hub:
    made = factories.partners()
    coordinator = factories.practitioner(made.front_door, Role.COORDINATOR)
    by = factories.actor(coordinator)
    mother, child = someone(by, "Heledd"), someone(by, "Gwion")
    tie(by, child, "child", mother)
    home(by, mother, child)
    return Hub(
        made.council.pk,
        coordinator,
        factories.practitioner(made.front_door, Role.DECISION_MAKER),
        factories.practitioner(made.front_door, Role.DECISION_MAKER),
        factories.practitioner(made.service_team, Role.SERVICE_WORKER),
        mother,
        child,
    )


TABLES = (
    ("understand_person", "id"),
    ("understand_personstatement", "person_id"),
    ("understand_relationship", "person_id"),
    ("understand_householdmember", "person_id"),
)


def seen(who: Practitioner, person: Person) -> dict[str, int]:
    """How many rows of a person a practitioner sees, by raw queries that nothing in the code can narrow."""
    with acting(factories.actor(who)), connection.cursor() as cursor:
        found = {}
        for table, column in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [person.pk])
            found[table] = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM understand_householdaddress")
        found["understand_householdaddress"] = cursor.fetchone()[0]
        return found


def test_a_restricted_person_is_there_for_the_named_readers_only(hub: Hub) -> None:
    before = seen(hub.colleague, hub.mother)
    assert all(before.values())
    protection.restricted(hub.by, hub.mother, [hub.reader])
    assert not any(seen(hub.colleague, hub.mother).values())
    assert seen(hub.reader, hub.mother) == before
    assert seen(hub.coordinator, hub.mother) == before


def test_the_code_says_that_there_is_no_such_person(hub: Hub) -> None:
    protection.restricted(hub.by, hub.mother, [hub.reader])
    by = factories.actor(hub.colleague)
    with acting(by), pytest.raises(Person.DoesNotExist):
        queries.get_person(by, hub.mother.reference, at=AT)
    reader = factories.actor(hub.reader)
    with acting(reader):
        assert queries.get_person(reader, hub.mother.reference, at=AT) == hub.mother


def test_a_restriction_that_ended_hides_nothing(hub: Hub) -> None:
    made = protection.restricted(hub.by, hub.mother, [hub.reader])
    with acting(hub.by):
        actions.end_restriction(by=hub.by, restriction_id=made.pk, because="The danger is over.", at=AT)
    assert all(seen(hub.colleague, hub.mother).values())


def test_a_second_restriction_takes_the_place_of_the_first(hub: Hub) -> None:
    protection.restricted(hub.by, hub.mother, [hub.reader])
    protection.restricted(hub.by, hub.mother, [hub.colleague])
    assert not seen(hub.reader, hub.mother)["understand_person"]
    assert seen(hub.colleague, hub.mother)["understand_person"]


def test_a_worker_never_sees_their_own_record_or_that_of_their_household(hub: Hub) -> None:
    protection.own(hub.by, hub.mother, hub.colleague)
    for person in (hub.mother, hub.child):
        assert not seen(hub.colleague, person)["understand_person"]
        assert seen(hub.reader, person)["understand_person"]


def test_no_emergency_opens_a_workers_own_record(hub: Hub) -> None:
    protection.own(hub.by, hub.mother, hub.colleague)
    protection.broken(factories.actor(hub.colleague), hub.mother, at=timezone.now())
    assert not seen(hub.colleague, hub.mother)["understand_person"]


def test_the_worker_does_not_see_which_record_is_kept_from_them(hub: Hub) -> None:
    made = protection.own(hub.by, hub.mother, hub.colleague)
    for who, count in ((hub.colleague, 0), (hub.reader, 1)):
        with acting(factories.actor(who)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM understand_ownrecord WHERE id = %s", [made.pk])
            assert cursor.fetchone()[0] == count


def test_an_emergency_opens_one_record_of_another_agency_for_reading_until_it_ends(hub: Hub) -> None:
    assert not any(seen(hub.stranger, hub.mother).values())
    now = timezone.now()
    by = factories.actor(hub.stranger)
    protection.broken(by, hub.mother, at=now)
    opened = seen(hub.stranger, hub.mother)
    assert opened["understand_person"]
    assert opened["understand_personstatement"]
    assert not opened["understand_relationship"]
    assert not seen(hub.stranger, hub.child)["understand_person"]
    with acting(by), connection.cursor() as cursor:
        cursor.execute("UPDATE understand_personstatement SET note = 'x'")
        assert cursor.rowcount == 0


@pytest.mark.parametrize("ago", [timedelta(hours=2, seconds=1), timedelta(days=1)])
def test_an_emergency_ends_by_itself(hub: Hub, ago: timedelta) -> None:
    protection.broken(factories.actor(hub.stranger), hub.mother, at=timezone.now() - ago)
    assert not any(seen(hub.stranger, hub.mother).values())


def test_an_emergency_is_of_one_practitioner_and_not_of_their_agency(hub: Hub) -> None:
    protection.broken(factories.actor(hub.stranger), hub.mother, at=timezone.now())
    other = factories.practitioner(hub.stranger.team, Role.SERVICE_WORKER)
    assert not any(seen(other, hub.mother).values())


def test_an_emergency_opens_a_restricted_record_too(hub: Hub) -> None:
    protection.restricted(hub.by, hub.mother, [hub.reader])
    protection.broken(factories.actor(hub.stranger), hub.mother, at=timezone.now(), is_restricted=True)
    assert seen(hub.stranger, hub.mother)["understand_person"]


REFUSED: dict[str, tuple[Callable[[Hub], object], type[Exception]]] = {
    "by somebody else than a co-ordinator": (
        lambda hub: protection.restricted(factories.actor(hub.reader), hub.mother, [hub.colleague]),
        NotAllowed,
    ),
    "for one reader alone": (lambda hub: protection.restricted(hub.by, hub.mother, []), NotProtected),
    "for a reader of another agency": (
        lambda hub: protection.restricted(hub.by, hub.mother, [hub.stranger]),
        NotProtected,
    ),
    "apart from oneself": (lambda hub: protection.apart(hub.by, hub.mother, hub.mother), NotProtected),
    "a worker of another agency": (
        lambda hub: protection.own(hub.by, hub.mother, hub.stranger),
        NotProtected,
    ),
}


@pytest.mark.parametrize(("act", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(hub: Hub, act: Callable[[Hub], object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        act(hub)


def test_another_reason_needs_words(hub: Hub) -> None:
    with acting(hub.by), pytest.raises(NotProtected):
        actions.restrict_person(
            by=hub.by,
            person_id=hub.mother.pk,
            why=WhyKept.OTHER,
            words=" ",
            readers=[hub.reader.pk],
            review_on=AT.date() + timedelta(days=9),
            at=AT,
        )


def test_each_decision_is_audited(hub: Hub) -> None:
    restriction = protection.restricted(hub.by, hub.mother, [hub.reader])
    pair = protection.apart(hub.by, hub.mother, hub.child)
    own = protection.own(hub.by, hub.child, hub.colleague)
    with acting(hub.by):
        actions.end_keeping_apart(by=hub.by, pair_id=pair.pk, because="A mistake.", at=AT)
        actions.end_keeping_from_worker(by=hub.by, own_id=own.pk, at=AT)
        actions.end_restriction(by=hub.by, restriction_id=restriction.pk, because="Over.", at=AT)
        did = set(AuditEntry.objects.values_list("did", flat=True))
    assert did >= {
        "restriction.made",
        "restriction.ended",
        "kept_apart.made",
        "kept_apart.ended",
        "own_record.kept",
        "own_record.ended",
    }
