"""A record that is kept and not used, because the person asked for it: in both walls, in searches and at meetings."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from earlyhelp.govern.actions import open_access
from earlyhelp.govern.actions.rights import answer_request, lift_mark
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.rights import Outcome, RightsKind
from earlyhelp.govern.models.rights import RecordMark
from earlyhelp.govern.rules.rights import Restricted
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.identify.report import Named
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions
from earlyhelp.solve.queries.meeting_telling import list_tellings
from earlyhelp.understand import queries
from earlyhelp.understand.actions import make_person
from earlyhelp.understand.models import Person
from earlyhelp.understand.queries.stilled import list_stilled
from tests import factories
from tests.factories import episodes, protection, rights
from tests.factories.families import home, someone, tie
from tests.factories.identify import notification
from tests.factories.understand import joined

pytestmark = pytest.mark.django_db
AT = factories.AT
# What was told of somebody: gone. What keeps people safe: stays.
TOLD = ("understand_personstatement", "understand_relationship", "understand_householdmember")


@dataclass(frozen=True, slots=True)
class Hub:
    """A mother who may ask for restriction, her child, those who work there, and an officer for rights."""

    partners: factories.Partners
    coordinator: Practitioner
    officer: Actor
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
    return Hub(made, coordinator, rights.officer_actor(rights.officer(made.front_door)), mother, child)


def restrict(hub: Hub, person: Person) -> UUID:
    """Grant a request for restriction. Returns the mark."""
    request = rights.working(
        hub.officer, person, kind=RightsKind.RESTRICTION, words="What stands there is not right."
    )
    with acting(hub.officer):
        answer_request(
            by=hub.officer, request_id=request.pk, outcome=Outcome.GRANTED, words="We keep it.", at=AT
        )
        return RecordMark.objects.get(request=request).pk


def seen(who: Actor, person: Person) -> dict[str, int]:
    """How many rows of a person somebody sees, by raw queries that nothing in the code can narrow."""
    with acting(who), connection.cursor() as cursor:
        found = {}
        for table in TOLD:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE person_id = %s", [person.pk])
            found[table] = cursor.fetchone()[0]
        return found


def test_postgresql_shows_nothing_that_was_told_of_them_to_anybody(hub: Hub) -> None:
    partner = factories.actor(factories.practitioner(hub.partners.service_team, Role.SERVICE_WORKER))
    with acting(hub.by):
        open_access(
            by=hub.by, record_id=hub.mother.pk, agency_id=partner.agency_key, because="referral", at=AT
        )
    before = seen(hub.by, hub.mother)
    assert before["understand_personstatement"]
    assert seen(partner, hub.mother)["understand_personstatement"]
    restrict(hub, hub.mother)
    assert not any(seen(hub.by, hub.mother).values())
    assert not any(seen(partner, hub.mother).values())
    assert seen(hub.by, hub.child)["understand_personstatement"]


def test_it_is_kept_for_the_service_itself_and_comes_back_when_the_mark_is_lifted(hub: Hub) -> None:
    before = seen(hub.by, hub.mother)
    mark = restrict(hub, hub.mother)
    assert seen(Actor.system(Purpose.RUNNING, agency_id=hub.by.agency_key), hub.mother) == before
    with acting(hub.officer):
        lift_mark(by=hub.officer, mark_id=mark, because="It was put right.", at=AT)
    assert seen(hub.by, hub.mother) == before


def test_an_emergency_opens_it_for_reading(hub: Hub) -> None:
    restrict(hub, hub.mother)
    stranger = factories.actor(factories.practitioner(hub.partners.service_team, Role.SERVICE_WORKER))
    protection.broken(stranger, hub.mother, at=timezone.now())
    assert seen(stranger, hub.mother)["understand_personstatement"]
    assert not any(seen(hub.by, hub.mother).values())


def test_whoever_is_one_with_them_is_restricted_too(hub: Hub) -> None:
    twin = someone(hub.by, "Heledd")
    joined(hub.by, twin, hub.mother)
    restrict(hub, hub.mother)
    with acting(hub.by) as by:
        assert list_stilled(by, [twin.pk, hub.child.pk]) == {twin.pk}
        with pytest.raises(Restricted):
            queries.get_person(by, hub.mother.reference, at=AT)


def test_nobody_puts_them_into_an_episode(hub: Hub) -> None:
    helped = episodes.episode(hub.by, episodes.family_team(hub.partners), hub.child)
    restrict(hub, hub.mother)
    with acting(hub.by) as by, pytest.raises(Restricted):
        actions.add_member(by=by, episode=helped, person_id=hub.mother.pk, at=AT)


def test_a_meeting_is_told_nothing_of_them(hub: Hub) -> None:
    helped = episodes.episode(hub.by, episodes.family_team(hub.partners), hub.mother, hub.child)
    restrict(hub, hub.mother)
    with acting(hub.by) as by:
        (told,) = list_tellings(by=by, about="episode", record_ids=[helped.pk], at=AT)
    assert "Gwion" in told.people
    assert "Heledd" not in told.people


DAFYDD = Named(
    role=PersonRole.SUBJECT,
    given_name="Dafydd",
    family_name="Prydderch-Gwynne",
    date_of_birth=date(1984, 7, 19),
)


def test_no_search_finds_them_and_no_meeting_is_told_what_was_reported(hub: Hub) -> None:
    officer = factories.practitioner(hub.partners.response)
    first, second = (notification(hub.partners, officer, people=[DAFYDD]) for _ in range(2))
    with acting(hub.by) as by:
        old, new = (
            ReportedPerson.objects.select_related("notification").get(notification=one)
            for one in (first, second)
        )
        person = make_person(by=by, reported_id=old.pk, at=AT)
        assert queries.list_candidates(by=by, reported=new, at=AT)
        (told,) = list_tellings(by=by, about="notification", record_ids=[first.pk], at=AT)
        assert "Dafydd" in told.people
        assert told.known
    restrict(hub, person)
    with acting(hub.by) as by:
        assert not queries.list_candidates(by=by, reported=new, at=AT)
        (told,) = list_tellings(by=by, about="notification", record_ids=[first.pk], at=AT)
    assert (told.people, told.strengths, told.known) == ("", "", "")
