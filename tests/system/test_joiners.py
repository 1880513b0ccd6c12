"""Somebody is invited, signs in, takes a case and leaves: gone at the next click, and the case is back."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.system.person import Person
from tests.system.test_queue import open_reference

ADMINISTRATOR = {"en": "tom.voyle@bridgend.example.org", "cy": "catrin.yorath@bridgend.example.org"}
FRONT_DOOR = {"en": "karen.treharne@bridgend.example.org", "cy": "eleri.gruffudd@bridgend.example.org"}
NAME = {"en": ("Morwenna", "Newby"), "cy": ("Tegwen", "Newydd")}
PASSWORD = "glaw mawr ar y mynydd"
TEAM = {"en": "early help front door", "cy": "drws blaen cymorth cynnar"}


@pytest.fixture
def newcomer(person: Person, browser: Browser) -> Iterator[Person]:
    """A second person, at a screen of their own."""
    size = {"width": person.width, "height": 900}
    context = browser.new_context(viewport=size, locale="en-GB", has_touch=person.width < 500)
    context.add_cookies([{"name": "language", "value": person.language, "url": person.address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield Person(page, person.address, person.language, person.width)
    context.close()


@pytest.mark.parametrize("person", [("cy", 375), ("en", 1280)], indirect=True)
def test_somebody_joins_takes_a_case_and_leaves(person: Person, newcomer: Person) -> None:
    given, family = NAME[person.language]
    email = f"{family.lower()}.{person.width}@bridgend.example.org"
    person.signs_in_as(ADMINISTRATOR[person.language])
    administers(person)
    invites(person, given, family, email)
    reference = joins_and_takes_a_case(newcomer, link_sent_to(person, email), email)
    lets_leave(person, f"{given} {family}")
    newcomer.open("/my-work")
    assert "/sign-in" in newcomer.page.url
    newcomer.sees()
    newcomer.type("email", email)
    newcomer.type("password", PASSWORD)
    newcomer.press(newcomer.page.locator("#main-form button[type=submit]"))
    assert "/sign-in" in newcomer.page.url
    person.signs_out()
    person.signs_in_as(FRONT_DOOR[person.language])
    person.open(f"/triage/{reference}/")
    expect(person.page.locator("main")).not_to_contain_text(family)


def administers(person: Person) -> None:
    """Look at what an administrator can set, and at what each role may do."""
    person.open("/administration/")
    person.sees("administration")
    for path in ("/administration/roles/", "/administration/agencies/", "/administration/agencies/new/"):
        person.open(path)
        person.sees()
    person.open("/administration/people/")
    person.sees("people")


def invites(person: Person, given: str, family: str, email: str) -> None:
    """Show once more that it is you, and invite somebody to the front door."""
    person.press(person.page.locator("main a[href$='/invite/']"))
    assert "/sign-in/confirm" in person.page.url
    person.press(person.page.locator("#main-form button[type=submit]"))
    person.sees()
    person.type("given_name", given)
    person.type("family_name", family)
    person.type("email", email)
    person.choose("language", person.language)
    place = person.page.locator("input[name=place][value$='/decision_maker']")
    front_door = next(
        one
        for one in place.all()
        if TEAM[person.language]
        in person.page.locator(f"label[for='{one.get_attribute('id')}']").inner_text().lower()
    )
    person.choose("place", front_door.get_attribute("value") or "")
    person.press(person.page.locator("#main-form button[type=submit]"))
    expect(person.page.locator("h1")).to_contain_text(family)
    person.sees()


def link_sent_to(person: Person, email: str) -> str:
    """Read the demonstration's mailbox until the e-mail is there: the worker sends it."""
    for _ in range(60):
        person.open("/messages/mailbox/")
        row = person.page.locator("tr", has_text=email)
        if row.count():
            person.press(row.first.locator("a"))
            found = re.search(r"/join/[\w.-]+/", person.page.locator("main").inner_text())
            assert found, person.page.locator("main").inner_text()
            return found[0]
        time.sleep(1)
    raise AssertionError("the invitation was not sent within a minute")


def joins_and_takes_a_case(newcomer: Person, path: str, email: str) -> str:
    """Set a password, sign in, and take the next notification of the queue. Returns its reference."""
    newcomer.open(path)
    newcomer.sees("join")
    newcomer.type("password", PASSWORD)
    newcomer.type("again", PASSWORD)
    newcomer.press(newcomer.page.locator("#main-form button[type=submit]"))
    newcomer.type("email", email)
    newcomer.type("password", PASSWORD)
    newcomer.press(newcomer.page.locator("#main-form button[type=submit]"))
    newcomer.open("/triage/")
    newcomer.press(newcomer.page.locator("[data-queue-next] button"))
    reference = open_reference(newcomer)
    assert reference
    return reference


def lets_leave(person: Person, name: str) -> None:
    """See what somebody has in hand, let them leave today, and read what went back."""
    person.open("/administration/people/")
    person.press(person.page.get_by_role("link", name=name, exact=True))
    person.press(person.page.locator("main a[href$='/leave/']"))
    expect(person.page.locator("main table tbody tr")).to_have_count(1)
    person.sees("leave")
    person.press(person.page.locator("#main-form button[type=submit]"))
    assert "/departures/" in person.page.url
    expect(person.page.locator("main table tbody td").first).to_have_text("1")
    person.sees("departure")
