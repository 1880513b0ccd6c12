"""The pages of retention, as an information governance officer uses them; and nobody else."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from earlyhelp.govern.models import Disposal, DisposedRecord, LegalHold, RetentionRule, RetentionTask
from earlyhelp.govern.queries.retention import get_schedule
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories.signin import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def officer(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.front_door, Role.AUDITOR)


@pytest.fixture
def page(client: Client, officer: Practitioner) -> Client:
    signed_in(client, officer)
    return client


def task(officer: Practitioner, **changes: object) -> RetentionTask:
    """A record of which the night's look found that it is due."""
    said: dict[str, object] = {
        "agency_id": officer.agency_id,
        "record_class": "early_help",
        "root": "solve.Episode",
        "record_key": new_id(),
        "reference": "EP-19-0000001",
        "due_on": date(2026, 1, 1),
        "by_review": False,
        "looked_at": factories.AT,
    }
    with acting(factories.actor(officer)):
        return RetentionTask.objects.create(**(said | changes))


def test_what_falls_due_is_counted_and_listed(page: Client, officer: Practitioner) -> None:
    task(officer)
    task(officer, due_on=date(2999, 1, 1))
    task(officer, why_not=["open"], why_not_labels=["solve.Action"])
    text = page.get(reverse("govern:retention")).content.decode()
    assert "Early help: plans, reviews and what was done" in text
    listed = page.get(reverse("govern:due_class", args=["early_help"])).content.decode()
    assert "Propose to dispose of 1 record" in listed
    assert "It is open work." in listed
    assert "actions" in listed
    assert page.get(reverse("govern:due_class", args=["nothing"])).status_code == 404


def test_the_lists_ask_no_more_questions_for_more_records(
    page: Client, officer: Practitioner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = reverse("govern:due_class", args=["early_help"])
    task(officer)
    page.get(address)
    with CaptureQueriesContext(connection) as few:
        page.get(address)
    for _ in range(5):
        task(officer)
    with django_assert_num_queries(len(few)):
        page.get(address)


def test_a_list_is_proposed_and_not_agreed(page: Client, officer: Practitioner, client: Client) -> None:
    task(officer)
    task(officer)
    propose = reverse("govern:propose_disposal", args=["early_help"])
    assert "2 records are due" in page.get(propose).content.decode()
    assert page.post(propose, {"reason": ""}).status_code == 400
    assert page.post(propose, {"reason": "Seven years."}).status_code == 302
    with acting(factories.actor(officer)):
        made = Disposal.objects.get()
        assert set(RetentionTask.objects.values_list("state", flat=True)) == {"listed"}
    address = reverse("govern:disposal", args=[made.pk])
    assert "A colleague confirms it" in page.get(address).content.decode()
    refused = page.post(address, {"confirm": "1"})
    assert (refused.status_code, "A colleague must confirm this list" in refused.content.decode()) == (
        400,
        True,
    )
    assert page.post(address, {"because": ""}).status_code == 400
    assert page.post(address, {"because": "A claim may come."}).status_code == 302
    with acting(factories.actor(officer)):
        assert set(RetentionTask.objects.values_list("state", flat=True)) == {"waiting"}
        assert set(DisposedRecord.objects.values_list("record_key", flat=True)) == {None}


def test_a_record_that_is_gone_cannot_be_confirmed(page: Client, officer: Practitioner) -> None:
    task(officer)
    page.post(reverse("govern:propose_disposal", args=["early_help"]), {"reason": "Seven years."})
    with acting(factories.actor(officer)):
        made = Disposal.objects.get()
    refused = page.post(reverse("govern:disposal", args=[made.pk]), {"confirm": "1"})
    assert "None of these records may be disposed of now" in refused.content.decode()


def test_a_hold_is_made_and_ended(page: Client, officer: Practitioner) -> None:
    said = {
        "title": "Public inquiry",
        "why": "The inquiry asked for everything from 2018 on.",
        "from_on-day": "2",
        "from_on-month": "3",
        "from_on-year": "2026",
    }
    assert page.get(reverse("govern:new_hold")).status_code == 200
    wrong = page.post(reverse("govern:new_hold"), said | {"reference": "EH-20-0000009"})
    assert "Your agency has no record with this reference" in wrong.content.decode()
    assert page.post(reverse("govern:new_hold"), said).status_code == 302
    assert "Every record of your agency" in page.get(reverse("govern:holds")).content.decode()
    with acting(factories.actor(officer)):
        hold = LegalHold.objects.get()
    address = reverse("govern:end_hold", args=[hold.pk])
    assert page.post(address, {"because": "It reported."}).status_code == 302
    again = page.post(address, {"because": "It reported."})
    assert "This hold was ended already" in again.content.decode()


def test_an_agency_sets_its_own_rule_from_a_day_on(page: Client, officer: Practitioner) -> None:
    text = page.get(reverse("govern:schedule")).content.decode()
    assert "The rule that comes with the service" in text
    address = reverse("govern:new_rule", args=["early_help"])
    assert page.get(address).status_code == 200
    day = timezone.localdate() + timedelta(days=40)
    said = {
        "keep_years": "8",
        "counted_from": "closed",
        "birthday": "25",
        "at_the_end": "dispose",
        "basis_en": "Our schedule of 2026.",
        "basis_cy": "Ein hamserlen o 2026.",
        "source": "Cabinet, 3 March 2026",
        "from_on-day": str(day.day),
        "from_on-month": str(day.month),
        "from_on-year": str(day.year),
    }
    assert page.post(address, said | {"from_on-year": "2020"}).status_code == 400
    assert page.post(address, said).status_code == 302
    by: Actor = factories.actor(officer)
    with acting(by):
        assert RetentionRule.objects.get().version == 1
        assert get_schedule(by=by, on=day - timedelta(days=1))["early_help"].keep_years == 6
        assert get_schedule(by=by, on=day)["early_help"].keep_years == 8


def test_a_review_asks_about_a_child_only_where_one_is(page: Client, officer: Practitioner) -> None:
    older, child = task(officer, by_review=True), task(officer, by_review=True, about_under_10=True)
    text = page.get(reverse("govern:retention_review", args=[child.pk])).content.decode()
    assert "What did you weigh for the child?" in text
    address = reverse("govern:retention_review", args=[older.pk])
    assert "What did you weigh for the child?" not in page.get(address).content.decode()
    said = {
        "necessary": "yes",
        "proportionate": "yes",
        "risk": "some",
        "outcome": "keep",
        "record_class": "early_help",
        "reason": "Their help goes on elsewhere.",
    }
    assert page.post(address, said | {"reason": ""}).status_code == 400
    assert page.post(address, said).status_code == 302
    with acting(factories.actor(officer)):
        kept = RetentionTask.objects.get(pk=older.pk)
    assert (kept.state, kept.reason) == ("kept", "Their help goes on elsewhere.")
    assert "Kept, with a reason" in page.get(address).content.decode()


def test_another_agency_finds_nothing(
    client: Client, partners: factories.Partners, officer: Practitioner
) -> None:
    one = task(officer)
    signed_in(client, factories.practitioner(partners.response, Role.AUDITOR))
    assert client.get(reverse("govern:retention_review", args=[one.pk])).status_code == 404
    assert client.get(reverse("govern:disposal", args=[new_id()])).status_code == 404
    assert client.get(reverse("govern:end_hold", args=[new_id()])).status_code == 404
    assert "Nothing falls due" in client.get(reverse("govern:retention")).content.decode()
    assert "Nothing was deleted for good yet" in client.get(reverse("govern:proof")).content.decode()
