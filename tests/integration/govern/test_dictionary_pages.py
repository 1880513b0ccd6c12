"""The data dictionary as pages and files: for anybody, with a search that needs no script, in both languages."""

import csv
import io
import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.dictionary import list_tables
from earlyhelp.partnership.choices import Role
from tests.factories import partners, practitioner

pytestmark = pytest.mark.django_db
INDEX = "/dictionary/"


def test_anybody_sees_every_table(client: Client) -> None:
    page = client.get(INDEX)
    text = page.content.decode()
    assert page.status_code == 200
    assert all(f'href="{INDEX}{table.label}/"' in text for table in list_tables())


@pytest.mark.parametrize("words", ["date birth", "Dyddiad geni", "PERSON BIRTH DATE"])
def test_a_search_finds_fields_by_either_language_and_by_standard(client: Client, words: str) -> None:
    page = client.get(INDEX, {"words": words})
    found = {(line.table, line.field.name) for line in page.context["lines"]}
    assert ("identify.ReportedPerson", "date_of_birth") in found


def test_a_search_for_nothing_shows_every_table_and_one_in_vain_says_so(client: Client) -> None:
    assert "solve.Decision" in client.get(INDEX, {"words": "  "}).content.decode()
    page = client.get(INDEX, {"words": "hippopotamus"})
    assert page.context["count"] == 0
    assert "0 fields" in page.content.decode()


def test_what_is_looked_for_may_be_too_long(client: Client) -> None:
    page = client.get(INDEX, {"words": "x" * 200})
    assert page.status_code == 200
    assert page.context["form"].errors


def test_a_table_shows_its_fields_in_the_readers_language(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    text = client.get(reverse("govern:dictionary_table", args=["solve.Decision"])).content.decode()
    assert "Pam y barnodd rhywun felly" in text
    assert '<span class="govuk-!-font-weight-regular" lang="en">' in text


def test_a_table_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get(reverse("govern:dictionary_table", args=["solve.Nothing"])).status_code == 404


def test_the_files_are_whole(client: Client) -> None:
    count = sum(len(table.fields) for table in list_tables())
    sheet = client.get(reverse("govern:dictionary_csv"))
    assert "attachment" in sheet["Content-Disposition"]
    assert len(list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))) == count + 1
    said = json.loads(client.get(reverse("govern:dictionary_json")).content)
    assert {table["table"] for table in said["tables"]} == {table.label for table in list_tables()}


def test_the_officer_finds_it_on_the_page_of_governance(client: Client) -> None:
    client.force_login(practitioner(partners().front_door, Role.AUDITOR))
    assert f'href="{INDEX}"' in client.get(reverse("govern:governance")).content.decode()
