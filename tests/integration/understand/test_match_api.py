"""The matcher for machines: the same candidates as on the screen and for a report, behind the same doors."""

import json
import logging
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import AgencyKind, Role
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import MatchBand, WhyOpened
from earlyhelp.understand.models import Person, PersonSearch, SourceIdentifier
from tests import factories
from tests.factories import identify
from tests.factories.understand import source_record
from tests.integration.understand.test_searching import SIAN, World

pytestmark = pytest.mark.django_db
ADDRESS = "/people/match"
ASKED = {
    "given_name": "Sian",
    "family_name": "Jones",
    "date_of_birth": "1988-04-02",
    "postcode": "CF31 9ZZ",
    "why": "help",
}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def hub(client: Client, world: World) -> Client:
    client.force_login(world.decider)
    return client


def ask(client: Client, *, given: Any = None, **asked: Any) -> Any:
    """The answer to what is asked; `given` is sent as it is."""
    body = given if isinstance(given, str) else json.dumps(asked)
    return client.post(ADDRESS, body, content_type="application/json")


def told(answer: dict[str, Any]) -> list[tuple[MatchBand, str]]:
    """Bands and sides of an answer, in their order."""
    return [
        (band, one["side"]) for band in (MatchBand.LIKELY, MatchBand.POSSIBLE) for one in answer[band.value]
    ]


def test_the_same_stand_in_the_answer_as_on_the_screen(hub: Client, world: World) -> None:
    known = world.report()
    with acting(world.hub):
        person = actions.make_person(by=world.hub, reported_id=known.pk, at=factories.AT)
    for born in (date(1988, 4, 2), date(1988, 2, 4), date(1971, 1, 30), None, date(1990, 12, 1)):
        source_record(world.sharing, date_of_birth=born, postcode="CF31 9ZZ")
    source_record(factories.agency(AgencyKind.HOUSING, "silent-too", world.partners.area))
    answer = ask(hub, **ASKED).json()
    typed = {
        "because": "help",
        "given_name": "Sian",
        "family_name": "Jones",
        "date_of_birth-day": "2",
        "date_of_birth-month": "4",
        "date_of_birth-year": "1988",
        "postcode": "CF31 9ZZ",
    }
    screen = hub.post(reverse("understand:search"), typed, follow=True).context["found"]
    assert told(answer) == [(one.band, str(one.side)) for one in screen.first]
    assert 1 < len(told(answer)) <= 5
    assert answer["more"] == bool(screen.rest)
    references = [one["reference"] for one in (*answer["likely"], *answer["possible"])]
    assert person.reference in references
    assert hub.get(answer["page"]).status_code == 200


def test_whoever_a_report_finds_the_answer_finds_too(hub: Client, world: World) -> None:
    for born in (date(1988, 4, 2), date(1988, 2, 4), date(1989, 4, 2)):
        source_record(world.sharing, date_of_birth=born, postcode="CF31 9ZZ")
    answer = ask(hub, **(ASKED | {"given_name": "Siân"})).json()
    reported = world.report()
    with acting(world.hub):
        found = queries.list_candidates(by=world.hub, reported=reported, at=factories.AT)
    assert list(found)
    assert {(one.band, str(one.side)) for one in found} <= set(told(answer))


def test_each_field_is_told_in_words_and_nothing_is_counted(hub: Client, world: World) -> None:
    source_record(world.sharing, telephone="01656 000111")
    hub.cookies["language"] = "cy"
    with_words = ask(hub, **ASKED).json()["likely"][0]
    assert with_words["source"]["agency"] == world.sharing.name_cy
    hub.cookies["language"] = "en"
    (one,) = ask(hub, **ASKED).json()["likely"]
    assert one["reference"] == ""
    assert one["source"] == {"agency": world.sharing.name_en, "reference": "", "on": one["source"]["on"]}
    by_field = {line["field"]: line for line in one["fields"]}
    assert by_field["First name"]["sought"] == "Sian"
    assert by_field["First name"]["found"] == "Siân"
    assert by_field["Family name"]["comparison"] == "The same"
    assert set(one) == {"reference", "side", "source", "fields"}
    assert all(isinstance(value, str) for line in one["fields"] for value in line.values())


def test_a_report_is_named_by_its_reference(hub: Client, world: World) -> None:
    reported = world.report()
    (one,) = ask(hub, **ASKED).json()["likely"]
    assert one["source"]["reference"] == reported.notification.reference
    assert one["side"] == f"report:{reported.pk}"


@pytest.mark.parametrize(
    "asked",
    [
        {"identifiers": [{"system": "nhs", "value": "943 476 5919"}]},
        {"identifiers": [{"value": "0000"}, {"system": None, "value": "9434765919"}]},
        {"telephone": "07700 900123"},
        {"family_name": "Jones", "age": 38},
        {"given_name": None, "family_name": "Jones"},
    ],
    ids=str,
)
def test_somebody_is_found_by_what_is_known(hub: Client, world: World, asked: dict[str, Any]) -> None:
    made = source_record(world.sharing, telephone="07700900123", identifiers=(("nhs", "943 476 5919"),))
    answer = ask(hub, why="help", **asked)
    assert answer.status_code == 200, answer.content
    assert [side for _band, side in told(answer.json())] == [f"record:{made.pk}"]


def test_numbers_that_were_asked_with_stand_in_a_record_made_of_the_search(hub: Client, world: World) -> None:
    numbers = [{"system": "nhs", "value": "943 476 5919"}, {"value": "B 12"}]
    page = ask(hub, why="help", family_name="Jones", identifiers=numbers).json()["page"]
    hub.post(f"{page}/new-person")
    with acting(world.hub):
        assert Person.objects.count() == 1
        assert [(one.system, one.value) for one in SourceIdentifier.objects.all()] == [
            ("nhs", "943 476 5919")
        ]


def test_asking_is_audited_with_its_reason_and_nothing_typed_is_logged(
    hub: Client, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    source_record(world.sharing)
    with caplog.at_level(logging.DEBUG):
        assert ask(hub, **(ASKED | {"why": "safeguarding"})).status_code == 200
        assert ask(hub, **(ASKED | {"why": "curiosity"})).status_code == 422
    assert not any(word in caplog.text for word in ("Sian", "Jones", "1988-04-02", "CF31"))
    with acting(world.hub):
        (search,) = PersonSearch.objects.all()
        made = AuditEntry.objects.get(did="person_search.made")
        assert made.reason == search.because == WhyOpened.SAFEGUARDING
        assert "Jones" not in json.dumps(made.detail)
        assert AuditEntry.objects.filter(did="source_record.read", reason="safeguarding").count() == 1


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({}, "why", "Select why you search for them"),
        ({"why": "help"}, "", "Enter a name, a date of birth, a telephone number"),
        ({"why": "help", "postcode": "CF31"}, "", "Enter a name, a date of birth, a telephone number"),
        ({"why": "help", "date_of_birth": "1988-02-31"}, "date_of_birth", ""),
        ({"why": "help", "date_of_birth": "2988-02-03"}, "date_of_birth", "today or in the past"),
        ({"why": "help", "date_of_birth": "2 April 1988"}, "date_of_birth", "cannot take this value"),
        ({"why": "help", "family_name": "Jones", "age": 300}, "age", ""),
        ({"why": "help", "family_name": "Jones", "age": "38"}, "age", "cannot take this value"),
        ({"why": "help", "family_name": "Jones", "postcode": "no"}, "postcode", ""),
        ({"why": "help", "family_name": "J" * 101}, "family_name", ""),
        ({"why": "help", "surname": "Jones"}, "surname", "not known here"),
        ({"why": "help", "family_name": ["Jones"]}, "family_name", "cannot take this value"),
        ({"why": "help", "identifiers": [{"system": "x", "value": "1"}]}, "identifiers.0.system", ""),
        ({"why": "help", "identifiers": [{"value": "\x00"}]}, "identifiers.0.value", ""),
        ({"why": "help", "identifiers": [{"value": "1"}] * 11}, "identifiers", "cannot take this value"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_said_in_a_sentence(
    hub: Client, asked: dict[str, Any], field: str, sentence: str
) -> None:
    answer = ask(hub, **asked)
    assert answer.status_code == 422
    (fault,) = [one for one in answer.json()["errors"] if one["field"] == field]
    assert sentence in fault["detail"]
    assert answer.json()["detail"]


def test_a_refusal_is_in_the_language_of_the_reader(hub: Client) -> None:
    english = ask(hub).json()["detail"]
    hub.cookies["language"] = "cy"
    assert ask(hub).json()["detail"] != english


@pytest.mark.parametrize("body", ["", "{", "[]", '"Jones"', "null", "\ud83d"], ids=repr)
def test_what_is_no_json_object_is_refused(hub: Client, body: str) -> None:
    given = body.encode("utf-8", "surrogatepass")
    answer = hub.post(ADDRESS, given, content_type="application/json")
    assert answer.status_code == 422
    assert "Send one JSON object" in answer.json()["detail"]


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.DECISION_MAKER, Role.COORDINATOR}]
)
def test_other_roles_are_refused_and_nothing_is_searched(client: Client, world: World, role: Role) -> None:
    client.force_login(factories.practitioner(world.partners.front_door, role))
    assert ask(client, **ASKED).status_code == 403
    with acting(world.hub):
        assert not PersonSearch.objects.exists()


def test_who_is_not_signed_in_is_told_to_sign_in(client: Client, world: World) -> None:
    assert ask(client, **ASKED).status_code == 401
    assert client.get(ADDRESS).status_code == 302


def test_the_token_of_the_pages_is_asked_for(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.practitioner(world.partners.front_door, Role.COORDINATOR))
    assert ask(strict, **ASKED).status_code == 403
    strict.get(reverse("understand:search"))
    token = {"HTTP_X_CSRFTOKEN": strict.cookies["csrftoken"].value}
    body = json.dumps(ASKED)
    assert strict.post(ADDRESS, body, content_type="application/json", **token).status_code == 200


def test_it_is_posted_to_and_kept_by_nobody(hub: Client) -> None:
    assert hub.get(ADDRESS, {"family_name": "Jones"}).status_code == 405
    assert "no-store" in ask(hub, **ASKED)["Cache-Control"]


def test_an_answer_takes_a_constant_number_of_queries(
    hub: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        source_record(world.sharing)
        world.report()
    with django_assert_max_num_queries(26):
        assert len(told(ask(hub, **ASKED).json())) == 5


def test_a_person_who_was_linked_stands_once(hub: Client, world: World) -> None:
    sent = identify.notification(world.partners, world.officer, people=[SIAN, SIAN], at=factories.AT)
    with acting(world.hub):
        one, other = ReportedPerson.objects.filter(notification=sent)
        person = actions.link_reports(by=world.hub, reported_id=one.pk, other_id=other.pk, at=factories.AT)
    assert [side for _band, side in told(ask(hub, **ASKED).json())] == [f"person:{person.pk}"]
