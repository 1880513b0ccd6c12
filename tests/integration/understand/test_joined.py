"""Two people found to be one: whom each is now, and who is one with whom."""

import pytest

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.understand import queries
from earlyhelp.understand.models import PersonJoin
from tests import factories
from tests.factories import understand

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
