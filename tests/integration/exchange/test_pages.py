"""The pages of imports: for who keeps the service running, in both languages, and about nobody."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.exchange.choices import RunState
from earlyhelp.exchange.models import ImportRun
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.actions import load_codes
from earlyhelp.identify.models import IncidentCode
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from tests import factories
from tests.factories.exchange import force, many, row, table
from tests.integration.exchange.test_import import bring, write

pytestmark = pytest.mark.django_db


def sign_in(client: Client, role: Role = Role.ADMINISTRATOR, language: str = "en") -> None:
    client.force_login(factories.practitioner(factories.partners("W06000015").front_door, role, language))


def test_an_import_shows_what_happened_and_what_to_do(client: Client, tmp_path: Path) -> None:
    force()
    bring(write(tmp_path, table([*many(2), row(Incident_Number="BAD", Forename="Unknown")])))
    sign_in(client)
    listed = client.get(reverse("exchange:imports")).content.decode()
    assert "file.csv" in listed
    page = client.get(reverse("exchange:import", args=[ImportRun.objects.get().pk])).content.decode()
    assert "The name only fills the field" in page
    assert "Find out the name" in page
    assert "Prawf" not in page
    assert "P26-000000" not in page


def test_reasons_are_welsh_for_who_reads_welsh(client: Client, tmp_path: Path) -> None:
    force()
    bring(write(tmp_path, table([row(DOB="01/01/2099")])))
    sign_in(client, language="cy")
    client.cookies["language"] = "cy"
    page = client.get(reverse("exchange:import", args=[ImportRun.objects.get().pk])).content.decode()
    assert "Mae&#x27;r dyddiad yn y dyfodol." in page


def test_without_imports_the_page_says_so(client: Client) -> None:
    sign_in(client)
    assert "Nothing has been imported yet" in client.get(reverse("exchange:imports")).content.decode()
    missing = "00000000-0000-7000-8000-000000000000"
    assert client.get(reverse("exchange:import", args=[missing])).status_code == 404
    assert client.get(reverse("exchange:change_code", args=[missing])).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_sees_imports(client: Client, role: Role) -> None:
    sign_in(client, role)
    assert client.get(reverse("exchange:imports")).status_code == 403


def test_a_list_of_runs_needs_a_constant_number_of_queries(
    client: Client, tmp_path: Path, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    force()
    for number in range(4):
        bring(write(tmp_path, table(many(1, start=number)), f"{number}.csv"))
    sign_in(client)
    with django_assert_max_num_queries(12):
        client.get(reverse("exchange:imports"))


def test_a_code_is_ended_and_a_new_one_added(client: Client) -> None:
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_codes(by=by, at=timezone.now())
        assert load_codes(by=by, at=timezone.now()) == 0
    sign_in(client)
    truancy = IncidentCode.objects.get(code="WELFARE_TRUANCY")
    assert "WELFARE_TRUANCY" in client.get(reverse("exchange:codes")).content.decode()
    address = reverse("exchange:change_code", args=[truancy.pk])
    assert "Triwantiaeth" in client.get(address).content.decode()
    told = {"label_en": "Truancy", "label_cy": "Triwantiaeth", "ends_on-day": "1", "ends_on-month": "4"}
    refused = client.post(address, told | {"ends_on-year": "2010"})
    assert "can not be before its first day" in refused.content.decode()
    assert client.post(address, told | {"ends_on-year": "2020"}).status_code == 302
    truancy.refresh_from_db()
    assert truancy.ends_on == date(2020, 4, 1)
    assert "No longer used" in client.get(reverse("exchange:codes")).content.decode()

    new = {
        "kind": "qualifier",
        "code": "FLOOD",
        "label_en": "Flood",
        "label_cy": "Llifogydd",
        "starts_on-day": "1",
        "starts_on-month": "1",
        "starts_on-year": "2026",
    }
    add = reverse("exchange:add_code")
    assert client.get(add).status_code == 200
    assert "capital letters" in client.post(add, new | {"code": "a b"}).content.decode()
    assert client.post(add, new).status_code == 302
    assert IncidentCode.objects.get(code="FLOOD").label_cy == "Llifogydd"


def test_an_import_without_faults_says_so_and_one_that_stopped_says_how_to_go_on(
    client: Client, tmp_path: Path
) -> None:
    force()
    bring(write(tmp_path, table(many(1))))
    sign_in(client)
    address = reverse("exchange:import", args=[ImportRun.objects.get().pk])
    page = client.get(address).content.decode()
    assert "Nothing was wrong." in page
    assert "This import has not finished" not in page
    ImportRun.objects.update(state=RunState.RUNNING)
    assert "This import has not finished" in client.get(address).content.decode()


def test_changing_the_language_of_a_half_written_code_keeps_it_and_saves_nothing(client: Client) -> None:
    with acting(Actor.system(Purpose.RUNNING)) as by:
        load_codes(by=by, at=timezone.now())
    sign_in(client)
    before = list(IncidentCode.objects.order_by("pk").values())
    truancy = IncidentCode.objects.get(code="WELFARE_TRUANCY")
    pages = [reverse("exchange:add_code"), reverse("exchange:change_code", args=[truancy.pk])]
    for address in pages:
        page = client.post(address, {"label_en": "Half a", "switch_language": "cy"}).content.decode()
        assert "Half a" in page
        assert "govuk-error-summary" not in page
    assert list(IncidentCode.objects.order_by("pk").values()) == before
