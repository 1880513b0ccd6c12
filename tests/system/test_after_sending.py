"""After sending, in a real browser: change it, attach a photo, see both at the front door, and look at the team."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.factories.files import document, picture
from tests.system.person import Person

SARAH = "sarah.beynon@police.example.org"
KAREN = "karen.treharne@bridgend.example.org"
DELYTH = "delyth.maddock@police.example.org"


def follow(person: Person, target: Locator) -> None:
    """Tab to a link or button, press Enter, and wait until the next page is there, on a busy machine too."""
    person.tab_to(target)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def become(person: Person, email: str) -> None:
    """Sign in as one of the demonstration's personas, in the language of the test."""
    person.open("/sign-in")
    follow(person, person.page.locator(f"form:has(input[name=persona][value='{email}']) button"))
    if person.page.locator("html").get_attribute("lang") != person.language:
        follow(person, person.page.locator(f"button[name=switch_language][value={person.language}]"))


@pytest.mark.parametrize("person", [("en", 375), ("cy", 1280)], indirect=True)
def test_what_was_sent_is_changed_and_added_to(person: Person, tmp_path: Path) -> None:
    page = person.page
    # One demonstration for both: what the first changed, the second must change again.
    place = "12 Made-up Street" if person.language == "en" else "14 Stryd Ddychmygol"
    become(person, SARAH)
    person.open("/my-notifications")
    person.sees()
    reference = person.reference("EH")
    follow(person, page.locator(f"a[href$='{reference}']"))
    expect(page.locator("h1")).to_contain_text(reference)
    person.sees()
    follow(person, page.locator(f"a[href='/notifications/sent/{reference}/change']"))
    expect(page.locator("[name=reason]")).to_be_visible()
    person.sees()
    person.type("place", place)
    send = page.locator("main form button[type=submit].govuk-button:not(.govuk-button--secondary)")
    follow(person, send)
    # Without a reason it is not sent, and what was typed stays.
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    person.sees()
    expect(page.locator("[name=place]")).to_have_value(place)
    person.type("reason", "I had the wrong house.")
    follow(person, send)
    expect(page.locator("main")).to_contain_text(place)
    person.sees()
    _attach(person, reference, tmp_path)
    follow(person, page.locator("form[action='/sign-out'] button"))
    become(person, KAREN)
    person.open(f"/triage/{reference}/")
    expect(page.locator("main")).to_contain_text("I had the wrong house.")
    person.sees()


def _attach(person: Person, reference: str, folder: Path) -> None:
    page = person.page
    follow(person, page.locator(f"a[href='/notifications/sent/{reference}/attach']"))
    expect(page.locator("#id_file")).to_be_visible()
    person.sees()
    fake, photo = folder / "photo.jpg", folder / "kitchen.jpg"
    fake.write_bytes(document(b"/OpenAction 3 0 R"))
    # A size of its own for each language, because the same file twice is one.
    photo.write_bytes(picture(size=(60, 40 if person.language == "en" else 50), secret="51.504 N"))
    send = page.locator("main form button[type=submit]")
    page.locator("#id_file").set_input_files(fake)
    follow(person, send)
    expect(page.locator("#id_file-error")).to_be_visible()
    person.sees()
    page.locator("#id_file").set_input_files(photo)
    person.type("shows", "The kitchen")
    follow(person, send)
    expect(page.locator("main")).to_contain_text("The kitchen")
    expect(page.locator("h1")).to_have_text(reference)
    person.sees()
    with page.expect_download() as given:
        page.locator("a[href^='/notifications/attachments/']").last.click()
    assert given.value.suggested_filename.startswith(reference)
    kept = Path(given.value.path()).read_bytes()
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"51.504 N" not in kept


@pytest.mark.parametrize("person", [("en", 1280), ("cy", 375)], indirect=True)
def test_a_supervisor_sees_figures_and_nobody(person: Person) -> None:
    become(person, DELYTH)
    person.open("/my-team")
    person.sees()
    assert "EH-" not in person.page.locator("main").inner_text()
    person.open("/my-work")
    person.sees()
