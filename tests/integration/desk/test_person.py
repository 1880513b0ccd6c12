"""A person's record: who may open it, why, and what the audit keeps of it."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.actions import open_access
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.report import Named
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand.actions import link_reported, make_person
from earlyhelp.understand.models import Person
from tests import factories
from tests.factories import identify

pytestmark = pytest.mark.django_db

SIAN = Named(role=PersonRole.SUBJECT, given_name="Siân", family_name="Prys", age=34)


@dataclass(frozen=True)
class Hub:
    """A front door that knows one person."""

    partners: factories.Partners
    worker: Practitioner
    by: Actor
    person: Person
    notification: str


@pytest.fixture
def hub() -> Hub:
    """Siân Prys, notified once and made a person."""
    partners = factories.partners()
    officer = factories.practitioner(partners.response)
    worker = factories.practitioner(partners.front_door, Role.DECISION_MAKER)
    sent = identify.notification(partners, officer, people=[SIAN])
    by = factories.actor(worker)
    with acting(by):
        person = make_person(by=by, reported_id=sent.people.get().pk, at=factories.AT)
    return Hub(partners, worker, by, person, sent.reference)


def page(hub: Hub, client: Client, **query: str) -> Any:
    return client.get(reverse("desk:person", args=[hub.person.reference]), query)


def readings(hub: Hub) -> list[AuditEntry]:
    with acting(hub.by):
        return list(AuditEntry.objects.filter(did="person.read", target_key=str(hub.person.pk)))


def test_the_record_asks_first_why_it_is_opened(hub: Hub, client: Client) -> None:
    client.force_login(hub.worker)
    asked = page(hub, client)
    assert "Prys" not in asked.content.decode()
    assert not readings(hub)
    address = reverse("desk:person_why", args=[hub.person.reference])
    assert client.post(address, {"next": ""}).status_code == 400
    answered = client.post(address, {"because": "safeguarding", "next": "//elsewhere.example"})
    assert answered["Location"] == reverse("desk:person", args=[hub.person.reference])
    assert "Siân Prys" in page(hub, client).content.decode()
    (entry,) = readings(hub)
    assert (entry.reason, entry.purpose, entry.detail) == (
        "safeguarding",
        "safeguarding",
        {"page": "desk:person"},
    )


def test_who_comes_from_a_notification_about_them_is_not_asked(hub: Hub, client: Client) -> None:
    client.force_login(hub.worker)
    shown = page(hub, client, **{"for": hub.notification})
    assert "Siân Prys" in shown.content.decode()
    (entry,) = readings(hub)
    assert entry.reason == "notification"


def test_a_notification_about_somebody_else_does_not_open_the_record(hub: Hub, client: Client) -> None:
    client.force_login(hub.worker)
    other = identify.notification(hub.partners, factories.practitioner(hub.partners.response))
    assert "Siân Prys" not in page(hub, client, **{"for": other.reference}).content.decode()


def test_the_answer_is_asked_again_after_some_hours(
    hub: Hub, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(hub.worker)
    page(hub, client, **{"for": hub.notification})
    later = timezone.now() + timezone.timedelta(hours=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "Siân Prys" not in page(hub, client).content.decode()


@pytest.mark.parametrize("role", [Role.SERVICE_WORKER])
def test_a_colleague_of_another_team_needs_access(hub: Hub, client: Client, role: Role) -> None:
    client.force_login(factories.practitioner(hub.partners.front_door, role))
    assert page(hub, client).status_code == 403


def test_another_agency_does_not_see_that_there_is_such_a_person(hub: Hub, client: Client) -> None:
    client.force_login(factories.practitioner(hub.partners.service_team, Role.SERVICE_WORKER))
    assert page(hub, client).status_code == 404
    assert client.get(reverse("desk:person", args=["PN-26-9999999"])).status_code == 404
    assert client.get(reverse("desk:person", args=["nobody"])).status_code == 404


def test_whoever_has_access_now_sees_the_record_and_not_what_the_front_door_keeps(
    hub: Hub, client: Client
) -> None:
    helper = factories.practitioner(hub.partners.service_team, Role.SERVICE_WORKER)
    with acting(hub.by):
        open_access(
            by=hub.by,
            record_id=hub.person.pk,
            agency_id=hub.partners.charity.pk,
            because="they help",
            at=factories.AT,
        )
    client.force_login(helper)
    client.post(reverse("desk:person_why", args=[hub.person.reference]), {"because": "help"})
    shown = client.get(reverse("desk:person_family", args=[hub.person.reference]))
    assert shown.status_code == 200
    assert "Families are kept by the front door" in shown.content.decode()
    assert "Siân Prys" not in shown.content.decode()


def test_however_much_is_said_of_a_person_the_queries_stay_the_same(hub: Hub, client: Client) -> None:
    client.force_login(hub.worker)
    page(hub, client, **{"for": hub.notification})
    few = _queries(hub, client)
    officer = factories.practitioner(hub.partners.response)
    for _ in range(5):
        sent = identify.notification(hub.partners, officer, people=[SIAN])
        with acting(hub.by):
            reported = sent.people.get().pk
            link_reported(by=hub.by, reported_id=reported, person_id=hub.person.pk, at=factories.AT)
    assert _queries(hub, client) == few


def _queries(hub: Hub, client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert page(hub, client).status_code == 200
    return len(seen)
