"""The steward sees where the directory comes from, what was left out and why, and what nobody has checked."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.actions import Reading, end_reading, load_directory
from earlyhelp.signpost.choices import LoadState
from earlyhelp.signpost.models import DirectorySource, Service
from tests import factories
from tests.factories.directory import service

pytestmark = pytest.mark.django_db
AT = factories.AT


@pytest.fixture
def steward(client: Client) -> Client:
    client.force_login(factories.practitioner(factories.partners().front_door, Role.ADMINISTRATOR))
    return client


def loaded(*services: dict[str, Any], source: str = "feed.json") -> None:
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_directory(by=by, feed=json.dumps(services).encode(), source=source, at=AT)


def page(client: Client, name: str, language: str = "en", **kwargs: Any) -> str:
    client.cookies["language"] = language
    answer = client.get(reverse(f"signpost:{name}", kwargs=kwargs))
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_anything_was_loaded_the_page_says_so(steward: Client) -> None:
    assert "has not been loaded yet" in page(steward, "sources")


def test_every_source_with_its_last_reading(steward: Client) -> None:
    loaded(service(id=str(uuid4())), service(id=str(uuid4()), minimum_age=300))
    shown = page(steward, "sources")
    assert "feed.json" in shown
    assert "Read to its end" in shown


def test_every_reject_with_its_reason_in_the_language_of_the_page(steward: Client) -> None:
    loaded(service(id=str(uuid4()), minimum_age=300), service(id=str(uuid4()), email="nobody"))
    source = DirectorySource.objects.get()
    shown = page(steward, "source", source_id=source.pk)
    assert "The age is not a whole number" in shown
    assert "[0].minimum_age" in shown
    assert "The age is not a whole number" not in page(steward, "source", "cy", source_id=source.pk)


def test_a_source_that_failed_says_why(steward: Client) -> None:
    with acting(Actor.system(Purpose.RUNNING)) as by:
        end_reading(
            by=by,
            reading=Reading("https://feed.example.org", AT),
            at=AT,
            state=LoadState.FAILED,
            problem=RuleError("The feed was cut off."),
            learned={"can": {"modified_after": True, "search": False, "full": False}},
        )
    source = DirectorySource.objects.get()
    shown = page(steward, "source", source_id=source.pk)
    assert "The feed was cut off." in shown
    assert "It gives only what has changed" in shown
    assert "fetched alone" in shown
    assert "Nothing was left out." in shown


def test_a_source_that_is_not_there(steward: Client) -> None:
    assert steward.get(reverse("signpost:source", kwargs={"source_id": uuid4()})).status_code == 404


def test_services_that_nobody_has_checked_for_three_months(steward: Client) -> None:
    assert "Every service has been checked" in page(steward, "not_assured")
    loaded(*(service(id=str(uuid4()), name=f"Number {number}") for number in range(4)))
    today = factories.AT.date()
    for number, assured in enumerate((None, today - timedelta(days=3650), None)):
        Service.objects.filter(name_en=f"Number {number}").update(assured_on=assured)
    Service.objects.filter(name_en="Number 2").update(missing_since=AT)
    Service.objects.filter(name_en="Number 3").update(assured_on=today + timedelta(days=3650))
    shown = page(steward, "not_assured")
    assert shown.index("Number 0") < shown.index("Number 1")
    assert "Number 2" not in shown
    assert "Number 3" not in shown


def test_the_list_of_sources_asks_as_often_for_one_as_for_many(
    steward: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        loaded(service(id=str(uuid4())), source=f"feed-{number}.json")
    with django_assert_max_num_queries(16):
        page(steward, "sources")
