"""A steward says what a service needs to know, and the next referral carries that and no more."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.actions.needing import save_needed_items
from earlyhelp.signpost.choices.referrals import Item
from earlyhelp.signpost.models import NeededItem
from tests import factories
from tests.factories import signpost as made
from tests.factories.signpost import AT, Case

pytestmark = pytest.mark.django_db
BORN = {"date_of_birth_en": "To enrol them at the college.", "date_of_birth_cy": "I'w cofrestru yn y coleg."}


@pytest.fixture
def case() -> Case:
    return made.case()


@pytest.fixture
def steward(case: Case) -> Client:
    client = Client()
    client.force_login(factories.practitioner(case.partners.front_door, Role.ADMINISTRATOR))
    return client


def address(case: Case) -> str:
    return reverse("signpost:needed", args=[case.service.pk])


def test_what_is_needed_is_saved_with_its_reason_and_sent(case: Case, steward: Client) -> None:
    page = steward.get(reverse("signpost:service_detail", args=[case.service.pk]))
    assert address(case) in page.content.decode()
    assert steward.post(address(case), BORN).status_code == 302
    (needed,) = NeededItem.objects.all()
    assert (needed.item, needed.reason_cy) == (Item.DATE_OF_BIRTH, BORN["date_of_birth_cy"])
    assert BORN["date_of_birth_en"] in steward.get(address(case)).content.decode()
    sent = made.referral(case)
    assert sent.person_age is None  # the age was not asked for
    with acting(factories.actor(factories.practitioner(case.partners.front_door, Role.AUDITOR))):
        assert AuditEntry.objects.filter(did="needed_items.saved").exists()


def test_taking_every_reason_away_brings_the_usual_items_back(case: Case, steward: Client) -> None:
    steward.post(address(case), BORN)
    steward.post(address(case), {})
    assert not NeededItem.objects.exists()
    assert made.referral(case).person_age == 34


def test_a_reason_in_one_language_only_is_not_enough(case: Case, steward: Client) -> None:
    page = steward.post(address(case), {"age_cy": "I ddewis grŵp."}).content.decode()
    assert "Write the reason in both languages, or in neither" in page
    assert "I ddewis grŵp." in page
    assert not NeededItem.objects.exists()


def test_switching_the_language_saves_nothing(case: Case, steward: Client) -> None:
    steward.post(address(case), BORN | {"switch_language": "cy"})
    assert not NeededItem.objects.exists()


def test_a_service_that_is_not_there(steward: Client) -> None:
    assert steward.get(reverse("signpost:needed", args=[uuid4()])).status_code == 404


def test_nobody_else_may_say_it(case: Case) -> None:
    client: Any = Client()
    client.force_login(case.decider)
    assert client.get(address(case)).status_code == 403
    detail = client.get(reverse("signpost:service_detail", args=[case.service.pk])).content.decode()
    assert address(case) not in detail
    with acting(case.hub), pytest.raises(NotAllowed):
        save_needed_items(by=case.hub, service_id=case.service.pk, reasons={}, at=AT)
