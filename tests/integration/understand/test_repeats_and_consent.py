"""Repeat contact is counted from links; consent is recorded, read, and taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.report import Named
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import ConsentGiver, ConsentWay
from earlyhelp.understand.models import Consent
from tests import factories
from tests.integration.understand.test_links import AT, DAFYDD, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_notifications_of_linked_people_are_counted_back_from_each(world: World) -> None:
    sent = [world.send(DAFYDD, days_ago=days) for days in (400, 200, 80, 10, 0)]
    unlinked = world.send(DAFYDD)
    with acting(world.hub):
        keys = [world.people(one)[0].pk for one in sent]
        person = actions.make_person(by=world.hub, reported_id=keys[0], at=AT)
        for key in keys[1:]:
            actions.link_reported(by=world.hub, reported_id=key, person_id=person.pk, at=AT)
        found = queries.list_repeat_contact(world.hub, [one.pk for one in (*sent, unlinked)])
        assert unlinked.pk not in found
        assert [(found[one.pk].in_90_days, found[one.pk].in_365_days) for one in sent] == [
            (1, 1),
            (1, 2),
            (1, 3),
            (2, 3),
            (3, 4),
        ]
        assert found[sent[-1].pk].earlier == tuple(one.pk for one in reversed(sent[:-1]))
        assert queries.get_repeat_contact(world.hub, unlinked.pk).in_90_days == 1


def test_two_notifications_of_one_incident_count_once(world: World) -> None:
    sent = [world.send(DAFYDD, days_ago=days, incident_number=" 99/A ") for days in (1, 0)]
    with acting(world.hub):
        a, b = (world.people(one)[0].pk for one in sent)
        actions.link_reports(by=world.hub, reported_id=a, other_id=b, at=AT)
        repeat = queries.get_repeat_contact(world.hub, sent[1].pk)
        assert repeat.in_90_days == 1
        assert repeat.earlier == (sent[0].pk,)


def test_somebody_who_is_only_named_does_not_count(world: World) -> None:
    neighbour = Named(role=PersonRole.OTHER, given_name="Nosy", family_name="Neighbour")
    sent = [world.send(DAFYDD, neighbour, days_ago=days) for days in (1, 0)]
    with acting(world.hub):
        a, b = (world.people(one)[1].pk for one in sent)
        actions.link_reports(by=world.hub, reported_id=a, other_id=b, at=AT)
        assert queries.list_repeat_contact(world.hub, [one.pk for one in sent]) == {}


def test_counting_for_many_takes_three_queries(world: World, django_assert_max_num_queries: Any) -> None:
    sent = [world.send(DAFYDD, days_ago=days) for days in range(6)]
    with acting(world.hub):
        keys = [world.people(one)[0].pk for one in sent]
        for key in keys[1:]:
            actions.link_reports(by=world.hub, reported_id=keys[0], other_id=key, at=AT)
        with django_assert_max_num_queries(3):
            found = queries.list_repeat_contact(world.hub, [one.pk for one in sent])
        assert found[sent[0].pk].in_90_days == 6


def consent_of(world: World, reported_id: Any, **changes: Any) -> Consent:
    said: dict[str, Any] = {
        "given_by": ConsentGiver.SELF,
        "way": ConsentWay.IN_PERSON,
        "given_on": date(2026, 3, 1),
        "to_whom": "A synthetic service",
        "for_what": "Help with money",
        "hears_progress": True,
    }
    return actions.record_consent(by=world.hub, reported_id=reported_id, at=AT, **(said | changes))


def test_consent_is_recorded_once_and_can_be_taken_back(world: World) -> None:
    sent = world.send(DAFYDD)
    with acting(world.hub):
        (reported,) = world.people(sent)
        consent = consent_of(world, reported.pk)
        assert consent_of(world, reported.pk) == consent
        assert list(queries.list_consents(world.hub, [reported.pk])) == [consent]
        later = AT + timedelta(days=1)
        for _ in range(2):
            taken = actions.withdraw_consent(by=world.hub, consent_id=consent.pk, at=later)
            assert taken.withdrawn_at == later
        assert consent_of(world, reported.pk) != consent
        did = AuditEntry.objects.filter(did__startswith="consent").order_by("id")
        assert list(did.values_list("did", flat=True)) == [
            "consent.recorded",
            "consent.withdrawn",
            "consent.recorded",
        ]
        with pytest.raises(ValueError, match="not a valid"):
            consent_of(world, reported.pk, way="guessed")


def test_an_officer_records_no_consent(world: World) -> None:
    sent = world.send(DAFYDD)
    by = factories.actor(world.officer)
    with acting(by):
        (reported,) = world.people(sent)
        world.hub = by
        with pytest.raises(NotAllowed):
            consent_of(world, reported.pk)
