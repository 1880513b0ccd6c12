"""Somebody asks what is held about them: their officer reads it line by line, and they open it with a code."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.person import Person
from tests.system.test_closed_loop import mailed

DECIDER = {"en": "karen.treharne@bridgend.example.org", "cy": "eleri.gruffudd@bridgend.example.org"}
OFFICER = "helen.maddocks@bridgend.example.org"
MOST_PAGES = 40


@pytest.mark.parametrize(
    "person", [("en", 1280), ("cy", 375)], indirect=True, ids=lambda where: f"{where[0]}-{where[1]}"
)
def test_somebody_is_given_what_is_held_about_them(person: Person) -> None:
    person.signs_in_as(DECIDER[person.language])
    subject = somebody(person)
    person.signs_out()
    person.signs_in_as(OFFICER)
    request = asks(person, subject)
    collects(person, request)
    reads(person, request)
    code = gives(person, request)
    person.signs_out()
    opens(person, code)


def somebody(person: Person) -> str:
    """The reference of a person whom a case of the front door is about. In some of them nobody is linked."""
    person.open("/triage/?tab=decided")
    cases = person.page.locator("[data-queue-row] .kit-reference").all_inner_texts()
    for case in cases:
        person.open(f"/triage/{case.strip()}/")
        links = person.page.locator("main a[href*='/people/PN-']")
        if links.count():
            found = re.search(r"PN-\d\d-\d{7}", links.first.get_attribute("href") or "")
            assert found, person.page.url
            return found[0]
    raise AssertionError("nobody is linked in any of these cases")


def asks(person: Person, subject: str) -> str:
    """Write down what was asked, and how it is known who asks. Returns the address of the request."""
    person.open("/rights/")
    person.sees()
    person.press(person.page.locator("main a[href='/rights/new']"))
    person.sees()
    person.type("subject", subject)
    person.choose("kind", "access")
    person.choose("asked_by", "person")
    person.choose("language", person.language)
    person.choose("regime", "uk_gdpr")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    address = person.page.url.removeprefix(person.address)
    person.press(person.page.locator("main a[href$='/step/identity']"))
    person.sees()
    person.choose("proof", "known")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    return address


def collects(person: Person, request: str) -> None:
    """Everything is collected in the background; the page says so, and has it a moment later."""
    person.press(person.page.locator("form[action$='/collect'] button"))
    person.sees()
    sections = person.page.locator("main tbody a")
    for _ in range(60):
        if sections.count():
            break
        person.page.wait_for_timeout(1000)
        person.open(request)
    person.sees()


def reads(person: Person, request: str) -> None:
    """Every line is decided about; what was found about other people is hidden already. Nothing is given before."""
    seen = False
    for _ in range(MOST_PAGES):
        make = person.page.locator("form[action$='/make'] button")
        if make.count():
            break
        unread = person.page.locator(
            "main tbody tr", has_not=person.page.locator("td:last-child", has_text="0")
        )
        person.press(unread.first.locator("a"))
        if not seen:
            person.sees()
            seen = True
        while "/read/" in person.page.url:
            person.press(person.page.locator("#main-form button[type=submit]").last)
    person.open(request)
    person.press(person.page.locator("form[action$='/make'] button"))
    person.sees()


def gives(person: Person, request: str) -> str:
    """By a link to an address that is safe, after showing once more who they are. Returns the code to be said aloud."""
    person.press(person.page.locator("main a[href$='/give']"))
    if "/sign-in/confirm" in person.page.url:
        person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    person.choose("way", "link")
    person.choose("channel", "email")
    person.type("email", f"asked.{person.width}@example.org")
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    return person.page.locator("[data-code]").inner_text().strip()


def opens(person: Person, code: str) -> None:
    """The mail holds only a link; the link asks for the code; then it is all there, to keep on paper or as data."""
    address = mailed(person, r"(/your-information/\S+)")
    person.open(address)
    person.sees()
    person.type("code", code)
    person.press(person.page.locator("#main-form button[type=submit]").last)
    person.sees()
    expect(person.page.locator("h1")).to_have_count(1)
    with person.page.expect_download() as paper:
        person.press_here(person.page.locator("main a[href$='pack.pdf']"))
    assert paper.value.path().read_bytes().startswith(b"%PDF")
