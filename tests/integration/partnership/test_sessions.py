"""Where somebody is signed in: shown, ended, limited, and over in time."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import end_sessions
from earlyhelp.partnership.models import OpenSession, Practitioner
from earlyhelp.partnership.rules import device_family
from tests.factories import actor, partners, practitioner
from tests.factories.signin import PASSWORD, with_password

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"


@pytest.fixture
def officer() -> Practitioner:
    return with_password(practitioner(partners().response))


def sits(who: Practitioner, agent: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": agent})
    assert client.post("/sign-in", {"email": who.email, "password": PASSWORD}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/my-work").status_code == 200


def test_each_place_is_shown_with_its_kind_of_device(officer: Practitioner) -> None:
    here, _there = (
        sits(officer),
        sits(officer, "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36"),
    )
    page = here.get("/my-sign-in/")
    assert [one.session.device for one in page.context["sittings"]] == ["Firefox, Windows", "Chrome, Android"]
    assert [one.is_this for one in page.context["sittings"]] == [True, False]


def test_one_other_place_is_ended_at_once(officer: Practitioner) -> None:
    here, there = sits(officer), sits(officer)
    other = here.get("/my-sign-in/").context["sittings"][1].session
    here.post("/my-sign-in/sessions", {"session": str(other.pk)})
    assert is_in(here)
    assert not is_in(there)


def test_all_other_places_are_ended_at_once(officer: Practitioner) -> None:
    here, *others = (sits(officer) for _ in range(3))
    here.post("/my-sign-in/sessions")
    assert is_in(here)
    assert not any(is_in(other) for other in others)


def test_nobody_ends_a_session_of_somebody_else(officer: Practitioner) -> None:
    stranger, own = sits(with_password(practitioner(officer.team))), sits(officer)
    theirs = OpenSession.objects.get(practitioner=officer)
    stranger.post("/my-sign-in/sessions", {"session": str(theirs.pk)})
    assert is_in(own)
    assert stranger.post("/my-sign-in/sessions", {"session": "x"}).status_code == 404


def test_one_more_than_the_limit_ends_the_oldest(officer: Practitioner, settings: Any) -> None:
    settings.SESSION_LIMIT = 2
    first, second, third = (sits(officer) for _ in range(3))
    assert not is_in(first)
    assert is_in(second)
    assert is_in(third)
    assert OpenSession.objects.get(ended_why="too_many").ended_at is not None


def test_all_sessions_of_somebody_whose_work_changes_end_at_once(officer: Practitioner) -> None:
    one, two = sits(officer), sits(officer)
    with acting(Actor.system("running", agency_id=officer.agency_id)) as by:
        assert end_sessions(by=by, practitioner_id=officer.pk, at=timezone.now()) == 2
    assert not is_in(one)
    assert not is_in(two)


def test_a_session_left_alone_ends_and_a_form_sent_then_is_kept(officer: Practitioner, settings: Any) -> None:
    settings.SESSION_COOKIE_AGE = 30 * 60
    client = sits(officer)
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=45)):
        assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=80)):
        kept = client.post("/notifications/start", {"note": "Warm"})
        assert kept.status_code == 401
        assert b"Warm" in kept.content


def test_that_a_session_is_used_is_written_down_now_and_then_not_with_each_page(
    officer: Practitioner, settings: Any
) -> None:
    client, began = sits(officer), timezone.now()
    ends = []
    for after in (timedelta(seconds=1), settings.SESSION_SAVED_EVERY / 2, settings.SESSION_SAVED_EVERY * 2):
        with time_machine.travel(began + after, tick=False):
            assert is_in(client)
            ends.append(Session.objects.get(session_key=client.session.session_key).expire_date)
    assert ends[0] == ends[1] < ends[2]
    assert ends[2] >= began + timedelta(minutes=settings.SESSION_COOKIE_AGE // 60)


def test_no_session_lasts_longer_than_a_shift_however_busy(officer: Practitioner, settings: Any) -> None:
    settings.SESSION_LONGEST = timedelta(hours=1)
    client = sits(officer)
    for minutes in (30, 59):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
            assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        kept = client.post("/notifications/start", {"note": "Warm"})
        assert kept.status_code == 401
        assert not is_in(client)


def test_signing_out_ends_the_place(officer: Practitioner) -> None:
    client = sits(officer)
    client.post("/sign-out")
    with acting(actor(officer)):
        assert OpenSession.objects.get().ended_why == "signed_out"


def test_no_network_address_is_kept(officer: Practitioner) -> None:
    sits(officer)
    assert "127.0.0.1" not in str(list(OpenSession.objects.values_list()))


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Macintosh) Version/18.0 Safari/605.1", "Safari, Mac"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_known_by_its_family_only(agent: str, family: str) -> None:
    assert device_family(agent) == family


NEW = "tri gair hollol wahanol"


def test_a_password_is_changed_by_whoever_knows_it_and_ends_every_other_session(
    officer: Practitioner,
) -> None:
    here, there = sits(officer), sits(officer)
    answer = here.post("/my-sign-in/password", {"current": PASSWORD, "password": NEW, "again": NEW})
    assert answer.status_code == 302
    assert is_in(here)
    assert not is_in(there)
    officer.refresh_from_db()
    assert officer.check_password(NEW)
    with acting(actor(officer)):
        assert AuditEntry.objects.get(did="password.changed").target_key == str(officer.pk)
    assert Client().post("/sign-in", {"email": officer.email, "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"current": "not this one at all", "password": NEW, "again": NEW}, "That password is not right"),
        ({"current": PASSWORD, "password": NEW, "again": NEW + "!"}, "The two passwords are not the same"),
        ({"current": PASSWORD, "password": "short", "again": "short"}, "too short"),
    ],
)
def test_a_password_stays_when_something_is_wrong(
    officer: Practitioner, typed: dict[str, str], said: str
) -> None:
    here, there = sits(officer), sits(officer)
    assert said in here.post("/my-sign-in/password", typed).content.decode()
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
    assert is_in(there)


def test_who_has_no_password_has_nothing_to_change(officer: Practitioner) -> None:
    client = Client()
    officer.set_unusable_password()
    officer.save(update_fields=["password"])
    client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    assert "/my-sign-in/password" not in client.get("/my-sign-in/").content.decode()
    assert client.get("/my-sign-in/password").status_code == 404
