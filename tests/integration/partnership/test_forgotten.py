"""A forgotten password: one answer for every address, a link that works once, no way around the second step."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership import jobs
from earlyhelp.partnership.actions.passwords import SEND_JOB
from earlyhelp.partnership.actions.tries import forget_sign_ins
from earlyhelp.partnership.models import PasswordLink, Practitioner
from tests import factories
from tests.factories.signin import PASSWORD, signed_in, with_password

pytestmark = pytest.mark.django_db
ASK = "/sign-in/forgotten/"
ANOTHER = {"password": "tair afon heb bont", "again": "tair afon heb bont"}


@pytest.fixture
def officer() -> Practitioner:
    return with_password(factories.practitioner(factories.partners().response))


def waiting() -> QuerySet[ProcrastinateJob]:
    return ProcrastinateJob.objects.filter(task_name=SEND_JOB).order_by("id")


def ask(client: Client, email: str) -> int:
    return client.post(ASK, {"email": email}).status_code


def link() -> str:
    """Send the newest link, and read its path from the e-mail."""
    job = waiting().last()
    assert job is not None
    jobs.send_password_link(**job.args)
    found = re.search(r"(/sign-in/forgotten/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_the_link_sets_another_password_and_signs_nobody_in(client: Client, officer: Practitioner) -> None:
    ask(client, officer.email.upper())
    path = link()
    assert mail.outbox[-1].to == [officer.email]
    assert officer.given_name not in str(mail.outbox[-1].body)
    assert client.get(path)["Cache-Control"] == "no-store, private"
    answer = client.post(path, ANOTHER)
    assert answer.url == reverse("partnership:sign_in")
    assert "_auth_user_id" not in client.session
    officer.refresh_from_db()
    assert officer.check_password(ANOTHER["password"])
    with acting(factories.actor(officer)):
        did = list(AuditEntry.objects.filter(did__startswith="password").values_list("did", "detail"))
    assert ("password.set_anew", {"sessions_ended": 0}) in did
    assert ANOTHER["password"] not in str(did)


def test_the_same_is_said_and_done_for_an_address_that_nobody_has(
    client: Client, officer: Practitioner
) -> None:
    answers = [
        client.post(ASK, {"email": email}, follow=True) for email in (officer.email, "nobody@example.org")
    ]
    # What keeps a form of the page from being sent by another site is new each time.
    first, second = (re.sub(rb'value="\w{64}"', b"", one.content) for one in answers)
    assert first == second
    assert [one.status_code for one in answers] == [200, 200]
    known, unknown = waiting()
    assert PasswordLink.objects.filter(pk=known.args["link_id"]).exists()
    assert not PasswordLink.objects.filter(pk=unknown.args["link_id"]).exists()
    jobs.send_password_link(**unknown.args)
    assert not mail.outbox


def test_it_works_once_and_a_newer_one_takes_its_place(client: Client, officer: Practitioner) -> None:
    ask(client, officer.email)
    before = link()
    ask(client, officer.email)
    path = link()
    assert client.get(before).status_code == 410
    assert client.post(path, ANOTHER).status_code == 302
    assert client.get(path).status_code == 410
    assert client.post(path, ANOTHER).status_code == 410


def test_it_ends_after_half_an_hour(client: Client, officer: Practitioner) -> None:
    ask(client, officer.email)
    path = link()
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert client.post(path, ANOTHER).status_code == 410
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


@pytest.mark.parametrize("wrong", ["nothing", "0" * 32 + "." + "x" * 43])
def test_a_wrong_link_says_nothing_about_anybody(client: Client, wrong: str) -> None:
    assert client.get(f"{ASK}{wrong}/").status_code == 410


def test_every_session_ends(client: Client, officer: Practitioner) -> None:
    other = signed_in(Client(), officer)
    other.post(reverse("partnership:sign_in"), {"email": officer.email, "password": PASSWORD})
    ask(client, officer.email)
    client.post(link(), ANOTHER)
    assert other.get(reverse("partnership:my_sign_in")).status_code == 302


def test_a_second_step_is_still_asked(client: Client, officer: Practitioner) -> None:
    from earlyhelp.partnership.actions import add_app
    from earlyhelp.partnership.factors import app

    by = factories.actor(officer)
    with acting(by):
        add_app(by=by, seed=app.new_seed(), step=0, name="My telephone", at=timezone.now())
    ask(client, officer.email)
    client.post(link(), ANOTHER)
    answer = client.post(
        reverse("partnership:sign_in"), {"email": officer.email, "password": ANOTHER["password"]}
    )
    assert b'name="code"' in answer.content
    assert "_auth_user_id" not in client.session


def test_who_has_left_gets_no_link_and_a_link_of_before_opens_nothing(
    client: Client, officer: Practitioner
) -> None:
    ask(client, officer.email)
    path = link()
    Practitioner.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.post(path, ANOTHER).status_code == 410
    ask(client, officer.email)
    assert PasswordLink.objects.count() == 1


@pytest.mark.parametrize("known", [True, False])
def test_asking_often_grows_slow_whether_anybody_has_the_address_or_not(
    client: Client, officer: Practitioner, *, known: bool
) -> None:
    email = officer.email if known else "nobody@example.org"
    assert [ask(client, email) for _ in range(6)] == [302] * 5 + [429]


def test_asking_holds_up_nobody_who_signs_in(client: Client, officer: Practitioner) -> None:
    for _ in range(6):
        ask(client, officer.email)
    answer = client.post(reverse("partnership:sign_in"), {"email": officer.email, "password": PASSWORD})
    assert answer.status_code == 302


def test_a_weak_password_is_refused_and_the_link_stays(client: Client, officer: Practitioner) -> None:
    ask(client, officer.email)
    path = link()
    assert client.post(path, {"password": "short", "again": "short"}).status_code == 400
    assert client.post(path, ANOTHER).status_code == 302


def test_links_are_deleted_a_day_after_their_time(client: Client, officer: Practitioner) -> None:
    ask(client, officer.email)
    with acting(Actor.system(Purpose.RUNNING)) as by:
        forget_sign_ins(by=by, at=timezone.now() + timedelta(hours=24))
        assert PasswordLink.objects.exists()
        forget_sign_ins(by=by, at=timezone.now() + timedelta(hours=25))
        assert not PasswordLink.objects.exists()
