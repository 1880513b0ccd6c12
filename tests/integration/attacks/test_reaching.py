"""Attacks on what may be reached: others' records by key, pages behind the door, forged forms, false redirects."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from earlyhelp.config.access.pages import Page, list_pages
from earlyhelp.config.access.policy import COMMON, LINK, about
from earlyhelp.config.access.relations import Relation
from earlyhelp.kit import database
from earlyhelp.kit.access import Access
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership import middleware
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.signing_in import typed
from tests.spec.access.examples import address, address_parts
from tests.spec.access.world import World, undone

PAGES = [page for page in list_pages() if page.access and not page.access.demonstration_only]
NAMING = [
    page for page in PAGES if page.takes and page.access and page.access.roles and about(page) is not COMMON
]
PLAIN = [page for page in PAGES if not page.takes]
# Names that stand in records of the world and nowhere else: whoever reads one has read a record.
SECRETS = ("Made-up Street", "Resident", "make the money last")
# Pages that anyone may send a form to without a token, and why.
WITHOUT_TOKEN = {
    "finding:find": "nobody is signed in and nothing is changed",
    "finding:remark": "nobody is signed in; a steward looks at it first",
    "develop:xapi": "a machine sends it with a key of its own; no session counts there",
}
EVIL = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
)


def shown(response: HttpResponseBase) -> str:
    """The text of an answer; nothing for one that is not text."""
    return response.content.decode(errors="replace") if not response.streaming else ""


def stolen(world: World, page: Page) -> bool:
    """True when somebody of another agency, in a role that has the page, reads or changes what its address names."""
    subject = about(page)
    assert subject is not None
    assert page.access is not None
    thief = world.who(subject.owner, min(page.access.roles), Relation.STRANGER)
    url = address(page, address_parts(page, world))
    with undone():
        responses = [world.client(thief).get(url), world.client(thief).post(url, {})]
    return any(any(secret in shown(one) for secret in SECRETS) for one in responses)


@pytest.mark.parametrize("page", NAMING, ids=lambda page: f"{page.name}-{page.route}")
def test_another_agencys_key_opens_nothing(page: Page, world: World) -> None:
    assert not stolen(world, page)


@contextmanager
def without_walls(world: World) -> Iterator[None]:
    """The defence is gone: whoever asks, the database and the rules take them for the council."""
    council = world.case.partners.council.pk
    become, actor_for = database._become, middleware.actor_for

    def as_council(by: Actor) -> None:
        become(replace(by, agency_id=council))

    def council_actor(user: Practitioner, access: Access) -> Actor:
        return replace(actor_for(user, access), agency_id=council)

    with patch.object(database, "_become", as_council), patch.object(middleware, "actor_for", council_actor):
        yield


def test_without_the_walls_the_key_would_open_it(world: World) -> None:
    with without_walls(world):
        assert stolen(world, next(page for page in NAMING if page.name == "solve:case"))


@pytest.mark.parametrize("page", NAMING, ids=lambda page: f"{page.name}-{page.route}")
def test_a_visitor_who_guesses_an_address_is_sent_to_sign_in(page: Page, world: World) -> None:
    response = Client().get(address(page, address_parts(page, world)))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse(settings.LOGIN_URL))


def test_without_the_door_the_guess_would_open_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(page for page in NAMING if page.name == "solve:case")
    monkeypatch.setattr(page.view, "access", Access(frozenset(), page.access.purpose))
    case = world.case
    by = Actor(
        case.decider.pk, case.partners.council.pk, case.decider.team_id, Role.DECISION_MAKER, "running"
    )
    monkeypatch.setattr(middleware, "actor_for", lambda _user, _access: by)
    with undone():
        assert "Resident" in shown(Client().get(address(page, address_parts(page, world))))


def forged(world: World, page: Page, *, checks: bool) -> HttpResponseBase:
    """A form that another site sends with the cookies of somebody who has signed in."""
    assert page.access is not None
    subject = about(page)
    owner = subject.owner if subject else "council"
    who = world.who(owner, min(page.access.roles or set(Role)), Relation.INVOLVED)
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = (
        world.client(who).cookies[settings.SESSION_COOKIE_NAME].value
    )
    with undone():
        return client.post(address(page, address_parts(page, world)), {"text": "forged"})


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if not page.route.startswith("/open-referral/")],
    ids=lambda page: page.route,
)
def test_a_form_without_the_token_of_the_page_is_refused(page: Page, world: World) -> None:
    if page.name in WITHOUT_TOKEN:
        assert page.access is not None
        assert not page.access.roles
        return
    response = forged(world, page, checks=True)
    assert response.status_code in {403, 405}


def test_without_the_check_the_forged_form_would_arrive(world: World) -> None:
    page = next(page for page in NAMING if page.name == "solve:cancel_meeting")
    assert forged(world, page, checks=False).status_code != 403


@pytest.mark.parametrize("page", PLAIN, ids=lambda page: f"{page.name}-{page.route}")
def test_no_page_sends_its_visitor_to_another_site(page: Page, world: World) -> None:
    assert page.access is not None
    who = world.who("council", min(page.access.roles or {Role.COORDINATOR}), Relation.INVOLVED)
    for bad in EVIL[:2]:
        with undone():
            for response in (
                world.client(who).get(page.route, {"next": bad, "back": bad, "to": bad}),
                world.client(who).get(page.route, headers={"referer": bad}),
            ):
                assert leads_home(response.get("Location", ""))


def leads_home(location: str) -> bool:
    """True for an address of the service's own, whatever it carries along to ask about later."""
    found = urlsplit(location.replace("\\", "/"))
    return found.netloc in {"", "testserver"} and found.scheme in {"", "http"}


def test_signing_in_leads_to_no_other_site(world: World) -> None:
    officer = world.case.officer
    for bad in EVIL:
        with undone():
            officer.set_password("a long synthetic password")
            officer.save(update_fields=["password"])
            said = {"email": officer.email, "password": "a long synthetic password", "next": bad}
            response = Client().post(reverse("partnership:sign_in"), said)
            assert "evil.example" not in response.get("Location", "")


def test_without_the_question_whose_address_it_is_it_would(world: World) -> None:
    """The function that asks is what holds: with another answer the visitor is sent away."""
    request = Client().get("/sign-in").wsgi_request
    assert "evil" not in typed.where_to(request, EVIL[0])
    with patch.object(typed, "url_has_allowed_host_and_scheme", lambda *_args, **_more: True):
        assert "evil" in typed.where_to(request, EVIL[0])


def plant() -> tuple[str, Client, Client]:
    """A session that a thief made: its key, the browser of the victim who was given it, and the thief's own."""
    planted = SessionStore()
    planted["planted"] = True
    planted.save()
    victim, thief = Client(), Client()
    for one in (victim, thief):
        one.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    return str(planted.session_key), victim, thief


def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in(world: World) -> None:
    with undone():
        planted, victim, thief = plant()
        victim.force_login(world.case.officer)
        assert victim.cookies[settings.SESSION_COOKIE_NAME].value != planted
        assert thief.get(reverse("desk:my_work")).status_code == 302


def test_with_the_old_session_kept_the_thief_would_be_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with undone():
        planted, victim, _thief = plant()
        monkeypatch.setattr(SessionStore, "cycle_key", lambda _self: None)
        victim.force_login(world.case.officer)
        assert victim.cookies[settings.SESSION_COOKIE_NAME].value == planted
        assert SessionStore(planted)["_auth_user_id"] == str(world.case.officer.pk)  # what the thief holds


def test_every_private_link_is_a_subject_of_its_own() -> None:
    assert {page.name.split(":")[0] for page in PAGES if page.takes and about(page) is LINK} >= {
        "family_plan"
    }
