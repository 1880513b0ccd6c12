"""An authenticator app, codes on paper, and a session that has shown only a password."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import add_app, make_codes, remove_factors
from earlyhelp.partnership.choices import SignInMethod
from earlyhelp.partnership.factors import app
from earlyhelp.partnership.models import Practitioner, RecoveryCode, SecondFactor
from tests.factories import actor, partners, practitioner
from tests.factories.signin import PASSWORD, signed_in, with_password

pytestmark = pytest.mark.django_db
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = "/sign-in/step"


@pytest.fixture
def officer() -> Practitioner:
    return with_password(practitioner(partners().response))


@pytest.fixture
def with_app(officer: Practitioner) -> Practitioner:
    with acting(actor(officer)) as by:
        add_app(by=by, seed=SEED, step=0, name="My telephone", at=timezone.now())
    return officer


def code(**shift: int) -> str:
    return pyotp.TOTP(SEED).at(timezone.now() + timedelta(**shift))


def password(client: Client, who: Practitioner, **more: str) -> Any:
    return client.post("/sign-in", {"email": who.email, "password": PASSWORD} | more)


def test_an_app_is_set_up_with_its_first_code_and_codes_on_paper_follow(
    client: Client, officer: Practitioner, settings: Any
) -> None:
    settings.SECOND_FACTOR = True
    assert password(client, officer)["Location"] == "/my-work"
    assert client.get("/my-work")["Location"] == "/my-sign-in/"
    assert b"Set up a second step before you go on" in client.get("/my-sign-in/").content
    page = client.get("/my-sign-in/app")
    seed = page.context["seed"].replace(" ", "")
    assert seed not in str(dict(client.session.items()))
    wrong = client.post("/my-sign-in/app", {"name": "My telephone", "code": "000000"})
    assert b"not the code that the app shows" in wrong.content
    typed = {"name": "My telephone", "code": pyotp.TOTP(seed).now()}
    assert client.post("/my-sign-in/app", typed)["Location"] == "/my-sign-in/codes"
    assert len(client.post("/my-sign-in/codes").context["made"]) == 10
    assert client.get("/my-work").status_code == 200
    kept = SecondFactor.objects.get()
    assert seed.encode() not in bytes(kept.secret)


def test_nothing_of_anybody_opens_before_it(client: Client, officer: Practitioner, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    password(client, officer)
    for address in ("/my-work", "/notifications/start", "/messages/", "/services/"):
        assert client.get(address)["Location"] == "/my-sign-in/"
    assert client.post("/sign-out").status_code == 302


@pytest.mark.parametrize("how", [SignInMethod.AGENCY, SignInMethod.PASSKEY, SignInMethod.PERSONA])
def test_other_ways_in_need_no_second_step(
    client: Client, officer: Practitioner, settings: Any, how: SignInMethod
) -> None:
    settings.SECOND_FACTOR = True
    signed_in(client, officer, how)
    assert client.get("/my-work").status_code == 200


def test_a_right_password_alone_opens_nothing(client: Client, with_app: Practitioner) -> None:
    page = password(client, with_app)
    assert b"Your password is right" in page.content
    assert client.get("/my-work")["Location"].startswith("/sign-in?")
    assert client.post(STEP, {"code": code(), "next": "/messages/"})["Location"] == "/messages/"
    assert client.get("/my-work").status_code == 200
    with acting(actor(with_app)):
        assert AuditEntry.objects.get(did="session.started").detail["method"] == "password_and_factor"


def test_a_code_is_good_once(client: Client, with_app: Practitioner) -> None:
    password(client, with_app)
    used = code()
    assert client.post(STEP, {"code": used}).status_code == 302
    client.post("/sign-out")
    password(client, with_app)
    assert b"That code is not right" in client.post(STEP, {"code": used}).content


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_code_of_another_time_is_not_taken(client: Client, with_app: Practitioner, minutes: int) -> None:
    password(client, with_app)
    assert client.post(STEP, {"code": code(minutes=minutes)}).status_code == 200


def test_guessing_codes_grows_slow_also_on_a_known_device(client: Client, with_app: Practitioner) -> None:
    password(client, with_app)
    for _ in range(5):
        client.post(STEP, {"code": "000000"})
    assert client.post(STEP, {"code": code()}).status_code == 429


def test_the_step_without_a_password_is_nowhere(client: Client, with_app: Practitioner) -> None:
    assert client.get(STEP)["Location"] == "/sign-in"
    assert client.post(STEP, {"code": code()})["Location"] == "/sign-in"


def test_a_password_waits_ten_minutes_for_its_second_step(client: Client, with_app: Practitioner) -> None:
    password(client, with_app)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert client.post(STEP, {"code": code()})["Location"] == "/sign-in"


def test_the_key_of_the_session_changes_with_each_step(client: Client, with_app: Practitioner) -> None:
    client.get("/sign-in/passkey")
    keys = [client.session.session_key]
    password(client, with_app)
    keys.append(client.session.session_key)
    client.post(STEP, {"code": code()})
    keys.append(client.session.session_key)
    client.post("/sign-in/confirm", {"code": code(seconds=30)})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 4


def test_what_was_typed_comes_through_both_steps(client: Client, with_app: Practitioner) -> None:
    typed = '[["seen", "Warm kitchen"]]'
    page = password(client, with_app, typed=typed, next="/notifications/start")
    assert b"Warm kitchen" in page.content
    offered = client.post(STEP, {"code": code(), "typed": typed, "next": "/notifications/start"})
    assert b'value="Warm kitchen"' in offered.content


def test_the_language_can_be_switched_at_the_second_step(client: Client, with_app: Practitioner) -> None:
    password(client, with_app)
    page = client.post(STEP, {"code": "", "switch_language": "cy"})
    assert 'lang="cy"' in page.content.decode()
    assert b"govuk-error-summary" not in page.content


def test_a_code_on_paper_stands_in_once(client: Client, with_app: Practitioner) -> None:
    with acting(actor(with_app)) as by:
        codes = make_codes(by=by, at=timezone.now())
    assert codes[0] not in str(list(RecoveryCode.objects.values_list()))
    password(client, with_app)
    assert client.post(STEP, {"code": codes[0].lower()}).status_code == 302
    client.post("/sign-out")
    password(client, with_app)
    assert b"That code is not right" in client.post(STEP, {"code": codes[0]}).content
    assert client.post(STEP, {"code": codes[1]}).status_code == 302


def test_codes_of_somebody_else_open_nothing(client: Client, with_app: Practitioner) -> None:
    other = practitioner(with_app.team)
    with acting(actor(other)) as by:
        codes = make_codes(by=by, at=timezone.now())
    password(client, with_app)
    assert client.post(STEP, {"code": codes[0]}).status_code == 200


def test_new_codes_end_the_earlier_ones(client: Client, with_app: Practitioner) -> None:
    signed_in(client, with_app)
    first = client.post("/my-sign-in/codes").context["made"]
    second = client.post("/my-sign-in/codes").context["made"]
    assert not set(first) & set(second)
    assert RecoveryCode.objects.count() == 10


def test_the_second_step_is_asked_for_again_before_a_page_that_opens_a_lot(
    client: Client, with_app: Practitioner
) -> None:
    signed_in(client, with_app, SignInMethod.PASSWORD_AND_FACTOR, proved=False)
    asked = client.get(client.get("/my-sign-in/app")["Location"])
    assert b'name="code"' in asked.content
    wrong = client.post("/sign-in/confirm", {"code": "000000", "next": "/my-sign-in/app"})
    assert b"That code is not right" in wrong.content
    answer = client.post("/sign-in/confirm", {"code": code(), "next": "/my-sign-in/app"})
    assert answer["Location"] == "/my-sign-in/app"
    assert client.get("/my-sign-in/app").status_code == 200


def test_a_second_step_is_removed_by_its_holder_only(client: Client, with_app: Practitioner) -> None:
    factor = SecondFactor.objects.get()
    stranger = signed_in(Client(), practitioner(with_app.team))
    assert stranger.post("/my-sign-in/remove", {"factor": str(factor.pk)}).status_code == 404
    assert stranger.post("/my-sign-in/remove", {"factor": "x"}).status_code == 404
    signed_in(client, with_app)
    page = client.get("/my-sign-in/").content.decode()
    assert "My telephone" in page
    client.post("/my-sign-in/remove", {"factor": str(factor.pk)})
    assert not SecondFactor.objects.exists()


def test_a_lost_telephone_is_forgotten_with_a_reason(with_app: Practitioner) -> None:
    system = Actor.system("running", agency_id=with_app.agency_id)
    with acting(system):
        removed = remove_factors(
            by=system, practitioner_id=with_app.pk, because="Lost on the beach.", at=timezone.now()
        )
        assert removed == 1
        assert AuditEntry.objects.get(did="second_factor.reset").reason == "Lost on the beach."


def test_a_seed_under_another_key_of_the_service_is_nothing(settings: Any) -> None:
    stored = app.locked(SEED)
    assert app.unlocked(stored) == SEED
    settings.SECRET_KEY = "another key of the service"
    assert app.unlocked(stored) == ""
    assert app.step_of("", "123456", at=timezone.now()) is None
