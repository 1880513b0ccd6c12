"""A page that asks once more who is at the screen, and loses nothing by asking."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.access import step_up, step_up_of
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import SignInMethod
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.signing_in import unpack_typed
from tests.factories import actor, partners, practitioner
from tests.factories.joiners import administrator
from tests.factories.signin import PASSWORD, signed_in, with_password

pytestmark = pytest.mark.django_db
CONFIRM = "/sign-in/confirm"


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> str:
    """The page on which a notification is begun, as if much could be taken from it."""
    address = reverse("identify:start")
    monkeypatch.setattr(resolve(address).func, "step_up_minutes", 10, raising=False)
    return address


@pytest.fixture
def officer() -> Practitioner:
    return with_password(practitioner(partners().response))


def test_a_view_says_how_fresh_the_proof_must_be() -> None:
    def view() -> None: ...

    assert step_up_of(view) is None
    assert step_up_of(step_up(minutes=5)(view)) == 5  # type: ignore[type-var]


def test_a_fresh_sign_in_is_proof_enough(client: Client, officer: Practitioner, guarded: str) -> None:
    client.post(reverse("partnership:sign_in"), {"email": officer.email, "password": PASSWORD})
    assert client.get(guarded).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.get(guarded)["Location"] == f"{CONFIRM}?next=%2Fnotifications%2Fstart"


def test_the_password_opens_the_page_under_a_new_key_and_it_is_written_down(
    client: Client, officer: Practitioner, guarded: str
) -> None:
    signed_in(client, officer, proved=False)
    before = client.session.session_key
    asked = client.get(client.get(guarded)["Location"])
    assert b'name="password"' in asked.content
    answer = client.post(CONFIRM, {"password": PASSWORD, "next": guarded})
    assert answer["Location"] == guarded
    assert client.session.session_key != before
    assert client.get(guarded).status_code == 200
    with acting(actor(officer)):
        assert AuditEntry.objects.filter(did="session.confirmed").count() == 1


def test_a_wrong_password_opens_nothing(client: Client, officer: Practitioner, guarded: str) -> None:
    signed_in(client, officer, proved=False)
    answer = client.post(CONFIRM, {"password": "nothing like it", "next": guarded})
    assert b"That password is not right" in answer.content
    assert client.get(guarded).status_code == 302


def test_what_was_typed_comes_through_the_question(
    client: Client, officer: Practitioner, guarded: str
) -> None:
    signed_in(client, officer, proved=False)
    asked = client.post(guarded, {"danger": "neither", "note": "Roedd hi'n oer <b>iawn</b>"})
    assert asked.status_code == 401
    packed = asked.context["typed"]
    assert ("danger", "neither") in unpack_typed(packed)
    offered = client.post(CONFIRM, {"password": PASSWORD, "next": guarded, "typed": packed})
    assert f'action="{guarded}"'.encode() in offered.content
    assert b'value="Roedd hi&#x27;n oer &lt;b&gt;iawn&lt;/b&gt;"' in offered.content


def test_a_button_without_fields_is_offered_again_too(
    client: Client, officer: Practitioner, guarded: str
) -> None:
    signed_in(client, officer, proved=False)
    packed = client.post(guarded).context["typed"]
    offered = client.post(CONFIRM, {"password": PASSWORD, "next": guarded, "typed": packed})
    assert f'action="{guarded}"'.encode() in offered.content


def test_a_script_is_sent_to_the_question(client: Client, officer: Practitioner, guarded: str) -> None:
    signed_in(client, officer, proved=False)
    answer = client.post(guarded, {"a": "b"}, headers={"Sec-Fetch-Mode": "cors"})
    assert answer["Location"].startswith(CONFIRM)


def test_a_persona_says_so_on_one_plain_page(
    client: Client, officer: Practitioner, guarded: str, settings: Any
) -> None:
    settings.DEMO = True
    officer.persona_en = officer.persona_cy = "Write."
    officer.save()
    client.post(reverse("partnership:become"), {"persona": officer.email})
    asked = client.get(client.get(guarded)["Location"])
    assert b"password" not in asked.content.split(b"<form", 3)[-1].split(b"</form>")[0]
    assert client.post(CONFIRM, {"next": guarded})["Location"] == guarded
    assert client.get(guarded).status_code == 200


def test_the_question_leads_to_no_other_site(client: Client, officer: Practitioner) -> None:
    signed_in(client, officer, SignInMethod.PASSWORD, proved=False)
    answer = client.post(CONFIRM, {"password": PASSWORD, "next": "https://elsewhere.example/"})
    assert answer["Location"] == reverse("desk:my_work")


def test_the_language_can_be_switched_while_asked(client: Client, officer: Practitioner) -> None:
    signed_in(client, officer, proved=False)
    answer = client.post(CONFIRM, {"next": "/", "typed": "[]", "switch_language": "cy"})
    assert b'name="typed" value="[]"' in answer.content
    assert 'lang="cy"' in answer.content.decode()
    assert b"govuk-error-summary" not in answer.content


def test_a_proof_of_the_future_proves_nothing(client: Client, officer: Practitioner, guarded: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        signed_in(client, officer)
    assert client.get(guarded).status_code == 302


GUARDED = (
    "partnership:invite",
    "partnership:invite_again",
    "partnership:move",
    "partnership:leave",
    "govern:disposal",
    "govern:audit_export",
)


@pytest.mark.parametrize("name", GUARDED)
def test_pages_that_give_or_take_access_or_data_ask_again(name: str) -> None:
    address = reverse(name) if name == "govern:audit_export" else reverse(name, args=[uuid4()])
    assert step_up_of(resolve(address).func) == 10


def test_an_invitation_is_typed_once_even_when_it_is_asked_again_who_types_it(client: Client) -> None:
    made = partners()
    admin = with_password(administrator(made.force, made.area))
    signed_in(client, admin, proved=False)
    address = reverse("partnership:invite", args=[made.force.pk])
    asked = client.post(address, {"email": "newcomer@example.org"})
    assert asked.status_code == 401
    assert b"What you typed is kept" in asked.content
