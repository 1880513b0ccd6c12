"""Two people found to be one: whom each is now, and who is one with whom."""

import pytest

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.understand import actions, queries
from earlyhelp.understand.models import PersonJoin
from tests import factories
from tests.factories import told, understand

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub() -> Actor:
    return factories.actor(factories.practitioner(factories.partners().front_door, Role.DECISION_MAKER))


def test_somebody_who_was_never_joined_is_alone(hub: Actor) -> None:
    alone = understand.person(hub)
    with acting(hub):
        assert queries.people_of(hub, alone.pk) == {alone.pk}
        assert queries.get_current_person(hub, alone.pk) == alone
        assert queries.list_joined(hub, []) == {}


def test_everybody_who_was_joined_is_found_from_each_of_them(hub: Actor) -> None:
    first, second, third, other = (understand.person(hub) for _ in range(4))
    understand.joined(hub, first, second)
    last = understand.joined(hub, second, third)
    with acting(hub):
        for one in (first, second, third):
            assert queries.people_of(hub, one.pk) == {first.pk, second.pk, third.pk}
            assert queries.get_current_person(hub, one.pk) == third
        assert queries.people_of(hub, other.pk) == {other.pk}
        PersonJoin.objects.filter(pk=last.pk).update(undone_at=factories.AT)
        assert queries.people_of(hub, first.pk) == {first.pk, second.pk}
        assert queries.people_of(hub, third.pk) == {third.pk}


def test_versions_are_counted_on_and_a_pin_comes_off_after_a_join() -> None:
    home = told.household()
    by, before, now = home.by, home.mother, understand.person(home.by)
    with acting(by):
        actions.write_assessment(
            by=by, person_id=before.pk, seen_number=0, said=told.conversation(), at=factories.AT
        )
        actions.record_contact_plan(
            by=by, person_id=before.pk, seen_number=0, plan=told.plan(), at=factories.AT
        )
        actions.pin_entry(by=by, person=before, entry="something", at=factories.AT)
    understand.joined(by, before, now)
    with acting(by):
        said = actions.write_assessment(
            by=by,
            person_id=now.pk,
            seen_number=queries.get_latest_assessment_number(by, now.pk),
            said=told.conversation(),
            at=factories.AT,
        )
        plan = actions.record_contact_plan(
            by=by,
            person_id=now.pk,
            seen_number=queries.get_latest_plan_number(by, now.pk),
            plan=told.plan(),
            at=factories.AT,
        )
        assert (said.number, plan.number) == (2, 2)
        assert actions.unpin_entry(by=by, person=now, entry="something", at=factories.AT) == 1


def test_the_family_of_whoever_was_joined_is_offered() -> None:
    home = told.household()
    now = understand.person(home.by)
    with acting(home.by):
        family = queries.list_household(home.by, home.mother.pk)
        siblings = queries.list_names_of_others(home.by, home.mother.pk)
        assert family
        assert siblings
        assert queries.list_household(home.by, now.pk) == []
    understand.joined(home.by, home.mother, now)
    with acting(home.by):
        assert queries.list_household(home.by, now.pk) == family
        assert queries.list_names_of_others(home.by, now.pk) == siblings
