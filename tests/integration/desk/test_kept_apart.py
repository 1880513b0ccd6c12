"""Two people who are kept apart: none of the views that show several people shows the one to the other."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.desk.queries.together import Together, list_together
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.queries.meeting_telling import list_tellings
from earlyhelp.solve.queries.papers import list_apart
from earlyhelp.understand import queries
from earlyhelp.understand.choices import WhyOpened
from earlyhelp.understand.models import Household, Person
from tests import factories
from tests.factories import protection
from tests.factories.episodes import episode, family_team
from tests.factories.families import home, someone, tie

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Home:
    """A mother, a father and their child, who are recorded in one home, with a co-ordinator and an episode."""

    partners: factories.Partners
    coordinator: Practitioner
    mother: Person
    father: Person
    child: Person
    lived: Household

    @property
    def by(self) -> Actor:
        return factories.actor(self.coordinator)


@pytest.fixture
def family() -> Home:
    made = factories.partners()
    coordinator = factories.practitioner(made.front_door, Role.COORDINATOR)
    by = factories.actor(coordinator)
    mother, father, child = (someone(by, name) for name in ("Heledd", "Rhodri", "Gwion"))
    tie(by, mother, "partner", father)
    tie(by, mother, "parent", child)
    tie(by, father, "parent", child)
    return Home(made, coordinator, mother, father, child, home(by, mother, father, child))


def body(client: Client, family: Home, view: str, person: Person) -> str:
    """One page of a person's record, as the co-ordinator reads it."""
    client.force_login(family.coordinator)
    session = client.session
    session["opened"] = {str(person.pk): [WhyOpened.SAFEGUARDING.value, "2099-01-01T00:00:00+00:00"]}
    session.save()
    return client.get(reverse(view, args=[person.reference])).content.decode()


# Every view that shows several people of a family around one of them.
JOINT = (
    "desk:person_family",
    "desk:person_family_print",
    "desk:person_generations",
    "desk:chronology_together",
    "desk:person_chronology",
    "desk:person",
)


@pytest.mark.parametrize("view", JOINT)
def test_the_one_does_not_stand_on_the_pages_of_the_other(client: Client, family: Home, view: str) -> None:
    protection.apart(family.by, family.mother, family.father)
    assert "Rhodri" not in body(client, family, view, family.mother)
    assert "Heledd" not in body(client, family, view, family.father)


def test_before_that_they_stood_on_one_page(client: Client, family: Home) -> None:
    page = body(client, family, "desk:person_family", family.mother)
    assert "Rhodri" in page
    assert "Somebody is left out of this page." not in page


def test_the_worker_is_told_that_somebody_is_left_out_and_the_paper_says_nothing(
    client: Client, family: Home
) -> None:
    protection.apart(family.by, family.mother, family.father)
    said = "Somebody is left out of this page."
    assert said in body(client, family, "desk:person_family", family.mother)
    assert said not in body(client, family, "desk:person_family_print", family.mother)


def test_where_the_one_lives_is_not_on_the_page_of_the_other(family: Home) -> None:
    protection.apart(family.by, family.mother, family.father)
    with acting(family.by) as by:
        homes = queries.list_homes(by, family.father, at=timezone.now())
    assert all(not one.addresses for one in homes)


def test_the_page_of_their_household_names_neither(client: Client, family: Home) -> None:
    protection.apart(family.by, family.mother, family.father)
    client.force_login(family.coordinator)
    page = client.get(reverse("desk:household", args=[family.lived.reference])).content.decode()
    assert "Gwion" in page
    assert "Heledd" not in page
    assert "Rhodri" not in page
    assert "Somebody is left out of this page." in page


@pytest.mark.parametrize("which", Together)
def test_no_chronology_puts_them_together(family: Home, which: Together) -> None:
    protection.apart(family.by, family.mother, family.father)
    with acting(family.by) as by:
        found = list_together(by, family.mother, which, at=timezone.now())
    assert family.father.pk not in {one.person_id for one in found}


def test_no_paper_and_no_meeting_has_both(family: Home) -> None:
    helped = episode(family.by, family_team(family.partners), family.mother, family.father, family.child)
    protection.apart(family.by, family.mother, family.father)
    both = {family.mother.pk, family.father.pk}
    with acting(family.by) as by:
        assert frozenset(both) in list_apart(by, helped, [*both, family.child.pk])
        (told,) = list_tellings(by=by, about="episode", record_ids=[helped.pk], at=timezone.now())
    assert "Gwion" in told.people
    assert "Heledd" not in told.people
    assert "Rhodri" not in told.people


def test_it_holds_for_partners_who_may_not_see_the_decision(family: Home) -> None:
    protection.apart(family.by, family.mother, family.father)
    partner = factories.actor(factories.practitioner(family.partners.service_team, Role.SERVICE_WORKER))
    with acting(partner):
        found = queries.protection.list_apart(partner, [family.mother.pk])
    assert found == {family.father.pk}


def test_an_end_brings_them_together_again(client: Client, family: Home) -> None:
    from earlyhelp.understand.actions import end_keeping_apart

    pair = protection.apart(family.by, family.mother, family.father)
    with acting(family.by):
        end_keeping_apart(by=family.by, pair_id=pair.pk, because="They asked for it.", at=factories.AT)
    assert "Rhodri" in body(client, family, "desk:person_family", family.mother)
