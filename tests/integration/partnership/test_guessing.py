"""Guessing grows slow, and nobody can shut a colleague out by it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import forget_sign_ins
from earlyhelp.partnership.models import Practitioner, WrongTry
from tests.factories import actor, partners, practitioner
from tests.factories.signin import PASSWORD, with_password

pytestmark = pytest.mark.django_db
HERE, THERE = "203.0.113.5", "198.51.100.9"


@pytest.fixture
def officer() -> Practitioner:
    return with_password(practitioner(partners().response))


def tries(client: Client, email: str, password: str = "wrong", address: str = HERE) -> int:
    typed = {"email": email, "password": password}
    return client.post(reverse("partnership:sign_in"), typed, REMOTE_ADDR=address).status_code


def guess(client: Client, email: str, times: int, address: str = HERE) -> None:
    for _ in range(times):
        tries(client, email, address=address)


def test_the_sixth_guess_waits_and_the_wait_grows(client: Client, officer: Practitioner) -> None:
    guess(client, officer.email, 5)
    assert tries(client, officer.email, PASSWORD) == 429
    now = timezone.now()
    with time_machine.travel(now + timedelta(seconds=7)):
        assert tries(client, officer.email) == 200
        assert tries(client, officer.email) == 429
    with time_machine.travel(now + timedelta(seconds=13)):
        assert tries(client, officer.email) == 429
    with time_machine.travel(now + timedelta(seconds=20)):
        assert tries(client, officer.email, PASSWORD) == 302


def test_the_page_says_how_long(client: Client, officer: Practitioner) -> None:
    guess(client, officer.email, 5)
    answer = client.post(
        reverse("partnership:sign_in"), {"email": officer.email, "password": "x"}, REMOTE_ADDR=HERE
    )
    assert b"Wait 1 minute" in answer.content
    assert int(answer["Retry-After"]) <= 5


def test_a_stranger_who_guesses_from_many_addresses_is_slowed_too(
    client: Client, officer: Practitioner
) -> None:
    for number in range(5):
        guess(client, officer.email, 1, f"198.51.100.{number}")
    assert tries(client, officer.email, PASSWORD, "198.51.100.77") == 429


def test_the_owner_signs_in_on_a_known_device_all_the_while(officer: Practitioner) -> None:
    own, stranger = Client(), Client()
    assert tries(own, officer.email, PASSWORD, HERE) == 302
    own.post(reverse("partnership:sign_out"))
    guess(stranger, officer.email, 12, HERE)
    assert tries(stranger, officer.email, PASSWORD, HERE) == 429
    assert tries(own, officer.email, PASSWORD, HERE) == 302


def test_a_colleague_behind_the_same_proxy_goes_on(officer: Practitioner) -> None:
    colleague = with_password(practitioner(officer.team))
    guess(Client(), officer.email, 8, HERE)
    assert tries(Client(), colleague.email, PASSWORD, HERE) == 302


def test_an_address_that_guesses_at_many_accounts_is_slowed(officer: Practitioner) -> None:
    for number in range(30):
        guess(Client(), f"nobody{number}@example.org", 1, HERE)
    assert tries(Client(), officer.email, PASSWORD, HERE) == 429
    assert tries(Client(), officer.email, PASSWORD, THERE) == 302


def test_a_known_device_is_counted_for_itself(officer: Practitioner) -> None:
    own = Client()
    assert tries(own, officer.email, PASSWORD) == 302
    own.post(reverse("partnership:sign_out"))
    guess(own, officer.email, 5)
    assert tries(own, officer.email, PASSWORD) == 429


def test_a_forged_device_cookie_is_no_way_around(client: Client, officer: Practitioner) -> None:
    guess(client, officer.email, 5)
    client.cookies["known_device"] = "eyJhIjoiYiJ9:forged"
    assert tries(client, officer.email, PASSWORD) == 429


def test_what_is_stored_names_nobody_and_is_gone_after_a_day(client: Client, officer: Practitioner) -> None:
    guess(client, officer.email, 1)
    kept = " ".join(str(value) for row in WrongTry.objects.values_list() for value in row)
    assert officer.email not in kept
    assert HERE not in kept
    system = Actor.system("running")
    with acting(system):
        assert forget_sign_ins(by=system, at=timezone.now()) == 0
        assert forget_sign_ins(by=system, at=timezone.now() + timedelta(days=1)) == 2


def test_a_wrong_password_is_in_the_audit_of_the_account_s_agency(
    client: Client, officer: Practitioner
) -> None:
    guess(client, officer.email, 1)
    with acting(actor(officer)):
        entry = AuditEntry.objects.get(did="sign_in.wrong")
    assert entry.target_key == str(officer.pk)
    assert entry.detail == {"what": "password"}
