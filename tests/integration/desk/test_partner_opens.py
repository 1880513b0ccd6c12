"""A partner who works with a family opens the record of its people, and sees what agreements allow, and no more."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.solve.actions import add_worker
from earlyhelp.understand.choices.consents import AnswerKind
from earlyhelp.understand.choices.entries import Sheet, Visibility
from earlyhelp.understand.models import Person
from tests import factories
from tests.factories import consents as made
from tests.factories import episodes, told

pytestmark = pytest.mark.django_db


def opens(client: Client, person: Person, page: str = "desk:person_strengths") -> str:
    client.post(reverse("desk:person_why", args=[person.reference]), {"because": "help", "next": ""})
    return client.get(reverse(page, args=[person.reference])).content.decode()


def searches(client: Client, given: str, family: str, because: str) -> tuple[str, str]:
    """Search for somebody. Returns the key of the search, and the address of what it found."""
    typed = {"given_name": given, "family_name": family, "because": because}
    address = client.post(reverse("understand:search"), typed)["Location"]
    return address.rstrip("/").rsplit("/", 1)[-1], address


def test_from_the_episode_to_the_person_and_no_further_than_agreed() -> None:
    home = told.household()
    told.entry(home.by, home.mother, words="The choir sings on.", visibility=Visibility.PARTNERS)
    told.entry(home.by, home.mother, Sheet.STRENGTHS, words="Only the hub knows.")
    visitor = episodes.health_visitor(home.partners)
    episode = episodes.episode(home.by, episodes.family_team(home.partners), home.mother)
    client = Client()
    client.force_login(visitor, "django.contrib.auth.backends.ModelBackend")
    address = reverse("desk:person", args=[home.mother.reference])
    assert client.get(address).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}
    with acting(home.by):
        add_worker(by=home.by, episode=episode, practitioner=visitor, part="team", at=factories.AT)
    page = client.get(reverse("solve:episode", args=[episode.reference])).content.decode()
    assert address in page
    shown = opens(client, home.mother)
    assert "The choir sings on." in shown
    assert "Only the hub knows." not in shown
    for tab in (
        "family",
        "what_matters",
        "contact",
        "warnings",
        "consent",
        "who_was_told",
        "sources",
        "chronology",
    ):
        answer = client.get(reverse(f"desk:person_{tab}", args=[home.mother.reference]))
        assert answer.status_code == HTTPStatus.OK, tab
    other = client.get(reverse("desk:person", args=[home.son.reference]))
    assert other.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}
    with acting(factories.actor(visitor)):
        assert AuditEntry.objects.filter(did="person.read").exists()
    made.answer(home.by, home.mother, AnswerKind.TAKEN_BACK)
    assert client.get(address).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}


def test_what_was_said_to_search_is_not_asked_again_by_its_own_reader_alone() -> None:
    home = told.household()
    client = Client()
    client.force_login(home.worker, "django.contrib.auth.backends.ModelBackend")
    key, results = searches(client, "Siân", "Prys", "asked")
    sources = reverse("desk:person_sources", args=[home.mother.reference])
    # An address that somebody put together answers nothing: the page of results showed nobody yet.
    assert 'name="because"' in client.get(f"{sources}?search={key}").content.decode()
    assert home.mother.reference in client.get(results).content.decode()
    somebody = reverse("desk:person_sources", args=[home.son.reference])
    assert 'name="because"' in client.get(f"{somebody}?search={key}").content.decode()
    found = client.get(f"{sources}?search={key}")
    assert "They asked what is recorded about them" in found.content.decode()
    other = Client()
    colleague = factories.practitioner(home.partners.front_door, home.worker.role)
    other.force_login(colleague, "django.contrib.auth.backends.ModelBackend")
    for said in (key, "nonsense"):
        asked = other.get(f"{sources}?search={said}").content.decode()
        assert 'name="because"' in asked


def test_a_person_made_after_a_search_opens_without_a_second_question_for_its_own_search_alone() -> None:
    home = told.household()
    client = Client()
    client.force_login(home.worker, "django.contrib.auth.backends.ModelBackend")
    key, results = searches(client, "Gwenfair", "Tudno", "help")
    client.get(results)
    made = client.post(reverse("understand:nobody", args=[key]))
    assert 'name="because"' not in client.get(made["Location"]).content.decode()
    # A search whose results were never looked at carries nothing.
    unseen, _address = searches(client, "Gwenfair", "Tudno", "help")
    other = client.post(reverse("understand:nobody", args=[unseen]))
    assert 'name="because"' in client.get(other["Location"]).content.decode()
