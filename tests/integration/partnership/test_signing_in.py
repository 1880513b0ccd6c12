"""Signing in and out, and what happens to what was typed when a session ends."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.kit.http import client_address
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.signing_in import unpack_typed
from tests.factories import actor, partners, practitioner

pytestmark = pytest.mark.django_db
PASSWORD = "glaw mawr ar y mynydd"


@pytest.fixture
def officer() -> object:
    who = practitioner(partners().response, language="cy")
    who.set_password(PASSWORD)
    who.save()
    return who


def test_the_right_password_leads_to_my_work_in_the_practitioners_language(client: Client, officer) -> None:
    answer = client.post(
        reverse("partnership:sign_in"), {"email": officer.email.upper(), "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert answer.url == reverse("desk:my_work")
    assert answer.cookies["language"].value == "cy"
    with acting(actor(officer)):
        assert AuditEntry.objects.filter(did="session.started").count() == 1


def test_a_wrong_password_says_what_to_do_and_keeps_the_address(client: Client, officer) -> None:
    answer = client.post(
        reverse("partnership:sign_in"), {"email": officer.email, "password": "nothing like it"}
    )
    assert b"The e-mail address or the password is not right" in answer.content
    assert officer.email.encode() in answer.content


def test_signing_in_never_leads_to_another_site(client: Client, officer) -> None:
    typed = {"email": officer.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(reverse("partnership:sign_in"), typed).url == reverse("desk:my_work")


def test_guessing_is_stopped_and_says_how_long(client: Client, officer) -> None:
    for _ in range(10):
        answer = client.post(reverse("partnership:sign_in"), {"email": officer.email, "password": "no"})
    assert answer.status_code == 429
    assert b"Wait 1 minute" in answer.content


def test_personas_are_not_offered_outside_the_demonstration(client: Client, officer) -> None:
    answer = client.post(reverse("partnership:become"), {"persona": officer.email})
    assert answer.status_code == 404


def test_what_was_typed_survives_a_session_that_ended(client: Client, officer) -> None:
    client.force_login(officer)
    Session.objects.all().delete()
    typed = {"switch": "", "seen_and_heard": "Roedd hi'n oer <b>iawn</b>", "needs": ["housing", "money"]}
    asked = client.post(reverse("identify:start"), typed)
    assert asked.status_code == 401
    packed = asked.context["typed"]
    assert ("needs", "money") in unpack_typed(packed)
    back = {"email": officer.email, "password": PASSWORD, "next": reverse("identify:start"), "typed": packed}
    offered = client.post(reverse("partnership:sign_in"), back)
    assert b'value="Roedd hi&#x27;n oer &lt;b&gt;iawn&lt;/b&gt;"' in offered.content
    assert f'action="{reverse("identify:start")}"'.encode() in offered.content


def test_a_script_that_saves_in_the_background_is_sent_to_sign_in(client: Client) -> None:
    answer = client.post(reverse("desk:my_work"), {"a": "b"}, headers={"Sec-Fetch-Mode": "cors"})
    assert answer.status_code == 302


@pytest.mark.parametrize("packed", ["", "{", "[1]", '["ab"]', "null", "x" * 400_001])
def test_what_is_not_packed_by_us_is_nothing(packed: str) -> None:
    assert unpack_typed(packed) in ([], [("a", "b")])


def test_signing_out_is_written_down(client: Client, officer) -> None:
    client.force_login(officer)
    assert client.post(reverse("partnership:sign_out")).url == reverse("desk:home")
    assert client.get(reverse("desk:my_work")).status_code == 302
    with acting(actor(officer)):
        assert AuditEntry.objects.filter(did="session.ended").count() == 1


def test_a_role_without_the_page_is_refused_in_words_and_it_is_written_down(client: Client, officer) -> None:
    client.force_login(officer)
    answer = client.get(reverse("govern:audit"))
    assert answer.status_code == 403
    with acting(actor(officer)):
        assert AuditEntry.objects.get(kind="refusal").detail == {"page": "govern:audit"}


def test_an_auditor_reads_the_audit_of_their_own_agency(client: Client, officer) -> None:
    auditor = practitioner(officer.team, Role.AUDITOR)
    client.force_login(officer)
    client.get(reverse("govern:audit"))
    client.force_login(auditor)
    typed = {"text": "page", "since-day": "31", "since-month": "2", "since-year": "2026"}
    assert client.post(reverse("govern:audit"), typed).status_code == 302
    answer = client.get(reverse("govern:audit"))
    assert b'<details class="govuk-details" open>' in answer.content
    client.post(reverse("govern:audit"), {"clear": "1"})
    assert not client.get(reverse("govern:audit")).context["is_narrowed"]
    assert answer.status_code == 200


def test_behind_our_own_proxy_guessing_is_counted_by_visitor(rf: RequestFactory, settings) -> None:
    asked = rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}, REMOTE_ADDR="127.0.0.1")
    assert client_address(asked) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert client_address(asked) == "198.51.100.7"
