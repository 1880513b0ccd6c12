"""Every way in, as real people have it: the agency's own provider, an app, a code, a passkey; and being asked again."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pyotp
import pytest
from argon2 import PasswordHasher
from playwright.sync_api import expect

from tests.system.conftest import HOME, SOURCE
from tests.system.network import Server
from tests.system.oidc import CLIENT, PRIVATE_KEY, Agencies, two_agencies
from tests.system.person import Person

PASSWORD = "glaw mawr ar y mynydd"
OFFICER = {"en": "sarah.beynon@police.example.org", "cy": "ifan.prydderch@police.example.org"}
WORKER = {"en": "jade.loosemore@barnardos.example.org", "cy": "gwenllian.parry@barnardos.example.org"}
_COMMAND = [sys.executable, "-m", "earlyhelp.config.commandline"]


@pytest.fixture(scope="module")
def strict(address: str) -> Iterator[Server]:
    """The same demonstration, served once more: here everybody is asked for a second step."""
    server = Server(HOME, {"EARLYHELP_SECOND_FACTOR": "required", "POLICE_KEY": PRIVATE_KEY})
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def police(strict: Server) -> Iterator[Agencies]:
    """The force's own identity provider, which the service was told of on the command line."""
    people = {f"sub-{email}": {"email": email, "email_verified": True} for email in OFFICER.values()}
    with two_agencies([f"http://localhost:{strict.port}"], people) as running:
        said = {"agency": "south-wales-police", "issuer": running.police, "client-id": CLIENT}
        words = [word for name, value in said.items() for word in (f"--{name}", value)]
        environment = os.environ | {
            "EARLYHELP_MODE": "demonstration",
            "EARLYHELP_HOME": str(HOME),
            "DATABASE_URL": strict.database,
            "PYTHONPATH": SOURCE,
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [*_COMMAND, "partners", "sign-in", *words, "--secret-name", "POLICE_KEY", "--by-work-email"]
        subprocess.run(command, env=environment, check=True, timeout=120)
        yield running
        subprocess.run([*command, "--off"], env=environment, check=True, timeout=120)


@pytest.fixture
def elsewhere(person: Person, strict: Server) -> Person:
    """The person, at the stricter address."""
    person.address = f"http://localhost:{strict.port}"
    language = {"name": "language", "value": person.language, "url": person.address}
    person.page.context.add_cookies([language])
    return person


BOTH = pytest.mark.parametrize(
    "person", [("cy", 375), ("en", 1280)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)


@BOTH
def test_an_officer_signs_in_through_the_force_and_shows_it_again(
    elsewhere: Person, police: Agencies
) -> None:
    person, page = elsewhere, elsewhere.page
    person.open("/sign-in?next=/my-sign-in/app")
    person.sees()
    page.locator("form[action='/sign-in/agency'] button").last.click()
    page.wait_for_url(re.compile(rf"^{police.police}/"))
    page.locator("[name=login]").fill(f"sub-{OFFICER[person.language]}")
    page.locator("button").click()
    page.wait_for_url("**/my-sign-in/app")
    person.open("/my-sign-in/")
    person.sees()
    page.context.clear_cookies(name="known_device")
    person.signs_out()
    person.sees()
    expect(page.locator(f"a[href^='{police.police}/session/end']")).to_be_visible()


@BOTH
def test_a_worker_sets_up_an_app_and_a_passkey_and_comes_in_with_each(
    elsewhere: Person, strict: Server
) -> None:
    person, page = elsewhere, elsewhere.page
    email = WORKER[person.language]
    has_password(strict, email)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    gives_password(person, email)
    person.sees()
    person.open("/my-work")
    assert page.url.endswith("/my-sign-in/"), "a password alone opens nothing"
    person.press(page.locator("a[href='/my-sign-in/app']"))
    person.sees()
    seed = page.locator("main code").inner_text().replace(" ", "")
    person.type("name", "Ffôn")
    person.type("code", pyotp.TOTP(seed).now())
    person.press(page.locator("#main-form button[type=submit]").last)
    person.press(page.locator("main form button"))
    person.sees()
    expect(page.locator("main li code")).to_have_count(10)
    paper = page.locator("main li code").first.inner_text()
    person.press(page.locator("main a.govuk-button"))
    person.press(page.locator("a[href='/my-sign-in/passkey']"))
    person.sees()
    person.type("name", "Allwedd")
    person.press(page.locator("[data-passkey-button]"))
    person.sees()
    expect(page.locator("main")).to_contain_text("Allwedd")
    person.signs_out()

    gives_password(person, email)
    person.sees()
    # The app would show its next code in half a minute; the one on paper is good at once.
    person.type("code", paper)
    person.press(page.locator("#main-form button[type=submit]").last)
    expect(page).to_have_url(re.compile("/my-work$"))
    person.signs_out()

    person.open("/sign-in")
    person.press(page.locator("form[action='/sign-in/passkey'] button"))
    person.sees()
    person.press(page.locator("[data-passkey-button]"))
    expect(page).to_have_url(re.compile("/my-work$"))
    forgets_everything(person)


@BOTH
def test_a_persona_is_asked_once_more_on_one_plain_page(person: Person) -> None:
    person.signs_in_as(OFFICER[person.language])
    person.open("/my-sign-in/passkey")
    person.sees("confirm")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees("add-passkey")
    assert person.page.url.endswith("/my-sign-in/passkey")


def gives_password(person: Person, email: str) -> None:
    person.open("/sign-in")
    person.type("email", email)
    person.type("password", PASSWORD)
    person.press(person.page.locator("#main-form button[type=submit]").last)


def has_password(server: Server, email: str) -> None:
    """As if they had opened their invitation: a password, as Django keeps one."""
    kept = "argon2" + PasswordHasher(time_cost=2, memory_cost=102400, parallelism=8).hash(PASSWORD)
    with psycopg.connect(server.database) as connection:
        connection.execute(
            "UPDATE partnership_practitioner SET password = %s WHERE email = %s", [kept, email]
        )


def forgets_everything(person: Person) -> None:
    """Leave the demonstration as it was found."""
    for _ in range(2):
        person.open("/my-sign-in/")
        person.press(person.page.locator("form[action='/my-sign-in/remove'] button").first)
    expect(person.page.locator("form[action='/my-sign-in/remove']")).to_have_count(0)
    person.signs_out()
